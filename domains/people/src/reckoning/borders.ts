import type { ShopId, Sql } from "@zhongshu/kernel";
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

export type Figure = "r" | "f" | "m";

/** Does the figure of a row `p` reach this score (2–5)? Borders rise, so one comparison tells. */
function reaches(figure: Figure, score: number, { borders, bind }: By): string {
  const at = (four: readonly (number | null)[]): number | null => four[score - 2] ?? null;
  if (figure === "m") {
    const each = Object.entries(borders.m).flatMap(([currency, four]) => {
      const least = at(four);
      if (least === null) return [];
      return [
        `coalesce(p.currency, '') = ${bind(currency, "text")}
          and coalesce(p.spent_minor, 0) >= ${bind(least, "int8")}`,
      ];
    });
    return each.length === 0 ? "false" : `(${each.join(" or ")})`;
  }
  const least = at(borders[figure]);
  if (least === null) return "false";
  return figure === "f"
    ? `p.orders >= ${bind(least, "int")}`
    : `p.last_order_at >= to_timestamp(${bind(least, "float8")} / 1000)`;
}
type By = { readonly borders: Borders; readonly bind: Bind };

const SCORES = [2, 3, 4, 5] as const;

/** The score of a row `p` of people.profile or people.standing; null for who never ordered. */
export function scoreSql(figure: Figure, borders: Borders, bind: Bind): string {
  const steps = SCORES.map((score) => `(${reaches(figure, score, { borders, bind })})::int`);
  return `(case when p.orders > 0 then 1 + ${steps.join(" + ")} end)`;
}

type Wanted = { readonly figure: Figure; readonly in: readonly number[] };

/** Is the score one of these? Neighbours are one range, so that few comparisons tell. */
export function scoredSql({ figure, in: wanted }: Wanted, borders: Borders, bind: Bind): string {
  const by = { borders, bind };
  const ranges = [1, 2, 3, 4, 5].flatMap((from) => {
    if (!wanted.includes(from) || wanted.includes(from - 1)) return [];
    let until = from + 1;
    while (wanted.includes(until)) until++;
    const least = from > 1 ? reaches(figure, from, by) : "true";
    return [until > 5 ? least : `(${least}) and not (${reaches(figure, until, by)})`];
  });
  if (ranges.length === 0) return "false";
  return `(p.orders > 0 and (${ranges.map((range) => `(${range})`).join(" or ")}))`;
}

/** Is the figure among the shop's high ones? */
export const highSql = (figure: Figure, from: number, by: By): string => reaches(figure, from, by);
