import type { Text } from "@zhongshu/kernel";

export const SUGGESTIONS: readonly Text[] = [
  { zh: "今天有什么机会", en: "What can I do today" },
  { zh: "昨天那个卖得怎么样", en: "How did yesterday's one go" },
  { zh: "这个月佣金多少", en: "How much commission this month" },
];
export const NOT_UNDERSTOOD: Text = {
  zh: "这句我还听不懂。我会答：今天的机会、发过的卖得怎么样、某件商品卖得怎么样、佣金多少。",
  en: "I do not understand that yet. I can tell today's opportunities, how a send went, how a product sells, and your commission.",
};
export const NEVER_SENT: Text = {
  zh: "还没有执行过卡片，所以没有结果可说。",
  en: "No card was executed yet, so there is no result to tell.",
};
export const aboutProduct = (title: string): Text => ({
  zh: `《${title}》卖得怎么样`,
  en: `How is “${title}” selling`,
});
export const SEVERAL: Text = { zh: "你说的是哪一件？", en: "Which of these do you mean?" };
export const noneNamed = (words: string): Text => ({
  zh: `店里没有找到“${words}”这件商品。我会答：今天的机会、发过的卖得怎么样、某件商品卖得怎么样、佣金多少。`,
  en: `No product “${words}” is known. I can tell today's opportunities, how a send went, how a product sells, and your commission.`,
});
export const MAY_NOT_SEE: Text = {
  zh: "你没有看订单的权限，这个我不能说。",
  en: "You may not see orders, so I cannot tell.",
};
