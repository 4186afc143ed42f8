import type { System } from "@zhongshu/server";
import type { Place } from "../../admin/place.ts";

type Crowd = { readonly profiles: number; readonly at: string };

// Chance is a hash of the number, so that every run has the same customers.
const chance = (salt: number): string =>
  `(abs(hashint8extended(i, ${salt}) % 1000000) / 1000000.0)`;

const PROFILES = `
insert into people.profile (shop, id, user_id, first_seen, last_act, events, counts, hours, orders, spent_minor,
  currency, first_order_at, last_order_at)
select $1, md5('person ' || i)::uuid, 'user-' || i, now - interval '400 days',
  greatest(now - interval '300 days' * ${chance(1)} * ${chance(2)}, last_order), 20 + i % 50,
  jsonb_build_object('product_viewed', i % 40, 'order_placed', orders, 'coupon_issued', i % 6),
  array_fill((i % 7)::int, array[24]), orders,
  case when orders > 0 then (orders * 30000 * (0.2 + ${chance(3)}))::bigint end,
  case when orders > 0 then 'CNY' end,
  case when orders > 0 then now - interval '380 days' end, last_order
from (
  select i, $4::timestamptz as now, n as orders,
    case when n > 0 then $4::timestamptz - interval '360 days' * ${chance(4)} * ${chance(5)} end as last_order
  from (select i, floor(-3 * ln(1 - ${chance(6)}))::int as n from generate_series($2::int, $3::int) i) drawn
) each`;

// Codes are drawn in the same bits that the tagging writes; what a single customer gets is decided by it afterwards.
const STANDINGS = `
insert into people.standing
  (shop, id, last_seen, last_order_at, spent_minor, worth_minor, facets, orders, currency, taste, tastes, shares,
   traits)
select shop, id, last_seen, last_order_at, spent_minor, spent_minor / 4,
  (1 + i % 4) + ((1 + i / 4 % 4) << 4) + ((1 + i / 16 % 4) << 8) + ((1 + i / 64 % 8) << 12)
    + ((1 + i / 512 % 4) << 16) + ((1 + i / 2048 % 4) << 20),
  orders, currency, '辅食',
  array['辅食', '绘本', '纸尿裤'], array[0.1 + 0.5 * ${chance(7)}, 0.1 + 0.3 * ${chance(8)}, 0.1],
  (select array_agg(people.trait_sign(key, value)) from people.trait where profile = id)
from (select p.*, substring(user_id from 6)::bigint as i
      from people.profile p where shop = $1
        and id in (select md5('person ' || i)::uuid from generate_series($2::int, $3::int) i)) p`;

const TRAITS = `
insert into people.trait (shop, profile, key, value, at)
select $1, md5('person ' || i)::uuid, '城市',
  to_jsonb((array['杭州', '上海', '北京', '成都', '广州'])[1 + i % 5]), $4::timestamptz
from generate_series($2::int, $3::int) i`;

const PART = 50_000;

/** Customers as the projection and the tagging would leave them, written by the database itself. */
export async function fill(
  { asTenant }: System,
  { seal, shop }: Place,
  { profiles, at }: Crowd,
): Promise<void> {
  for (let from = 1; from <= profiles; from += PART) {
    const part = [shop, from, Math.min(profiles, from + PART - 1)];
    await asTenant(seal, async ({ sql }) => {
      await sql.run(PROFILES, [...part, at]);
      await sql.run(TRAITS, [...part, at]);
      await sql.run(STANDINGS, part);
    });
  }
}
