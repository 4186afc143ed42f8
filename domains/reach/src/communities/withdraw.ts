import { iso, type ShopId, type Sql } from "@zhongshu/kernel";
import type { ToldByCode } from "./store.ts";

export async function untellByCode(sql: Sql, facts: readonly ToldByCode[]): Promise<void> {
  await sql.run(
    `delete from reach.membership_fact f
      using unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[])
              as t (shop, code, profile, at, told, source)
       join reach.community c on c.shop = t.shop and c.code = t.code
      where f.shop = t.shop and f.community = c.id and f.profile = t.profile and f.at = t.at
        and f.told = t.told and f.source = t.source`,
    [
      facts.map((f) => f.shop),
      facts.map((f) => f.code),
      facts.map((f) => f.profile),
      facts.map((f) => iso(f.at)),
      facts.map((f) => f.told),
      facts.map((f) => f.source),
    ],
  );
}

// Nobody has named it, nobody is known to belong to it, and nothing was ever posted there.
const UNNAMED = `c.name = c.code and c.size is null and c.told_at is null and c.named_at is null
  and not exists (select from reach.membership_fact f where f.community = c.id)
  and not exists (select from reach.post p where p.community = c.id)
  and not exists (select from reach.link l where l.community = c.id)`;

/** Of these communities those that exist by the word of events alone. */
export async function unnamed(
  sql: Sql,
  shop: ShopId,
  codes: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.rows<{ readonly code: string }>(
    `select c.code from reach.community c where c.shop = $1 and c.code = any($2::text[]) and ${UNNAMED}`,
    [shop, codes],
  );
  return rows.map(({ code }) => code);
}

export const forget = (sql: Sql, shop: ShopId, codes: readonly string[]): Promise<number> =>
  sql.run(
    `delete from reach.community c where c.shop = $1 and c.code = any($2::text[]) and ${UNNAMED}`,
    [shop, codes],
  );

/** Communities without the words of lists: as they stood before the first of these. */
export const undescribe = (sql: Sql, shop: ShopId, codes: readonly string[]): Promise<number> =>
  sql.run(
    `update reach.community c
        set told_at = null, untold = null,
            name = coalesce(c.untold ->> 'name', c.code),
            channel = coalesce(c.untold ->> 'channel', case when exists (
              select from reach.membership_fact f where f.community = c.id and f.source = 'wecom')
              then 'wecom' else 'unknown' end),
            size = (c.untold ->> 'size')::int
      where c.shop = $1 and c.code = any($2::text[]) and c.told_at is not null`,
    [shop, codes],
  );
