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
  const values: SqlValue[] = [ask.shop, [...ask.profiles], ask.category, ask.from, ask.to];
  const sql = `select profile, day, category, touches from people.attention
where shop = $1 and profile = any($2::uuid[]) and category = $3 and day between $4 and $5
order by day desc, profile`;
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*) as total from (${sql}) counted`,
    values,
  );
  const rows = await ctx.sql.rows<Attention>(`${sql} limit $6`, [...values, ask.limit]);
  return {
    check: {
      sql,
      values: [ask.shop, [...ask.profiles], ask.category, ask.from, ask.to],
    },
    columns: COLUMNS.map((column) => ({ ...column })),
    rows: rows.map((row) => ({ ...row })),
    total,
  };
}
