import type { BusinessDay, Ctx, ProfileId, ShopId, SqlValue } from "@zhongshu/kernel";
import type { Attention } from "../ports.ts";

export type Days = {
  readonly shop: ShopId;
  readonly from: BusinessDay;
  readonly to: BusinessDay;
};

/** Attention of everybody in the shop on these days, both included. */
export const attention = (
  ctx: Ctx,
  { shop, from, to }: Days,
): AsyncIterable<readonly Attention[]> =>
  ctx.sql.stream<Attention>(
    `select profile, day, category, touches from people.attention
     where shop = $1 and day between $2 and $3 order by day, profile, category`,
    [shop, from, to],
    5_000,
  );

export type RowsAsk = Days & {
  readonly profiles: readonly ProfileId[];
  readonly category: string;
  /** Days that count for nothing, such as promotion days of the category. */
  readonly without: readonly BusinessDay[];
  readonly limit: number;
};

const COLUMNS = [
  { key: "profile", label: { zh: "客户", en: "Customer" } },
  { key: "day", label: { zh: "日期", en: "Day" } },
  { key: "category", label: { zh: "品类", en: "Category" } },
  {
    key: "touches",
    label: { zh: "次数", en: "Times" },
  },
] as const;

/** The rows behind a figure of attention, and the statement that gives them. */
export async function attentionRows(ctx: Ctx, ask: RowsAsk) {
  const sql = `select profile, day, category, touches from people.attention
where shop = $1 and profile = any($2::uuid[]) and category = $3 and day between $4 and $5
  and day <> all($6::date[])
order by day desc, profile`;
  return opened<Attention>(ctx, { sql, values: [ask.shop, ...valuesOf(ask)] }, COLUMNS, ask.limit);
}

type Literal = string | number | boolean | null;
type Check = { readonly sql: string; readonly values: (Literal | string[])[] };
type Columns = readonly { readonly key: string; readonly label: { zh: string; en: string } }[];

const valuesOf = ({ profiles, category, from, to, without }: RowsAsk): (string | string[])[] => [
  [...profiles],
  category,
  from,
  to,
  [...without],
];

async function opened<Row extends Readonly<Record<string, Literal>>>(
  ctx: Ctx,
  check: Check,
  columns: Columns,
  limit: number,
) {
  const { sql } = check;
  const values: SqlValue[] = [...check.values];
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*) as total from (${sql}) counted`,
    values,
  );
  const rows = await ctx.sql.rows<Row>(`${sql} limit $${values.length + 1}`, [...values, limit]);
  return {
    check,
    columns: columns.map((column) => ({ ...column })),
    rows: rows.map((row): Record<string, Literal> => ({ ...row })),
    total,
  };
}

/**
 * Each customer's share of the category in all that they looked at: last week, and the mean of the weeks before in
 * which they looked at anything. Only who did both is compared. `who` names the customers, from parameter $1 on.
 */
const compared = (who: string, [category, from, to, without]: readonly string[]): string =>
  `with week as (
  select profile, (day - ${from}::date) / 7 as week,
    coalesce(sum(touches) filter (where category = ${category}), 0)::float8 / sum(touches) as share
  from people.attention
  where ${who} and day between ${from}::date and ${to}::date and day <> all(${without}::date[])
  group by 1, 2
), compared as (
  select profile, max(share) filter (where week = (${to}::date - ${from}::date) / 7) as now,
    avg(share) filter (where week < (${to}::date - ${from}::date) / 7) as before
  from week group by profile
  having bool_or(week = (${to}::date - ${from}::date) / 7) and bool_or(week < (${to}::date - ${from}::date) / 7)
)`;

const SHARES = `${compared("shop = $1 and profile = any($2::uuid[])", ["$3", "$4", "$5", "$6"])}
select profile, round(now::numeric, 4)::float8 as now, round(before::numeric, 4)::float8 as before
from compared order by compared. now desc, before desc, profile`;

const ELSEWHERE = `${compared("profile <> all($1::uuid[])", ["$2", "$3", "$4", "$5"])}
select count(*) as customers, round(avg(now)::numeric, 4)::float8 as now,
  round(avg(before)::numeric, 4)::float8 as before from compared`;

const SHARE_COLUMNS = [
  { key: "now", label: { zh: "上周占比", en: "Share last week" } },
  { key: "before", label: { zh: "前几周占比", en: "Share in the weeks before" } },
] as const;

/** What a rise is counted from: the shares of these customers, and of everybody else in the organisation as one row. */
export const shareChecks = (ask: RowsAsk): { readonly here: Check; readonly elsewhere: Check } => ({
  here: { sql: SHARES, values: [ask.shop, ...valuesOf(ask)] },
  elsewhere: { sql: ELSEWHERE, values: valuesOf(ask) },
});

export const shareRows = (ctx: Ctx, ask: RowsAsk) => {
  const profile = { key: "profile", label: { zh: "客户", en: "Customer" } };
  return opened(ctx, shareChecks(ask).here, [profile, ...SHARE_COLUMNS], ask.limit);
};

/** One row: nothing of a single customer of another shop is ever shown. */
export const sharesElsewhere = (ctx: Ctx, ask: RowsAsk) => {
  const customers = { key: "customers", label: { zh: "人数", en: "Customers" } };
  return opened(ctx, shareChecks(ask).elsewhere, [customers, ...SHARE_COLUMNS], 1);
};
