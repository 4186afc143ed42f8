import type { Sql } from "@zhongshu/kernel";
import type { Move } from "../ports.ts";

/** Two profiles are one person: their clicks of one link are one click. */
export async function moveClicks(sql: Sql, moves: readonly Move[]): Promise<void> {
  const values = [moves.map((m) => m.from), moves.map((m) => m.to)];
  await sql.run(
    `insert into reach.click (shop, link, visitor, at)
     select c.shop, c.link, m.kept, c.at
     from reach.click c join unnest($1::text[], $2::text[]) m(gone, kept) on c.visitor = m.gone
     order by c.link, m.kept on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.click where visitor = any($1::text[])", [values[0] ?? []]);
}
