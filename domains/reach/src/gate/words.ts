import { type Instant, iso, type Text } from "@zhongshu/kernel";

const SHANGHAI = 8 * 3_600_000;
const shanghai = (at: Instant): string =>
  iso(at + SHANGHAI)
    .slice(5, 16)
    .replace("T", " ");

export const OPTED_OUT: Text = {
  zh: "说过不想再收消息，就不打扰了。",
  en: "They asked not to be written to.",
};
export const NO_NOTICES: Text = {
  zh: "说过不要订单通知，就不发了。",
  en: "They asked not to be sent notices.",
};
export const PLAIN: Text = {
  zh: "关掉了按个人记录推荐，只收群里人人都有的。",
  en: "They do not want to be chosen by their own record; they get what everybody in a group gets.",
};
export const MERGED: Text = {
  zh: "原来的两份资料，一份在长期不单独发的那部分里，一份不在；合成一位以后没法公平比，不再单独发。",
  en: "Of the two profiles that became this one, one never got messages and one did: it can be compared no more, and gets none.",
};
export const NOT_AGREED: Text = {
  zh: "没有同意接收消息。",
  en: "They did not agree to receive messages.",
};
export const NOT_ASKED: Text = {
  zh: "还不知道愿不愿意收消息，先问一声再发。",
  en: "Nobody knows whether they agree; ask first.",
};
export const NOT_HEARD: Text = {
  zh: "客户最近没有来找过客服，要等客户先开口才能回复。",
  en: "The customer has not written lately; a reply needs a message first.",
};
export const UNASSIGNED: Text = {
  zh: "没有可用的编号，看不出效果，先不发。",
  en: "They have no usable id, so the effect could not be measured.",
};
export const HELD_FOR_EVER: Text = {
  zh: "在长期不单独发的那一小部分里，用来看看整体有没有用。",
  en: "They belong to the small part that is never written to one by one, to see what the programme is worth.",
};
export const HELD_BY_PLAY: Text = {
  zh: "这次先留着不发，看看有没有用。",
  en: "Left out this time, to see whether it works.",
};
export const HELD_GROUP: Text = {
  zh: "今天抽到先不发，和发了的群、发了的日子比一比，看看有没有用。",
  en: "Drawn to be left out today, to be compared with the groups and days that are written to.",
};
export const quiet = (until: Instant): Text => ({
  zh: `现在是休息时间，${shanghai(until)} 以后再发。`,
  en: `These are quiet hours; it may go after ${shanghai(until)}.`,
});
export const answeredEnough = (most: number): Text => ({
  zh: `客户这次来问之后已经回了 ${most} 条，等客户再开口才能继续。`,
  en: `${most} replies were sent since the customer's last message; wait for the next one.`,
});
export const quotaSpent = (most: number): Text => ({
  zh: `企业微信的群发次数用完了（这段时间最多 ${most} 次）。`,
  en: `WeCom's allowance is spent (${most} in this period).`,
});
export const oftenEnough = (most: number, days: number): Text => ({
  zh: `${days} 天里已经发过 ${most} 次，再发就打扰了。`,
  en: `${most} messages in ${days} days are enough.`,
});

export const LAPSED: Text = {
  zh: "到统计时间结束还没发，就不再发了。",
  en: "The time in which it is counted ended before it was sent.",
};
export const COPIED_ONLY: Text = {
  zh: "文案复制了，没有点“标记已发”，不知道发了没有。",
  en: "The words were copied, but nobody said that they were sent, so it is not known.",
};
