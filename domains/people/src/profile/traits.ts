import type { Instant, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";

type Trait = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly key: string;
  readonly value: unknown;
  readonly at: Instant;
};

/** The traits that the batch tells of its people. */
export const traitsOf = (batch: readonly LedgerEvent[]): readonly Trait[] =>
  batch.flatMap(({ type, shop, profile, at, properties }) => {
    const traits = properties["traits"];
    if (type !== "identified" || profile === null) return [];
    if (typeof traits !== "object" || traits === null) return [];
    return Object.entries(traits).map(([key, value]) => ({ shop, profile, key, value, at }));
  });

// Of one trait the latest word stands, by the time of the event; of two at one instant the greater value.
const KEEP = `
on conflict (tenant, profile, key) do update set value = excluded.value, at = excluded.at
where (excluded.at, excluded.value) > (t.at, t.value)`;

const TELL = `
insert into people.trait as t (shop, profile, key, value, at)
select distinct on (profile, key) shop, profile, key, value::jsonb, to_timestamp(at / 1000.0)
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::float8[]) as u (shop, profile, key, value, at)
order by profile, key, at desc, value::jsonb desc ${KEEP}`;

export async function tellTraits(sql: Sql, traits: readonly Trait[]): Promise<void> {
  if (traits.length === 0) return;
  await sql.run(TELL, [
    traits.map((t) => t.shop),
    traits.map((t) => t.profile),
    traits.map((t) => t.key),
    traits.map((t) => JSON.stringify(t.value)),
    traits.map((t) => t.at),
  ]);
}

const MOVE = `
with moved as (
  delete from people.trait x using unnest($1::uuid[], $2::uuid[]) as m (source, target)
  where x.profile = m.source returning x.shop, m.target, x.key, x.value, x.at
)
insert into people.trait as t (shop, profile, key, value, at)
select distinct on (target, key) shop, target, key, value, at from moved
order by target, key, at desc, value desc ${KEEP}`;

export async function moveTraits(
  sql: Sql,
  moves: ReadonlyMap<ProfileId, ProfileId>,
): Promise<void> {
  await sql.run(MOVE, [[...moves.keys()], [...moves.values()]]);
}
