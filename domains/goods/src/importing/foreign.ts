import type { Ctx, Rate, ShopId, Text } from "@zhongshu/kernel";
import { currenciesOf, USE_ITS_OWN, unearnable } from "../commission/currency.ts";

/** What a row tells of commission, and in what its own prices are. */
type Told = { readonly rate: Rate | null; readonly own: readonly string[] };

/** For each row, why its commission would earn nothing in this shop; prices of the same list count as the shop's. */
export async function foreignIn(
  ctx: Ctx,
  shop: ShopId,
  rows: readonly Told[],
): Promise<readonly (Text | null)[]> {
  const fixed = rows.some(({ rate }) => rate !== null && "each" in rate);
  if (!fixed) return rows.map(() => null);
  const used = [...(await currenciesOf(ctx, shop)), ...rows.flatMap(({ own }) => own)];
  return rows.map(({ rate }) => {
    const why = rate && unearnable(rate, used);
    return why && { zh: why.zh + USE_ITS_OWN.zh, en: `${why.en} ${USE_ITS_OWN.en}` };
  });
}
