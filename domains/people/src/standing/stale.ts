import type { Ctx, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";

type Named = { readonly shop: ShopId; readonly profile: ProfileId };

/** These customers are to be decided again: one row a shop, so that the intake hardly feels it. */
export async function markStale(sql: Sql, named: readonly Named[]): Promise<void> {
  for (const [shop, of] of Map.groupBy(named, (one) => one.shop)) {
    const profiles = [...new Set(of.map(({ profile }) => profile))];
    await sql.run("insert into people.stale (shop, profiles) values ($1, $2::uuid[])", [
      shop,
      profiles,
    ]);
  }
}

/** Everybody whom the batch speaks of, and these besides. */
export const spokenOf = (
  batch: readonly LedgerEvent[],
  others: readonly ProfileId[],
): readonly Named[] => {
  const [first] = batch;
  const told = batch.flatMap(({ shop, profile }) => (profile === null ? [] : [{ shop, profile }]));
  if (first === undefined) return [];
  const known = new Set(told.map(({ profile }) => profile));
  return [
    ...told,
    ...others.flatMap((profile) => (known.has(profile) ? [] : [{ shop: first.shop, profile }])),
  ];
};

/** Rows of five hundred each, which the tagging takes one at a time. */
export const EACH = 500;

export const markEverybody = (sql: Sql, shop: ShopId): Promise<number> =>
  sql.run(
    `insert into people.stale (shop, profiles)
     select $1, array_agg(id) from (
       select id, (row_number() over (order by id) - 1) / ${EACH} as part
       from people.profile where shop = $1
     ) each group by part order by part`,
    [shop],
  );

/** How many wait to be decided again. */
export const waiting = async ({ sql }: Ctx, shop: ShopId): Promise<number> =>
  (
    await sql.one<{ readonly n: number }>(
      "select coalesce(sum(cardinality(profiles)), 0)::int as n from people.stale where shop = $1",
      [shop],
    )
  ).n;

export const anyWaiting = async (sql: Sql, shop: ShopId): Promise<boolean> =>
  (await sql.maybe("select from people.stale where shop = $1 limit 1", [shop])) !== null;

/** The oldest of who waits, some five hundred. Whoever calls holds the shop's lock. */
export async function takeStale(sql: Sql, shop: ShopId): Promise<readonly ProfileId[]> {
  const rows = await sql.rows<{ readonly profiles: readonly ProfileId[] }>(
    `delete from people.stale s using (
       select position from (
         select position, sum(size) over (order by position) - size as before from (
           select position, cardinality(profiles) as size from people.stale
           where shop = $1 order by position limit 200
         ) oldest
       ) summed where before < ${EACH}
     ) taken
     where s.position = taken.position returning s.profiles::text[] as profiles`,
    [shop],
  );
  return [...new Set(rows.flatMap(({ profiles }) => profiles))];
}

/** Who was absorbed, or of whom nothing is left, stands nowhere any more. */
export async function forget(sql: Sql, gone: readonly ProfileId[]): Promise<void> {
  if (gone.length === 0) return;
  await sql.run("delete from people.standing where id = any($1::uuid[])", [gone]);
  await sql.run("delete from people.tagged where profile = any($1::uuid[])", [gone]);
}
