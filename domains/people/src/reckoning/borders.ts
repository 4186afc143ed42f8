import type { Instant, ShopId, Sql } from "@zhongshu/kernel";
import { z } from "zod";
import type { Bind } from "../bind.ts";

const Four = z.array(z.number().nullable()).length(4);

/**
 * From which figure on a customer of the shop scores 2, 3, 4 and 5; null where nobody does. Money has its own borders in
 * each currency.
 */
export const Borders = z.object({ r: Four, f: Four, m: z.record(z.string(), Four) });
export type Borders = z.infer<typeof Borders>;

export const NO_BORDERS: Borders = {
  r: [null, null, null, null],
  f: [null, null, null, null],
  m: {},
};

/** Whoever stands at the middle of their equals above that share of the shop's customers scores the next fifth. */
const border = (fifth: number): string =>
  `min(value) filter (where 5 * (below + same / 2.0) >= ${fifth} * n)`;

const BORDERS = `
with figure as (
  select 'r' as figure, '' as currency, extract(epoch from last_order_at)::float8 * 1000 as value
    from people.profile where shop = $1 and orders > 0
  union all select 'f', '', orders from people.profile where shop = $1 and orders > 0
  union all select 'm', coalesce(currency, ''), coalesce(spent_minor, 0) from people.profile
    where shop = $1 and orders > 0
), same as (
  select figure, currency, value, count(*) as same from figure where value is not null group by 1, 2, 3
), ranked as (
  select figure, currency, value, same, sum(same) over up - same as below,
    sum(same) over (partition by figure, currency) as n
  from same window up as (partition by figure, currency order by value)
)
select figure, currency, array[${[1, 2, 3, 4].map(border).join(", ")}]::float8[] as four
from ranked group by figure, currency`;

type Row = {
  readonly figure: "r" | "f" | "m";
  readonly currency: string;
  readonly four: readonly (number | null)[];
};

export async function reckonBorders(sql: Sql, shop: ShopId): Promise<Borders> {
  const rows = await sql.rows<Row>(BORDERS, [shop]);
  const of = (figure: "r" | "f") => [
    ...(rows.find((row) => row.figure === figure)?.four ?? NO_BORDERS[figure]),
  ];
  return {
    r: of("r"),
    f: of("f"),
    m: Object.fromEntries(
      rows.flatMap(({ figure, currency, four }) => (figure === "m" ? [[currency, [...four]]] : [])),
    ),
  };
}

/** The score of a figure in its borders: 1, and one more for each border that it reaches. */
export const scoreOf = (figure: number, four: readonly (number | null)[]): number =>
  1 + four.filter((each) => each !== null && figure >= each).length;

const score = (figure: string, four: readonly (number | null)[], named: (at: number) => string) =>
  `(1${four.map((at) => (at === null ? "" : ` + (${figure} >= ${named(at)})::int`)).join("")})`;

export type Figure = "r" | "f" | "m";

/** The same over a row `p` of people.profile or people.standing; null for who never ordered. */
export function scoreSql(figure: Figure, borders: Borders, bind: Bind): string {
  const of = (): string => {
    if (figure === "f") return score("p.orders", borders.f, (at) => bind(at, "float8"));
    if (figure === "r") {
      const instant = (at: Instant): string => `to_timestamp(${bind(at, "float8")} / 1000)`;
      return score("p.last_order_at", borders.r, instant);
    }
    const each = Object.entries(borders.m).map(
      ([currency, four]) =>
        `when coalesce(p.currency, '') = ${bind(currency, "text")} then ${score("coalesce(p.spent_minor, 0)", four, (at) => bind(at, "float8"))}`,
    );
    return each.length === 0 ? "1" : `(case ${each.join(" ")} else 1 end)`;
  };
  return `(case when p.orders > 0 then ${of()} end)`;
}
