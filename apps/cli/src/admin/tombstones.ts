import type { Instant } from "@zhongshu/kernel";
import { iso } from "@zhongshu/kernel";
import { openPool } from "@zhongshu/postgres";
import type { System } from "@zhongshu/server";

/** A keyed hash that keeps an erased person out; it names nobody. */
export type Tombstone = {
  readonly tenant: string;
  readonly shop: string;
  readonly hash: string;
  readonly at: Instant;
};

/** Every tombstone of a database; none where the table is not there yet. */
export async function tombstonesIn(ownerUrl: string): Promise<readonly Tombstone[]> {
  const pool = openPool({ url: ownerUrl, max: 1 });
  try {
    return await pool.transaction({}, async (sql) => {
      const { there } = await sql.one<{ readonly there: boolean }>(
        "select to_regclass('people.tombstone') is not null as there",
      );
      if (!there) return [];
      return sql.rows<Tombstone>(
        "select tenant, shop, hash, erased_at as at from people.tombstone",
      );
    });
  } finally {
    await pool.end();
  }
}

/** Whoever was erased after the backup was made is to be erased again; what they did since is not in it. */
export async function carryOver(
  ownerUrl: string,
  stones: readonly Tombstone[],
  madeAt: Instant,
): Promise<void> {
  const later = stones.filter(({ at }) => at > madeAt);
  if (later.length === 0) return;
  const pool = openPool({ url: ownerUrl, max: 1 });
  try {
    await pool.transaction({}, (sql) =>
      sql.run(
        `insert into people.tombstone as t (tenant, shop, hash, erased_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
         on conflict (tenant, shop, hash) do update set erased_at = excluded.erased_at, returned_at = null`,
        [
          ...[later.map((s) => s.tenant), later.map((s) => s.shop)],
          ...[later.map((s) => s.hash), later.map((s) => iso(s.at))],
        ],
      ),
    );
  } finally {
    await pool.end();
  }
}

/** Erases whoever a backup brought back, before anybody can look; how many. */
export async function eraseAgain(system: System): Promise<number> {
  let people = 0;
  for (const { tenant, shops } of await system.directory()) {
    for (const { id } of shops)
      people += await system.asTenant(system.keeper(tenant), (ctx) =>
        system.people.eraseAgain(ctx, id),
      );
    while (await system.asTenant(system.keeper(tenant), (ctx) => system.people.eraseStep(ctx)));
  }
  return people;
}
