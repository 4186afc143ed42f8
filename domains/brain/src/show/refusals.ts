import type { Refusal, Text } from "@zhongshu/kernel";

export const NOT_ALLOWED: Refusal = {
  code: "brain.not-allowed",
  status: 403,
  message: { zh: "你没有看这家店卡片的权限。", en: "You may not see the cards of this shop." },
  next: { zh: "请店主或管理员给你开通。", en: "Ask the owner or an administrator." },
};
export const NO_CARD: Refusal = {
  code: "brain.no-such-card",
  status: 404,
  message: { zh: "没有这张卡片。", en: "There is no such card." },
  next: { zh: "回到今天的卡片再选一张。", en: "Go back to today's cards and choose one." },
};
export const NO_EVIDENCE: Refusal = {
  code: "brain.no-such-evidence",
  status: 404,
  message: { zh: "这张卡片没有这条依据。", en: "This card has no such evidence." },
  next: { zh: "回到卡片上选一条依据。", en: "Choose one on the card." },
};
export const FUTURE: Refusal = {
  code: "brain.day-to-come",
  status: 422,
  message: { zh: "那一天还没有到。", en: "That day has not come yet." },
  next: { zh: "选今天或以前的日子。", en: "Choose today or a day before." },
};
export const withdrawnCard = (why: Text): Refusal => ({
  code: "brain.card-withdrawn",
  status: 410,
  message: { zh: `这张卡片已经撤下：${why.zh}`, en: `This card was withdrawn: ${why.en}` },
  next: { zh: "看看今天的其他卡片。", en: "Look at today's other cards." },
});
export const NOBODY_LEFT: Text = {
  zh: "卡片说的客户都已经删除了。",
  en: "The customers it speaks of were all erased.",
};
export const GONE = (product: string): Text => ({
  zh: `“${product}”现在没有可卖的。`,
  en: `“${product}” is not for sale now.`,
});
