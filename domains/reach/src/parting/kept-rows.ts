import type { ProfileId, Sql } from "@zhongshu/kernel";

/** A table that keeps something of a person, by which column, and what else makes a row of it one. */
export type Kept = {
  readonly table: string;
  readonly of: string;
  readonly key: readonly string[];
};

export const KEPT: readonly Kept[] = [
  { table: "membership_fact", of: "profile", key: ["community", "at", "told", "source"] },
  { table: "opt_out", of: "profile", key: ["shop", "purpose", "channel", "at"] },
  { table: "agreement", of: "profile", key: ["shop", "channel", "at"] },
  { table: "merged_across_arms", of: "profile", key: [] },
  { table: "recipient", of: "profile", key: ["execution"] },
  { table: "slot", of: "subject", key: ["at", "execution"] },
  { table: "message", of: "profile", key: ["id"] },
  { table: "link", of: "profile", key: ["id"] },
  { table: "click", of: "visitor", key: ["link"] },
];

export type Row = Readonly<Record<string, unknown>>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

const SNAPSHOT = KEPT.map(
  ({ table, of }) =>
    `'${table}', (select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)), '[]') from reach.${table} t
      where t.${of} = $1::${table === "click" ? "text" : "uuid"})`,
).join(", ");

/** Every row of this person. */
export const rowsOf = async (sql: Sql, profile: ProfileId): Promise<Rows> =>
  (
    await sql.one<{ readonly had: Rows }>(`select jsonb_build_object(${SNAPSHOT}) as had`, [
      profile,
    ])
  ).had;

/** Puts rows back as they were, in place of what has their key. */
export async function putBack(
  sql: Sql,
  { table, of, key }: Kept,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const same = [of, ...key].map((column) => `t.${column} = old.${column}`).join(" and ");
  await sql.run(
    `delete from reach.${table} t using jsonb_populate_recordset(null::reach.${table}, $1::jsonb) old where ${same}`,
    [JSON.stringify(rows)],
  );
  await sql.run(
    `insert into reach.${table} select * from jsonb_populate_recordset(null::reach.${table}, $1::jsonb)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
