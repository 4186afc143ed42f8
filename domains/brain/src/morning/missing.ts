import type { Text } from "@zhongshu/kernel";

/** What keeps other cards from being seen, what to do about it, and the page where it is done. */
export type Missing = {
  readonly what: Text;
  readonly next: Text;
  readonly opens?: "imports" | "communities" | "goods";
};

export const NO_COMMUNITIES: Missing = {
  what: {
    zh: "还不知道这家店有哪些社群、里面有谁，所以看不到“关注度上升”。",
    en: "No communities or members are known, so rising attention cannot be seen.",
  },
  next: {
    zh: "到“社群”里建一个群，导入群成员名单。",
    en: "Add a community and import the list of its members.",
  },
  opens: "communities",
};
export const NO_ATTENTION: Missing = {
  what: {
    zh: "最近五周没有带品类的浏览或下单记录，所以看不到“关注度上升”。",
    en: "No views or orders with a category in the last five weeks, so rising attention cannot be seen.",
  },
  next: {
    zh: "给商品填上品类，并把浏览事件接进来。",
    en: "Give your goods categories and send their views to us.",
  },
  opens: "goods",
};
export const TOO_FEW_MEMBERS: Missing = {
  what: {
    zh: "每个群里上周和之前都活跃的客户还太少，分不清是真变化还是碰巧。",
    en: "Too few members were active last week and before: a change cannot be told from chance.",
  },
  next: {
    zh: "再过几周，或者等更多群友用起来，就能看出来。",
    en: "A few more weeks, or more active members, and it will show.",
  },
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
export const NO_RISE: Missing = {
  what: {
    zh: "各个群的关注度都看过了，没有一个品类比别处多涨到值得说的程度。",
    en: "Every community was looked at: no category rose more than elsewhere by enough to matter.",
  },
  next: { zh: "不用做什么，明早再看。", en: "Nothing to do; we look again tomorrow." },
};
export const FEW_REPEATS: Missing = {
  what: {
    zh: "同一位客户再买同一件商品的记录不到 200 次，还算不出谁该回购。",
    en: "Fewer than 200 repeat purchases of the same product: who is due cannot be told yet.",
  },
  next: {
    zh: "导入更早的订单，越多越准。",
    en: "Import older orders: the more, the better.",
  },
  opens: "imports",
};
export const NOBODY_DUE: Missing = {
  what: {
    zh: "没有一件商品有足够多的客户到了该再买的时候。",
    en: "No product has enough customers who are due to buy again.",
  },
  next: { zh: "不用做什么，明早再看。", en: "Nothing to do; we look again tomorrow." },
};
export const FEW_KEEN: Missing = {
  what: {
    zh: "有客户到了该再买的时候，但平时爱看这类商品的太少，这次先不打扰他们。",
    en: "Some customers are due, but too few of them look at such goods; they are left in peace this time.",
  },
  next: { zh: "不用做什么，明早再看。", en: "Nothing to do; we look again tomorrow." },
};
export const NO_COMMISSION: Missing = {
  what: {
    zh: "有卡片算不出佣金，因为还没设佣金比例。",
    en: "Some cards cannot name a commission: none is set.",
  },
  next: {
    zh: "导入一份佣金表，或者到“商品”里设一条佣金规则。",
    en: "Import a list of commission rules, or add a rule under Goods.",
  },
  opens: "imports",
};
export const NO_STOCK: Missing = {
  what: {
    zh: "有卡片说不出还剩多少货，因为还没有库存数。",
    en: "Some cards cannot tell what is left: no stock was ever told.",
  },
  next: {
    zh: "导入一份库存表，卖完的就不会再推荐。",
    en: "Import a stock list, and what is sold out is no longer proposed.",
  },
  opens: "imports",
};
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
