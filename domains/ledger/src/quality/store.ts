import {
  type BusinessDay,
  businessDay,
  type Ctx,
  type Instant,
  type ShopId,
} from "@zhongshu/kernel";
import type { Finding } from "./contract.ts";

export const lookedAt = async (ctx: Ctx, shop: ShopId, day: BusinessDay): Promise<Instant | null> =>
  (
    await ctx.sql.one<{ readonly at: Instant | null }>(
      "select max(looked_at) as at from ledger.quality_day where shop = $1 and day = $2::date",
      [shop, day],
    )
  ).at;

/** Did an import, or the undoing of one, end since, or so shortly before that its last rows may not have been seen? */
export const changedSince = async (ctx: Ctx, shop: ShopId, at: Instant): Promise<boolean> =>
  (
    await ctx.sql.one<{ readonly changed: boolean }>(
      `select exists (select from ledger.import
         where shop = $1 and not dry_run and ended_at > to_timestamp($2 / 1000.0) - interval '1 minute') as changed`,
      [shop, at],
    )
  ).changed;

export const newestLook = async (ctx: Ctx, shop: ShopId): Promise<Instant | null> =>
  (
    await ctx.sql.one<{ readonly at: Instant | null }>(
      "select max(looked_at) as at from ledger.quality_day where shop = $1",
      [shop],
    )
  ).at;

type OfRule = { readonly rule: string; readonly findings: readonly Finding[] };
const FIRST = 5;

/** A later look of the day stands in place of an earlier one. */
export async function keep(ctx: Ctx, shop: ShopId, found: readonly OfRule[]): Promise<void> {
  await ctx.sql.run(
    `insert into ledger.quality_day (shop, day, rule, findings, first, looked_at)
     select $1, $2::date, rule, findings, first, to_timestamp($3 / 1000.0)
       from rows from (unnest($4::text[], $5::int[]), jsonb_array_elements($6::jsonb)) as t (rule, findings, first)
     on conflict (tenant, shop, day, rule) do update
        set findings = excluded.findings, first = excluded.first, looked_at = excluded.looked_at`,
    [
      ...[shop, businessDay(ctx.now), ctx.now],
      found.map(({ rule }) => rule),
      found.map(({ findings }) => findings.length),
      JSON.stringify(found.map(({ findings }) => findings.slice(0, FIRST))),
    ],
  );
}

type Day = { readonly rule: string; readonly day: BusinessDay; readonly findings: number };

export const daysSince = (ctx: Ctx, shop: ShopId, since: BusinessDay): Promise<readonly Day[]> =>
  ctx.sql.rows<Day>(
    "select rule, day, findings from ledger.quality_day where shop = $1 and day >= $2::date order by day",
    [shop, since],
  );

type Asked = { readonly shop: ShopId; readonly rule: string; readonly day: BusinessDay };

export const firstOf = async (ctx: Ctx, { shop, rule, day }: Asked): Promise<readonly Finding[]> =>
  (
    await ctx.sql.maybe<{ readonly first: readonly Finding[] }>(
      "select first from ledger.quality_day where shop = $1 and rule = $2 and day = $3::date",
      [shop, rule, day],
    )
  )?.first ?? [];
