import { HOUR, type Instant, iso, type ProfileId, type Sql } from "@zhongshu/kernel";
import { reassign } from "../merge.ts";
import type { Move } from "../ports.ts";
import { KEPT, type Kept, putBack, type Row, type Rows, rowsOf } from "./kept-rows.ts";

/** For so long two persons who became one can be parted. */
const REGRET = 72 * HOUR;

type Had = { readonly gone: Rows; readonly kept: Rows };
type Journal = { readonly gone: ProfileId; readonly kept: ProfileId; readonly had: Had };

/** Two persons become one: what each had is written down, then everything follows. */
export async function join(sql: Sql, moves: readonly Move[], at: Instant): Promise<void> {
  await sql.run("delete from reach.joined where at < $1::timestamptz", [iso(at - REGRET)]);
  for (const move of moves) {
    const had: Had = { gone: await rowsOf(sql, move.from), kept: await rowsOf(sql, move.to) };
    await sql.run(
      `insert into reach.joined (gone, kept, at, had) values ($1, $2, $3::timestamptz, $4::jsonb)
       on conflict (tenant, gone) do update set kept = excluded.kept, at = excluded.at, had = excluded.had`,
      [move.from, move.to, iso(at), JSON.stringify(had)],
    );
    await reassign(sql, [move]);
  }
}

const keyOf = ({ key }: Kept, row: Row): string => JSON.stringify(key.map((column) => row[column]));
const without = (kept: Kept, rows: readonly Row[], others: readonly Row[]): readonly Row[] => {
  const known = new Set(others.map((row) => keyOf(kept, row)));
  return rows.filter((row) => !known.has(keyOf(kept, row)));
};

/** What has gone on since stays gone on: only what was stopped, or dropped, is as it was before. */
const isAsItWas = (kept: Kept, now: Row | undefined): boolean =>
  kept.table !== "recipient" || now === undefined || now["state"] === "stopped";

function returned(kept: Kept, before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const current = new Map(now.map((row) => [keyOf(kept, row), row]));
  return before.map((row) => {
    const stands = current.get(keyOf(kept, row));
    if (kept.table === "opt_out" || isAsItWas(kept, stands)) return row;
    const crossed = kept.table === "recipient" ? { crossed: row["crossed"] } : {};
    return { ...row, ...stands, [kept.of]: row[kept.of], ...crossed };
  });
}

async function undo(sql: Sql, { gone, kept, had }: Journal): Promise<void> {
  const now = await rowsOf(sql, kept);
  for (const one of KEPT) {
    const [theirs, own] = [had.gone[one.table] ?? [], had.kept[one.table] ?? []];
    const there = now[one.table] ?? [];
    const came = without(one, theirs, own).map((row) => ({ ...row, [one.of]: kept }));
    const same = [one.of, ...one.key].map((column) => `t.${column} = old.${column}`).join(" and ");
    await sql.run(
      `delete from reach.${one.table} t
       using jsonb_populate_recordset(null::reach.${one.table}, $1::jsonb) old where ${same}`,
      [JSON.stringify(came)],
    );
    await putBack(sql, one, returned(one, own, there));
    await putBack(sql, one, returned(one, theirs, without(one, there, own)));
    // Whoever refused while they were one may have been either.
    if (one.table === "opt_out") {
      const since = without(one, there, [...theirs, ...own]);
      await putBack(
        sql,
        one,
        since.map((row) => ({ ...row, [one.of]: gone })),
      );
    }
  }
  if ((had.kept["merged_across_arms"] ?? []).length === 0)
    await sql.run("delete from reach.merged_across_arms where profile = $1", [kept]);
}

/** Takes back what was joined into these persons, the latest first, until everybody stands alone again. */
export async function part(sql: Sql, persons: readonly ProfileId[], at: Instant): Promise<void> {
  const found = await sql.rows<Journal>(
    `with recursive into_them as (
       select j.* from reach.joined j where j.kept = any($1::uuid[])
       union select j.* from reach.joined j join into_them i on j.kept = i.gone)
     select gone, kept, had from into_them where at >= $2::timestamptz order by place desc`,
    [persons, iso(at - REGRET)],
  );
  for (const journal of found) await undo(sql, journal);
  await sql.run("delete from reach.joined where gone = any($1::uuid[])", [
    found.map(({ gone }) => gone),
  ]);
}
