import type { Text } from "@zhongshu/kernel";
import type { Shelf } from "../ports.ts";

/** What keeps other cards from being seen, what to do about it, and the page where it is done. */
export type Missing = {
  readonly what: Text;
  readonly next: Text;
  readonly opens?: "imports" | "communities" | "goods";
};

/** 1 customer, 2 customers. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;
/** How many are missing; nothing where there are enough. */
export const lacking = (have: number, least: number, unit: string): Text =>
  have >= least
    ? { zh: "", en: "" }
    : { zh: `，还差 ${least - have} ${unit}`, en: `, ${least - have} short` };
export const TOMORROW: Text = {
  zh: "不用做什么，明早再看。",
  en: "Nothing to do; we look again tomorrow.",
};

export const ARRIVING: Missing = {
  what: {
    zh: "订单正在导入，导完才看得全。",
    en: "Orders are being imported; there is more to see when all are here.",
  },
  next: {
    zh: "导入结束后回到这一页，机会就会出来。",
    en: "Come back to this page when the import has ended.",
  },
};
export const noCommission = ({ products, ruled }: Shelf): Missing => ({
  what: {
    zh: `${products} 件商品里有 ${ruled} 件设了佣金；没设的，卡片说不出大约能赚多少。`,
    en: `A commission is set for ${ruled} of ${counted(products, "product")}; of the others a card cannot say what you may earn.`,
  },
  next: {
    zh: "到“商品”里设一条佣金规则，全店一条就可以；也可以导入一份佣金表。",
    en: "Add a commission rule under Goods, one for the whole shop will do; or import a list of rules.",
  },
  opens: "goods",
});
export const noStock = ({ products, counted: told }: Shelf): Missing => ({
  what: {
    zh: `${products} 件商品里有 ${told} 件报过库存；没报过的，卡片说不出还剩多少货。`,
    en: `The stock of ${told} of ${counted(products, "product")} was told; of the others a card cannot say what is left.`,
  },
  next: {
    zh: "导入一份库存表，卖完的就不会再推荐。",
    en: "Import a stock list, and what is sold out is no longer proposed.",
  },
  opens: "imports",
});
export const withdrawn = (why: Text): Missing => ({
  what: { zh: `有一张卡片没有出：${why.zh}`, en: `One card is not shown: ${why.en}` },
  next: { zh: "改好商品资料后会重新出现。", en: "It comes back once the product is put right." },
  opens: "goods",
});
export const NOTHING_TO_SELL = (category: string): Missing => ({
  what: {
    zh: `“${category}”的关注度涨了，但现在没有在卖、有货的商品可以推。`,
    en: `Attention to “${category}” rose, but nothing of it is on sale and in stock now.`,
  },
  next: { zh: "给这个品类上一件商品。", en: "List a product of this category." },
  opens: "goods",
});
