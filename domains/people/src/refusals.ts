import type { Refusal } from "@zhongshu/kernel";

export const noSuchPerson: Refusal = {
  code: "people.unknown",
  status: 404,
  message: { zh: "这家店没有这位客户。", en: "This shop knows no such customer." },
  next: { zh: "回到客户列表重新选择。", en: "Go back to the list and choose again." },
};

export const noSuchSegment: Refusal = {
  code: "people.no-segment",
  status: 404,
  message: {
    zh: "没有这个人群，可能已被删除。",
    en: "There is no such segment; it may be deleted.",
  },
  next: { zh: "刷新人群列表后再选。", en: "Reload the list of segments and choose again." },
};

export const segmentNameTaken = (name: string): Refusal => ({
  code: "people.segment-name-taken",
  status: 409,
  message: {
    zh: `已经有一个叫「${name}」的人群了。`,
    en: `A segment named "${name}" is already there.`,
  },
  next: { zh: "换一个名字再保存。", en: "Save it under another name." },
});

export const notAllowed: Refusal = {
  code: "people.not-allowed",
  status: 403,
  message: {
    zh: "你没有这家店客户资料的权限。",
    en: "You may not do this with this shop's customers.",
  },
  next: {
    zh: "请店主或管理员给你开通。",
    en: "Ask the owner or an administrator for the permission.",
  },
};

export const noSuchTag: Refusal = {
  code: "people.no-tag",
  status: 404,
  message: { zh: "没有这个标签。", en: "There is no such tag." },
  next: { zh: "回到标签页重新选择。", en: "Go back to the tags and choose again." },
};

export const noSuchPair: Refusal = {
  code: "people.no-pair",
  status: 404,
  message: {
    zh: "这两位客户的合并记录已经变了。",
    en: "What was known of these two customers has changed.",
  },
  next: { zh: "刷新页面后再看。", en: "Reload the page and look again." },
};

export const tooLate: Refusal = {
  code: "people.too-late",
  status: 409,
  message: {
    zh: "合并已超过 72 小时，不能再拆开。",
    en: "They have been one for more than 72 hours and cannot be parted any more.",
  },
  next: {
    zh: "如确有错误，请在客户资料中更正后重新导入。",
    en: "If it is wrong, correct the customers' details and import them again.",
  },
};

export const noSuchErasure: Refusal = {
  code: "people.no-erasure",
  status: 404,
  message: { zh: "没有这条删除记录。", en: "There is no such record of an erasure." },
  next: { zh: "回到删除记录列表再看。", en: "Go back to the list of erasures." },
};

export const unknownWords: Refusal = {
  code: "people.unknown-words",
  status: 409,
  message: { zh: "这个页面上的文字太旧了。", en: "The words on this page are not known here." },
  next: { zh: "刷新页面再点一次。", en: "Reload the page and try again." },
};
