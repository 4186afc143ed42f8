import { type BusinessDay, startOf, type Text } from "@zhongshu/kernel";

const spoken = (language: "zh-CN" | "en-US") =>
  new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "Asia/Shanghai" });
export const dayInWords = (day: BusinessDay): Text => ({
  zh: spoken("zh-CN").format(startOf(day)),
  en: spoken("en-US").format(startOf(day)),
});

export const SUGGESTIONS: readonly Text[] = [
  { zh: "今天有什么机会", en: "What can I do today" },
  { zh: "昨天那个卖得怎么样", en: "How did yesterday's one go" },
  { zh: "这个月佣金多少", en: "How much commission this month" },
];
const CAN_TELL: Text = {
  zh: "我会答：今天的机会、发过的卖得怎么样、某件商品卖得怎么样、还有多少货、佣金多少。",
  en: "I can tell today's opportunities, how a send went, how a product sells, what is left of it, and your commission.",
};
export const NOT_UNDERSTOOD: Text = {
  zh: `这句我还听不懂。${CAN_TELL.zh}`,
  en: `I do not understand that yet. ${CAN_TELL.en}`,
};
export const NEVER_SENT: Text = {
  zh: "还没有发过，所以没有结果可说。先看看今天的机会。",
  en: "Nothing was sent yet, so there is no result to tell. See what today offers.",
};
export const aboutProduct = (title: string): Text => ({
  zh: `“${title}”卖得怎么样`,
  en: `How is “${title}” selling`,
});
export const SEVERAL: Text = { zh: "你说的是哪一件？", en: "Which of these do you mean?" };
export const noneNamed = (words: string): Text => ({
  zh: `没听懂“${words}”，店里也没有叫这个名字的商品。${CAN_TELL.zh}`,
  en: `I do not understand “${words}”, and no product is called that. ${CAN_TELL.en}`,
});
export const WHICH_STOCK: Text = {
  zh: "想问哪一件还剩多少？说出商品名，例如：",
  en: "What is left of which product? Name it, such as:",
};
export const leftOf = (title: string): Text => ({
  zh: `“${title}”还有多少`,
  en: `How many “${title}” are left`,
});
export const MAY_NOT_SEE_GOODS: Text = {
  zh: "你没有看商品的权限，这个我不能说。",
  en: "You may not see goods, so I cannot tell.",
};
export const MAY_NOT_SEE: Text = {
  zh: "你没有看订单的权限，这个我不能说。",
  en: "You may not see orders, so I cannot tell.",
};
