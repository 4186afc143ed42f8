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
    zh: "这位顾客在这个渠道没有同意过接收消息。",
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
