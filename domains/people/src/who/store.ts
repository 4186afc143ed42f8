import { type Instant, iso, type ProfileId, type ShopId, type Sql } from "@zhongshu/kernel";
import type { ToldSign } from "./told.ts";

/** Those of the signs that were not told of these ids before. */
export async function unheard(sql: Sql, signs: readonly ToldSign[]): Promise<readonly ToldSign[]> {
  if (signs.length === 0) return [];
  const rows = await sql.rows<{ readonly nth: number }>(
    // The limit keeps the planner at one look into the key for each; joined freely, it reads all signs there are.
    `select asked.nth - 1 as nth
       from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality asked(base, kind, value, nth)
      cross join lateral (
        select from people.sign s
         where s.base = asked.base and s.kind = asked.kind and s.value = asked.value limit 1) heard`,
    [signs.map((s) => s.base), signs.map((s) => s.kind), signs.map((s) => s.value)],
  );
  const heard = new Set(rows.map(({ nth }) => nth));
  return signs.filter((_, nth) => !heard.has(nth));
}

export type InShop = ToldSign & { readonly shop: ShopId };

/** What was told of an id stays told; only the times of telling widen. */
export async function writeSigns(sql: Sql, signs: readonly InShop[]): Promise<void> {
  if (signs.length === 0) return;
  await sql.run(
    `insert into people.sign as s (shop, base, kind, value, shown, first_at, last_at, message)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],
       $6::timestamptz[], $7::timestamptz[], $8::text[]) t
     order by 2, 3, 4
     on conflict (tenant, base, kind, value) do update set
       first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)
     where s.first_at > excluded.first_at or s.last_at < excluded.last_at`,
    [
      ...[signs.map((s) => s.shop), signs.map((s) => s.base), signs.map((s) => s.kind)],
      ...[signs.map((s) => s.value), signs.map((s) => s.shown)],
      ...[signs.map((s) => iso(s.firstAt)), signs.map((s) => iso(s.lastAt))],
      signs.map((s) => s.message),
    ],
  );
}

/** What was told of an anonymous id is told of the user who absorbed it. */
export async function moveSigns(sql: Sql, moves: ReadonlyMap<ProfileId, ProfileId>): Promise<void> {
  await sql.run(
    `with moved as (
       delete from people.sign x using unnest($1::uuid[], $2::uuid[]) m(own, target)
       where x.base = m.own
       returning x.shop, m.target, x.kind, x.value, x.shown, x.first_at, x.last_at, x.message)
     insert into people.sign as s (shop, base, kind, value, shown, first_at, last_at, message)
     select distinct on (target, kind, value) shop, target, kind, value, shown,
       min(first_at) over same, max(last_at) over same, message
     from moved window same as (partition by target, kind, value)
     on conflict (tenant, base, kind, value) do update set
       first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)`,
    [[...moves.keys()], [...moves.values()]],
  );
}

/** Whose person each of these ids is part of; those that are by themselves are left out. */
export async function partsOf(
  sql: Sql,
  bases: readonly ProfileId[],
): Promise<ReadonlyMap<ProfileId, ProfileId>> {
  if (bases.length === 0) return new Map();
  const rows = await sql.rows<{ readonly base: ProfileId; readonly person: ProfileId }>(
    "select base, person from people.same where base = any($1::uuid[])",
    [bases],
  );
  return new Map(rows.map(({ base, person }) => [base, person]));
}

export type Parts = {
  readonly shop: ShopId;
  readonly at: Instant;
  /** Each id whose person changed, and who it is part of from now on. */
  readonly persons: ReadonlyMap<ProfileId, ProfileId>;
};

export async function writeParts(sql: Sql, { shop, at, persons }: Parts): Promise<void> {
  const bases = [...persons.keys()];
  await sql.run("delete from people.same where base = any($1::uuid[])", [bases]);
  const parts = [...persons].filter(([base, person]) => base !== person);
  await sql.run(
    `insert into people.same (shop, base, person, since)
     select $1, base, person, $2::timestamptz from unnest($3::uuid[], $4::uuid[]) t(base, person)`,
    [shop, iso(at), parts.map(([base]) => base), parts.map(([, person]) => person)],
  );
}
