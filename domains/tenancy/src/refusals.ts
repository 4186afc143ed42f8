import type { Refusal } from "@zhongshu/kernel";

export const notAllowed: Refusal = {
  code: "permission.denied",
  status: 403,
  message: { zh: "你的角色不能做这件事。", en: "Your role does not allow this." },
  next: { zh: "请联系管理员开通权限。", en: "Ask an administrator for the permission." },
};

export const signUpClosed: Refusal = {
  code: "shop.sign-up-closed",
  status: 403,
  message: { zh: "这里不开放自己开店。", en: "Shops cannot be opened by oneself here." },
  next: {
    zh: "请管理员在“成员”里把你的手机号加进店铺。",
    en: "Ask an administrator to add your phone to a shop under Members.",
  },
};

export const hasShop: Refusal = {
  code: "shop.has-one",
  status: 409,
  message: { zh: "你已经在一家店铺里了。", en: "You already belong to a shop." },
  next: { zh: "请从店铺列表里进入。", en: "Enter it from your list of shops." },
};

export const noDemo: Refusal = {
  code: "shop.no-demo",
  status: 404,
  message: { zh: "你现在没有演示店。", en: "You have no demo shop." },
  next: { zh: "想再看看，可以重新打开一个。", en: "Open one anew to look around." },
};

export const noSuchShop: Refusal = {
  code: "shop.not-found",
  status: 404,
  message: { zh: "找不到这家店铺。", en: "There is no such shop among yours." },
  next: { zh: "请在店铺列表里重新选择。", en: "Choose a shop from your list again." },
};

export const noSuchMember: Refusal = {
  code: "member.not-found",
  status: 404,
  message: { zh: "找不到这位成员。", en: "There is no such member." },
  next: { zh: "请刷新成员列表后再试。", en: "Reload the list of members and try again." },
};

export const alreadyMember: Refusal = {
  code: "member.exists",
  status: 409,
  message: { zh: "这个手机号已经是成员了。", en: "This phone number already belongs to a member." },
  next: {
    zh: "要换角色或店铺，请在成员列表里修改。",
    en: "To change the role or the shops, change the member in the list.",
  },
};

export const lastAdmin: Refusal = {
  code: "member.last-admin",
  status: 409,
  message: {
    zh: "这是最后一位管理员，不能移除，也不能换成别的角色。",
    en: "The last administrator cannot be removed or given another role.",
  },
  next: { zh: "请先添加另一位管理员。", en: "Add another administrator first." },
};

export const needsShops: Refusal = {
  code: "member.needs-shops",
  status: 422,
  message: {
    zh: "这个角色要指定店铺。",
    en: "This role works in named shops, and none was named.",
  },
  next: { zh: "请至少选择一家店铺。", en: "Choose at least one shop." },
};

export const badPhone: Refusal = {
  code: "phone.malformed",
  status: 422,
  message: { zh: "手机号不对。", en: "This is not a mobile number." },
  next: {
    zh: "请输入 11 位手机号，例如 13800138000。",
    en: "Give 11 digits, such as 13800138000.",
  },
};

export const noSuchKey: Refusal = {
  code: "key.not-found",
  status: 404,
  message: { zh: "找不到这个写入密钥。", en: "There is no such write key." },
  next: { zh: "请刷新密钥列表后再试。", en: "Reload the list of keys and try again." },
};
