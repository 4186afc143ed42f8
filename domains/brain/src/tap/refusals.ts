import type { Instant, Refusal, Text } from "@zhongshu/kernel";

export const MAY_NOT_ACT: Refusal = {
  code: "brain.may-not-act",
  status: 403,
  message: { zh: "你没有执行卡片的权限。", en: "You may not act on cards of this shop." },
  next: { zh: "请店主或管理员给你开通。", en: "Ask the owner or an administrator." },
};
export const NOT_THIS_WAY: Refusal = {
  code: "brain.not-this-way",
  status: 422,
  message: { zh: "这张卡片不能用这种方式发。", en: "This card cannot go out this way." },
  next: { zh: "换一种卡片上列出的方式。", en: "Choose one of the ways that the card names." },
};
export const KEY_TAKEN: Refusal = {
  code: "brain.key-taken",
  status: 409,
  message: {
    zh: "这次点击的编号已经用在另一张卡片上了，没有发。",
    en: "The key of this tap belongs to another card; nothing was sent.",
  },
  next: {
    zh: "回到这张卡片，再点一次发送。",
    en: "Go back to this card and tap again; every tap has a key of its own.",
  },
};
export const WORDS_CHANGED: Refusal = {
  code: "brain.words-changed",
  status: 409,
  message: {
    zh: "文案刚换了一版，和你看到的不一样，没有发。",
    en: "The words have just been written anew and are not those you saw; nothing was sent.",
  },
  next: { zh: "看一眼新的文案，再点发送。", en: "Look at the new ones, then send." },
};
export const OF_A_PAST_DAY: Refusal = {
  code: "brain.card-of-a-past-day",
  status: 410,
  message: {
    zh: "这是以前的卡片，现在不一定还对。",
    en: "This card is of an earlier day and may no longer be true.",
  },
  next: { zh: "看看今天的卡片。", en: "Look at today's cards." },
};

const clock = (at: Instant, language: "zh-CN" | "en-US"): string =>
  new Intl.DateTimeFormat(language, {
    ...{ month: language === "zh-CN" ? "long" : "short", day: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Shanghai" },
  }).format(at);

export const alreadySent = ({ at }: { readonly at: Instant }): Refusal => ({
  code: "brain.card-executed",
  status: 409,
  message: {
    zh: `这张卡片 ${clock(at, "zh-CN")} 已经发过了。`,
    en: `This card was already sent at ${clock(at, "en-US")}.`,
  },
  next: {
    zh: "到“发送记录”里看它的进度和战报。",
    en: "See its progress and report under what was sent.",
  },
});

export const nobodyToReach = (why: Text | null): Refusal => ({
  code: "brain.nobody-to-reach",
  status: 422,
  message: {
    zh: `这张卡片的人现在一个也发不了${why ? `：${why.zh}` : "。"}`,
    en: `None of the people of this card can be written to now${why ? `: ${why.en}` : "."}`,
  },
  next: {
    zh: "换一种方式，或者先请他们同意接收。",
    en: "Choose another way, or ask for their consent first.",
  },
});
