import type { Refusal } from "@zhongshu/kernel";

export const NO_COMMUNITY: Refusal = {
  code: "reach.no-community",
  status: 404,
  message: { zh: "这个店铺里没有这个社群。", en: "This shop has no such community." },
  next: { zh: "回到社群列表重新选一个。", en: "Choose one from the list of communities." },
};
export const NO_PERSON: Refusal = {
  code: "reach.no-person",
  status: 404,
  message: { zh: "这个店铺里没有这位客户。", en: "This shop has no such customer." },
  next: { zh: "回到客户列表重新选一位。", en: "Choose one from the list of customers." },
};
/** Told to the customer, whose profile went away while their inbox was open. */
export const NO_PERSON_NOW: Refusal = {
  code: "reach.no-person-now",
  status: 404,
  message: { zh: "店铺里已经没有你的资料了。", en: "The shop keeps nothing of you any more." },
  next: {
    zh: "不会再给你发消息；要重新收，请跟店主说一声。",
    en: "Nothing will be sent to you; ask the shop owner if you want it again.",
  },
};
export const NOT_OPTED_OUT: Refusal = {
  code: "reach.not-opted-out",
  status: 409,
  message: {
    zh: "这位客户在这个渠道没有退订。",
    en: "This customer has not opted out of this channel.",
  },
  next: { zh: "不用再操作，可以刷新看看。", en: "Nothing is left to do; reload to see." },
};
export const NOT_AGREED_TO: Refusal = {
  code: "reach.not-agreed",
  status: 409,
  message: {
    zh: "这位客户在这个渠道没有同意过接收消息。",
    en: "This customer has not agreed to this channel.",
  },
  next: { zh: "不用再操作，可以刷新看看。", en: "Nothing is left to do; reload to see." },
};
export const NOT_ALLOWED: Refusal = {
  code: "reach.not-allowed",
  status: 403,
  message: { zh: "你没有这个店铺的这项权限。", en: "You may not do this in this shop." },
  next: { zh: "请找店主或管理员开通。", en: "Ask the owner or an administrator." },
};

/** Alike for a link that was forged, cut, or made by somebody else. */
export const NO_LINK: Refusal = {
  code: "reach.no-link",
  status: 404,
  message: { zh: "链接无效。", en: "This link is not valid." },
  next: {
    zh: "可能没有复制完整。请回到店主发的消息里重新点开，或者请店主再发一次。",
    en: "Perhaps it was cut when copied. Open it again from the shop's message, or ask the shop for it.",
  },
};
const ASK_AGAIN = {
  zh: "在微信里跟店主说一声“请发我新的收件箱链接”，点开就能进。",
  en: "Ask the shop owner for a new link to your inbox, and open that one.",
};
export const NO_ENTRY: Refusal = {
  code: "reach.no-entry",
  status: 404,
  message: { zh: "这个收件箱链接无效。", en: "This link to an inbox is not valid." },
  next: ASK_AGAIN,
};
export const ENTRY_USED: Refusal = {
  code: "reach.entry-used",
  status: 410,
  message: {
    zh: "这个链接已经用过了，每个链接只能打开一次。",
    en: "This link was used already; each opens the inbox once.",
  },
  next: ASK_AGAIN,
};
export const ENTRY_EXPIRED: Refusal = {
  code: "reach.entry-expired",
  status: 410,
  message: { zh: "这个链接已经过期了。", en: "This link has expired." },
  next: ASK_AGAIN,
};
export const NO_MESSAGE: Refusal = {
  code: "reach.no-message",
  status: 404,
  message: { zh: "收件箱里没有这条消息。", en: "There is no such message in this inbox." },
  next: { zh: "刷新收件箱再看看。", en: "Reload the inbox." },
};

export const UNKNOWN_WORDS: Refusal = {
  code: "reach.unknown-words",
  status: 409,
  message: { zh: "这个页面上的文字太旧了。", en: "The words on this page are not known here." },
  next: { zh: "刷新页面再点一次。", en: "Reload the page and try again." },
};
