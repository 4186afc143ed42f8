import type { Instant, ShopId } from "@zhongshu/kernel";

/** From an instant on this shop is led by that one; null: by nobody. */
export type Leading = {
  readonly id: number;
  readonly shop: ShopId;
  readonly leader: ShopId | null;
  readonly validFrom: Instant;
};
/** 1: who leads the shop of the sale; 2: who leads the leader. The law allows no third. */
export type Level = 1 | 2;
/** From an instant on so much of the paid price goes to that level. */
export type TeamShare = {
  readonly id: number;
  readonly level: Level;
  readonly bp: number;
  readonly validFrom: Instant;
};

const latest = <T extends { readonly validFrom: Instant }>(
  rows: readonly T[],
  at: Instant,
): T | null =>
  rows
    .filter(({ validFrom }) => validFrom <= at)
    .reduce<T | null>((last, row) => (last && last.validFrom > row.validFrom ? last : row), null);

export const leaderAt = (rows: readonly Leading[], shop: ShopId, at: Instant): ShopId | null =>
  latest(
    rows.filter((row) => row.shop === shop),
    at,
  )?.leader ?? null;

/** Above a shop at an instant, nearest first: at most two, and nobody twice. */
export function above(rows: readonly Leading[], shop: ShopId, at: Instant): readonly ShopId[] {
  const leader = leaderAt(rows, shop, at);
  if (leader === null || leader === shop) return [];
  const recruiter = leaderAt(rows, leader, at);
  return recruiter === null || recruiter === shop || recruiter === leader
    ? [leader]
    : [leader, recruiter];
}

/** Does whoever leads the shop at that instant, however far above, stand below it too? */
function inCircle(rows: readonly Leading[], shop: ShopId, at: Instant): boolean {
  const seen = new Set<ShopId>();
  let one = leaderAt(rows, shop, at);
  while (one !== null && one !== shop && !seen.has(one)) {
    seen.add(one);
    one = leaderAt(rows, one, at);
  }
  return one === shop;
}

/** Would these rows put the shop into a circle, from an instant on at which anything changes? */
export const circling = (rows: readonly Leading[], shop: ShopId, from: Instant): boolean =>
  [from, ...rows.map(({ validFrom }) => validFrom).filter((at) => at > from)].some((at) =>
    inCircle(rows, shop, at),
  );

/** At which level `earner` earns on a sale of `shop`; null: not at all. */
export function levelOf(
  rows: readonly Leading[],
  { shop, earner, at }: { readonly shop: ShopId; readonly earner: ShopId; readonly at: Instant },
): Level | null {
  const place = above(rows, shop, at).indexOf(earner);
  return place < 0 ? null : place === 0 ? 1 : 2;
}

export const shareAt = (rows: readonly TeamShare[], level: Level, at: Instant): TeamShare | null =>
  latest(
    rows.filter((row) => row.level === level),
    at,
  );

/** Every shop that `earner` ever stood one or two levels above, whenever that was. */
export function everBelow(rows: readonly Leading[], earner: ShopId): readonly ShopId[] {
  const ledBy = (leader: ShopId) =>
    rows.filter((row) => row.leader === leader).map(({ shop }) => shop);
  const first = ledBy(earner);
  return [...new Set([...first, ...first.flatMap(ledBy)])].filter((shop) => shop !== earner);
}
