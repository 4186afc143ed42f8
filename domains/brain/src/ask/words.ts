import { type BusinessDay, startOf, type Text } from "@zhongshu/kernel";
import type { Period } from "./periods.ts";

const spoken = (language: "zh-CN" | "en-US") =>
  new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "Asia/Shanghai" });
export const dayInWords = (day: BusinessDay): Text => ({
  zh: spoken("zh-CN").format(startOf(day)),
  en: spoken("en-US").format(startOf(day)),
});

export const SUGGESTIONS: readonly Text[] = [
  { zh: "今天有什么机会", en: "What can I do today" },
  { zh: "今天卖了多少钱", en: "How much did we sell today" },
  { zh: "昨天那个卖得怎么样", en: "How did yesterday's one go" },
  { zh: "这个月佣金多少", en: "How much commission this month" },
];
const CAN_TELL: Text = {
  zh: "我会答：今天的机会、哪天卖了多少、发过的卖得怎么样、某件商品卖得怎么样、谁买过、还有多少货、佣金多少。",
  en: "I can tell today's opportunities, what was sold on which days, how a send went, how a product sells, who bought it, what is left of it, and your commission.",
};
export const NOT_UNDERSTOOD: Text = {
  zh: `这句我还听不懂。${CAN_TELL.zh}`,
  en: `I do not understand that yet. ${CAN_TELL.en}`,
};
export const NOT_TODAY: Text = {
  zh: "机会每天早上看过最新的数据才知道，只能说今天的；别的日子的机会，我说不了。",
  en: "Opportunities are found each morning in the newest data: I can tell today's, not those of another day.",
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
  zh: `没有找到“${words}”：店里没有叫这个名字的商品。${CAN_TELL.zh}`,
  en: `“${words}” was not found: no product is called that. ${CAN_TELL.en}`,
});
export const nearlyNamed = (words: string): Text => ({
  zh: `没有找到“${words}”。你说的是不是：`,
  en: `“${words}” was not found. Do you mean:`,
});
export const nobodyNamed = (name: string): Text => ({
  zh: `没有找到“${name}”：店里没有叫这个名字的客户。${CAN_TELL.zh}`,
  en: `“${name}” was not found: no customer is called that. ${CAN_TELL.en}`,
});
export const personsNamed = (name: string): Text => ({
  zh: `叫“${name}”的客户在这里，点开就能看到买过什么。`,
  en: `Here is who is called “${name}”; open one to see what they bought.`,
});
export const OPEN_PERSON: Text = { zh: "看买过什么", en: "See what they bought" };
export const NO_SUCH_TIME: Text = {
  zh: "这个时间我还不会算。一次问一个：今天、昨天、前天、这周、上周、这个月、上个月、今年、最近七天。",
  en: "I cannot tell that time yet. Ask of one: today, yesterday, this week, last week, this month, last month, this year, the last seven days.",
};
export const LATELY: Text = { zh: "最近 90 天", en: "in the last 90 days" };
type Told = Period | null;
const NO_TIME: Text = { zh: "", en: "" };
const when = (period: Told): Text => (period === null ? NO_TIME : period.name);
export const soldOf =
  (period: Told) =>
  (title: string): Text => ({
    zh: `“${title}”${when(period).zh}卖了多少`,
    en: `How much “${title}” did we sell ${when(period).en}`.trim(),
  });
export const commissionOn =
  (period: Told) =>
  (title: string): Text => ({
    zh: `“${title}”${when(period).zh}佣金多少`,
    en: `How much commission on “${title}” ${when(period).en}`.trim(),
  });
export const buyersAsked = (title: string): Text => ({
  zh: `谁最近买过“${title}”`,
  en: `Who bought “${title}”`,
});
export const WHICH_BOUGHT: Text = {
  zh: "想问谁买过哪一件？说出商品名，例如：",
  en: "Who bought which product? Name it, such as:",
};
export const boughtOn = (day: BusinessDay): Text => ({
  zh: `${dayInWords(day).zh}买过`,
  en: `bought on ${dayInWords(day).en}`,
});
type Buyers = {
  readonly title: string;
  readonly period: Period;
  readonly all: number;
  readonly shown: number;
};
export function buyersSaid({ title, period, all, shown }: Buyers): Text {
  const { zh, en } = period.name;
  if (all === 0)
    return {
      zh: `${zh}没有认得出的客户买过“${title}”。`,
      en: `No known customer bought “${title}” ${en}.`,
    };
  const part = shown < all;
  return {
    zh: `${zh}买过“${title}”的有 ${all} 位客户${part ? `，最近的 ${shown} 位是：` : "："}`,
    en: `${all} customers bought “${title}” ${en}${part ? `; the latest ${shown}:` : ":"}`,
  };
}
export const MAY_NOT_SEE_PEOPLE: Text = {
  zh: "你没有看客户和订单的权限，这个我不能说。",
  en: "You may not see customers and orders, so I cannot tell.",
};
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
