import type { Refusal, Text } from "@zhongshu/kernel";

export const NO_EXECUTION: Refusal = {
  code: "reach.no-execution",
  status: 404,
  message: { zh: "这个店铺里没有这次执行。", en: "This shop has no such execution." },
  next: { zh: "回到“发送记录”重新选一次。", en: "Choose one from what was sent." },
};
export const NOBODY: Refusal = {
  code: "reach.nobody",
  status: 422,
  message: { zh: "这次一个人也没有选到。", en: "Nobody is meant by this." },
  next: { zh: "换一张卡片，或者过一会儿再看。", en: "Choose another card, or look again later." },
};
/** Why nobody of them could be written to, in the words of whoever is most. */
export const nobodyNow = (why: Text): Refusal => ({
  code: "reach.nobody-now",
  status: 409,
  message: { zh: `现在一个人也发不了：${why.zh}`, en: `Nobody can be written to now: ${why.en}` },
  next: {
    zh: "按原因处理后再试；什么也没有发出去。",
    en: "See to the reason and try again; nothing was sent.",
  },
});
export const OVER: Refusal = {
  code: "reach.execution-over",
  status: 409,
  message: { zh: "这次执行已经结束了。", en: "This execution is over." },
  next: { zh: "不用再操作，可以去看结果。", en: "Nothing is left to do; look at the result." },
};
/** Nothing that is sent now would be counted any more. */
export const WINDOW_OVER: Refusal = {
  code: "reach.window-over",
  status: 409,
  message: {
    zh: "这次的统计时间已经过了，现在再发不会算进结果。",
    en: "The time in which this is counted is over; what is sent now would not be part of the result.",
  },
  next: { zh: "看看今天有没有新的卡片。", en: "See whether there is a new card today." },
};
export const NOT_LISTED: Refusal = {
  code: "reach.not-listed",
  status: 409,
  message: {
    zh: "这位客户不在这次的待发名单里。",
    en: "This customer is not on the list of this execution.",
  },
  next: { zh: "刷新名单，只给名单上的人发。", en: "Reload the list and send to those on it only." },
};
export const NO_POST: Refusal = {
  code: "reach.no-post",
  status: 404,
  message: { zh: "这次执行里没有这个社群。", en: "This community is not part of the execution." },
  next: { zh: "回到社群列表重新选一个。", en: "Choose one from the list of communities." },
};
/** The gate's word on a group post that the owner wanted to copy. */
export const notNow = (why: Text): Refusal => ({
  code: "reach.not-now",
  status: 409,
  message: why,
  next: { zh: "先不要发到群里。", en: "Do not post it." },
});
export const NOT_THIS_TIME: Refusal = {
  code: "reach.held-out",
  status: 409,
  message: {
    zh: "这个群这次先留着不发，好看看有没有用。",
    en: "This group is left out this time, to see whether it works.",
  },
  next: { zh: "发到其他群里就好。", en: "Post it in the other groups." },
};
export const NOT_COPIED: Refusal = {
  code: "reach.not-copied",
  status: 409,
  message: {
    zh: "还没有复制过这个群的文案。",
    en: "The words for this group were not copied yet.",
  },
  next: { zh: "先复制，再发到群里，然后点“标记已发”。", en: "Copy them, post them, then say so." },
};
