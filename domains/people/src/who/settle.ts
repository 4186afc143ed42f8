import { type Instant, iso, type ProfileId, type ShopId, type Sql } from "@zhongshu/kernel";
import { type Decided, decide, type Facts } from "./decide.ts";
import { gather, REGRET } from "./gather.ts";
import { type Change, type RegroupPorts, regroup } from "./regroup.ts";
import { partsOf } from "./store.ts";
import type { ToldSign } from "./told.ts";

type When = { readonly shop: ShopId; readonly at: Instant };

/** Whoever has been known longest as a user comes first. */
async function eldest(
  sql: Sql,
  bases: readonly ProfileId[],
): Promise<(group: readonly ProfileId[]) => ProfileId | undefined> {
  const rows = await sql.rows<{ readonly id: ProfileId }>(
    `select id from people.profile where id = any($1::uuid[])
     order by user_id is null, first_seen, id`,
    [bases],
  );
  const places = new Map(rows.map(({ id }, place) => [id, place]));
  const place = (id: ProfileId): number => places.get(id) ?? rows.length;
  return (group) => group.toSorted((a, b) => place(a) - place(b))[0];
}

/** Who stands for each group: whoever stands for it already, else the eldest; so a person keeps their page. */
async function changesOf(sql: Sql, groups: Decided["groups"]): Promise<readonly Change[]> {
  const persons = await partsOf(sql, groups.flat());
  const personOf = (base: ProfileId): ProfileId => persons.get(base) ?? base;
  const news = groups.filter((group) => {
    const [person, other] = new Set(group.map(personOf));
    return other !== undefined || (person !== undefined && !group.includes(person));
  });
  const first = await eldest(sql, news.flat());
  return news.flatMap((group) => {
    const standing = [...new Set(group.map(personOf))].filter((person) => group.includes(person));
    const to = first(standing.length > 0 ? standing : group);
    if (to === undefined) return [];
    return group
      .map((base) => ({ base, from: personOf(base), to, as: base }))
      .filter((change) => change.from !== to);
  });
}

/** The reasons as they are now; those of what stands for good are kept. */
async function writeReasons(
  sql: Sql,
  { shop, at }: When,
  { bases, merges, doubts }: Decided & Pick<Facts, "bases">,
): Promise<void> {
  const given = merges.filter(({ rule }) => rule !== "settled");
  const pairs = [given.map(({ a }) => a), given.map(({ b }) => b)];
  await sql.run(
    `delete from people.merge m where a = any($1::uuid[]) and at >= $2::timestamptz
       and not exists (select from unnest($3::uuid[], $4::uuid[]) kept(a, b) where kept.a = m.a and kept.b = m.b)`,
    [bases, iso(at - REGRET), ...pairs],
  );
  await sql.run(
    `insert into people.merge (shop, a, b, rule, at)
     select $1, a, b, rule, $2::timestamptz from unnest($3::uuid[], $4::uuid[], $5::text[]) t(a, b, rule)
     on conflict (tenant, a, b) do update set rule = excluded.rule where people.merge.rule <> excluded.rule`,
    [shop, iso(at), ...pairs, given.map(({ rule }) => rule)],
  );
  await sql.run("delete from people.doubt where same is null and a = any($1::uuid[])", [bases]);
  await sql.run(
    `insert into people.doubt (shop, a, b, why, at)
     select $1, a, b, why, $2::timestamptz from unnest($3::uuid[], $4::uuid[], $5::text[]) t(a, b, why)
     on conflict do nothing`,
    [shop, iso(at), doubts.map(({ a }) => a), doubts.map(({ b }) => b), doubts.map((d) => d.why)],
  );
}

export type News = When & {
  readonly bases: readonly ProfileId[];
  readonly fresh: readonly ToldSign[];
};

/** Decides anew who these and everybody around them are, and gives every row to whom it belongs. */
export async function settle(sql: Sql, ports: RegroupPorts, news: News): Promise<void> {
  const facts = await gather(sql, news);
  if (facts.bases.length < 2) return;
  const decided = decide(facts);
  const { shop, at } = news;
  await regroup(sql, ports, { shop, at, changes: await changesOf(sql, decided.groups) });
  await writeReasons(sql, news, { ...decided, bases: facts.bases });
}
