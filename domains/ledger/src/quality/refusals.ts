import type { Refusal } from "@zhongshu/kernel";

export const forbidden: Refusal = {
  code: "quality.forbidden",
  status: 403,
  message: { zh: "你没有查看数据质量的权限。", en: "You may not see the quality of data." },
  next: { zh: "请联系店主或管理员。", en: "Ask the shop's owner or an administrator." },
};

export const noRule: Refusal = {
  code: "quality.no-rule",
  status: 404,
  message: { zh: "没有这条检查规则。", en: "There is no such rule." },
  next: { zh: "请从“数据质量”页面打开。", en: "Open it from the page of data quality." },
};
