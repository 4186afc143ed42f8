import type { Refusal } from "@zhongshu/kernel";

export const forbidden: Refusal = {
  code: "lineage.forbidden",
  status: 403,
  message: { zh: "你没有查看来龙去脉的权限。", en: "You may not see where data came from." },
  next: { zh: "请联系店主或管理员。", en: "Ask the shop's owner or an administrator." },
};

export const unknown: Refusal = {
  code: "lineage.unknown",
  status: 404,
  message: { zh: "没有找到它的来源记录。", en: "Nothing is known of where this came from." },
  next: {
    zh: "它可能已随导入一起撤销；请返回列表刷新后再看。",
    en: "It may have gone with an import that was undone; go back and reload the list.",
  },
};
