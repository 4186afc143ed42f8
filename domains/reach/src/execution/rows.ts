import type { Ctx, Text } from "@zhongshu/kernel";
import type { One } from "./store.ts";

type Value = string | number | boolean | null;
/** Rows behind a figure, with the statement that gives them. */
export type Opened = {
  readonly check: { readonly sql: string; readonly values: (Value | string[])[] };
  readonly columns: { readonly key: string; readonly label: Text }[];
  readonly rows: Record<string, Value>[];
  readonly total: number;
};

/** How far somebody came: written to, opened it, followed its link. */
export type Step = "sent" | "opened" | "clicked";

const SINCE = { sent: "decided_at", opened: "opened_at", clicked: "clicked_at" } as const;

const COLUMNS: Opened["columns"] = [
  { key: "who", label: { zh: "客户或群", en: "Customer or group" } },
  { key: "at", label: { zh: "时间", en: "Time" } },
];

const PERSONS = {
  sent: "r.state = 'sent'",
  opened: "r.opened_at < e.closes_at",
  clicked: "r.clicked_at < e.closes_at",
} as const;
// A group's clicks are told by visitor, since nobody knows who of the group they are.
const GROUPS = {
  sent: `
 union all
select p.community::text, p.sent_at from reach.post p
 where p.shop = $1 and p.execution = $2 and p.state = 'sent'`,
  opened: "",
  clicked: `
 union all
select k.visitor, k.at from reach.post p join reach.click k on k.link = p.link
  join reach.execution e on e.id = p.execution
 where p.shop = $1 and p.execution = $2 and k.at < e.closes_at`,
} as const;

const statement = (step: Step): string => `
select r.profile::text as who, r.${SINCE[step]} as at
  from reach.recipient r join reach.execution e on e.id = r.execution
 where r.shop = $1 and r.execution = $2 and ${PERSONS[step]}${GROUPS[step]}
 order by at desc nulls last, who`;

/** The rows behind one count of an execution, newest first. */
export async function reachedRows(
  ctx: Ctx,
  { shop, execution, step, limit }: One & { readonly step: Step; readonly limit: number },
): Promise<Opened> {
  const sql = statement(step).trim();
  const values: Value[] = [shop, execution];
  const rows = await ctx.sql.rows<Record<string, Value>>(`${sql} limit $3`, [...values, limit]);
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*)::int as total from (${sql}) as counted`,
    values,
  );
  return { check: { sql, values }, columns: COLUMNS, rows: [...rows], total };
}
