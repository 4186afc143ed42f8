import type { Ctx, Rate, ShopId, Text } from "@zhongshu/kernel";

/** In what a shop's goods are priced or were sold, the most usual first; none where no price is known yet. */
export const currenciesOf = async ({ sql }: Ctx, shop: ShopId): Promise<readonly string[]> =>
  (
    await sql.rows<{ readonly currency: string }>(
      `select currency from goods.price where shop = $1 and currency is not null
        group by currency order by count(*) desc, currency`,
      [shop],
    )
  ).map(({ currency }) => currency);

function called(locale: "zh-CN" | "en", code: string): string {
  const name = new Intl.DisplayNames(locale, { type: "currency" }).of(code) ?? code;
  return locale === "en" ? `${name} (${code})` : `${name}（${code}）`;
}

/** Why a rate can earn nothing in a shop of these currencies; null where it can, and where no price is known yet. */
export function unearnable(rate: Rate, used: readonly string[]): Text | null {
  const [usual] = used;
  if (!("each" in rate) || usual === undefined || used.includes(rate.each.currency)) return null;
  const { currency } = rate.each;
  return {
    zh: `这家店没有用${called("zh-CN", currency)}卖的商品，这样的佣金一分也算不到。店里用的是${called("zh-CN", usual)}。`,
    en: `No goods of this shop are sold in ${called("en", currency)}, so such a commission would earn nothing. The shop sells in ${called("en", usual)}.`,
  };
}

export const USE_ITS_OWN: Text = {
  zh: "把佣金改成店里用的币种；真要用这种钱卖，先给商品填上这种钱的价格。",
  en: "Tell the commission in the shop's currency, or first give goods a price in this one.",
};
