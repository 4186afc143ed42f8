import { DAY, HOUR } from "@zhongshu/kernel";
import {
  type Dice,
  type History,
  moment,
  NOW,
  newest,
  type Order,
  over,
  PRODUCTS,
  type Sold,
  some,
  type Values,
  WORTH,
  whole,
} from "./figures.slow.ts";

/** Turnover and conversion of the stretch, whole days of Shanghai, from what was counted and looked at. */
export function slowlyAround(
  { prices, counts, looks }: History,
  sold: readonly Sold[],
  stretch: { readonly from: number; readonly until: number },
): Values {
  const kept = sold.filter((one) => one.bought && one.kept > 0);
  const [pieces, stocks, closings] = [[0], [0], [0]];
  let soldOfCounted = 0;
  for (const { id } of PRODUCTS) {
    if (
      newest(
        prices.filter((one) => one.product === id),
        stretch.until - 1,
      ) === undefined
    )
      continue;
    const counted = counts.filter((one) => one.product === id);
    const opening = newest(counted, stretch.from)?.stock;
    const closing = newest(counted, stretch.until - 1)?.stock;
    const went = kept.filter((one) => one.product === id).reduce((sum, one) => sum + one.kept, 0);
    if (closing === undefined) continue;
    closings.push(closing);
    soldOfCounted += went;
    if (opening === undefined) continue;
    pieces.push(went);
    stocks.push((opening + closing) / 2);
  }
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  const visitors = Map.groupBy(
    looks.filter(({ at }) => at >= stretch.from && at < stretch.until),
    ({ user }) => user,
  );
  const bought = [...visitors].filter(([user, all]) => {
    const first = Math.min(...all.map(({ at }) => at));
    return kept.some(({ order }) => order.user === user && order.at >= first);
  });
  return {
    turnover: over(sum(pieces), sum(stocks)),
    "stock-to-sales": over(sum(closings), soldOfCounted),
    conversion: over(bought.length, visitors.size),
  };
}

type Leading = { readonly shop: string; readonly leader: string | null; readonly at: number };
type TeamShare = { readonly level: number; readonly at: number; readonly bp: number };
export type TeamHistory = {
  readonly leadings: readonly Leading[];
  readonly shares: readonly TeamShare[];
};

export const teamOf = (dice: Dice, shops: readonly string[]): TeamHistory => ({
  leadings: Array.from({ length: 8 }, () => {
    const shop = some(dice, shops);
    const leader = some(dice, [...shops.filter((one) => one !== shop), null]);
    return { shop, leader, at: moment(dice, 90) };
  }),
  shares: Array.from({ length: 6 }, () => ({
    ...{ level: whole(dice, 1, 2), at: moment(dice, 90), bp: whole(dice, 0, 900) },
  })),
});

/** What each line of `seller` brings to `earner`, who stood one or two above when it was ordered. */
export function teamEarned(
  { leadings, shares }: TeamHistory,
  { seller, earner }: { readonly seller: string; readonly earner: string },
  sold: readonly Sold[],
): readonly (typeof WORTH)[] {
  return sold.map(({ order: { at }, at: worthAt }) => {
    const leaderOf = (shop: string) =>
      newest(
        leadings.filter((one) => one.shop === shop),
        at,
      )?.leader ?? null;
    const one = leaderOf(seller);
    if (one === null || one === seller) return WORTH;
    const two = leaderOf(one);
    const level = one === earner ? 1 : two === earner && two !== seller ? 2 : 0;
    const share = newest(
      shares.filter((row) => row.level === level),
      at,
    );
    return share === undefined ? WORTH : worthAt(share.bp);
  });
}

/** Two goods sold on each of 25 days at changing prices; the dearer, the fewer, and some come back. */
export const pricedHistory = (dice: Dice): History => ({
  ...{ rules: [], prices: [], brands: [], counts: [], looks: [] },
  orders: Array.from({ length: 50 }, (_, n): Order => {
    const minor = some(dice, [1_000, 1_400, 2_000, 2_700]);
    const quantity = Math.round(60_000 / minor) + whole(dice, -3, 3);
    const at = NOW - (1 + Math.floor(n / 2)) * DAY;
    return {
      ...{ source: "mall", number: `${n}`, at, user: null, community: null, paidAt: null },
      lines: [{ product: n % 2 === 0 ? "p0" : "p1", quantity, minor }],
      refunds: dice() < 0.3 ? [{ at: at + HOUR, line: 0, quantity: whole(dice, 1, 3) }] : [],
    };
  }),
});

/** By pairs of days of one SKU, each pair by how many days the SKU has: no mean is taken anywhere. */
export function slowSlope(sold: readonly Sold[]): number {
  let [above, below] = [0, 0];
  for (const days of Map.groupBy(sold, (one) => one.product).values())
    for (const a of days)
      for (const b of days) {
        const x = Math.log(a.net / a.kept) - Math.log(b.net / b.kept);
        above += (x * (Math.log(a.kept) - Math.log(b.kept))) / days.length;
        below += (x * x) / days.length;
      }
  return above / below;
}
