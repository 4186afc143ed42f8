import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "@zhongshu/kernel";
import { openPool } from "@zhongshu/postgres";
import type { Finder } from "./finder.ts";

/** Place → the texts that were found there. */
export type Found = Map<string, Set<string>>;

const note = (found: Found, place: string, names: ReadonlySet<string>): void => {
  if (names.size === 0) return;
  const there = found.get(place) ?? new Set();
  for (const name of names) there.add(name);
  found.set(place, there);
};

const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`;

async function inTable(sql: Sql, name: string, finder: Finder): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const page of sql.stream<{ readonly row: string }>(
    `select t::text as row from ${name} t`,
    [],
    2_000,
  ))
    for (const each of finder.in(Buffer.from(page.map(({ row }) => row).join("\n"))))
      names.add(each);
  return names;
}

/** Every column of every row of every table, sign-in and all; as the role that no policy binds. */
export async function inTables(ownerUrl: string, finder: Finder): Promise<Found> {
  const found: Found = new Map();
  const pool = openPool({ url: ownerUrl, max: 1 });
  try {
    await pool.transaction({}, async (sql) => {
      for (const { name } of await sql.rows<{ readonly name: string }>(TABLES))
        note(found, name, await inTable(sql, name, finder));
    });
  } finally {
    await pool.end();
  }
  return found;
}

/** What the files of a database are, by their numbers. */
export async function filesIn(ownerUrl: string): Promise<ReadonlyMap<string, string>> {
  const pool = openPool({ url: ownerUrl, max: 1 });
  try {
    const rows = await pool.transaction({}, (sql) =>
      sql.rows<{ readonly file: string; readonly name: string }>(
        `select pg_relation_filenode(oid)::text as file, oid::regclass::text as name from pg_class
          where pg_relation_filenode(oid) is not null`,
      ),
    );
    return new Map(rows.map(({ file, name }) => [file, name]));
  } finally {
    await pool.end();
  }
}

const OVERLAP = 256;

async function inFile(path: string, finder: Finder): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let before = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
      const piece = Buffer.concat([before, Buffer.from(chunk)]);
      for (const each of finder.in(piece)) names.add(each);
      before = piece.subarray(-OVERLAP);
    }
  } catch (error) {
    // Postgres throws files away while they are looked for.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return names;
}

/** Every file of a folder, byte by byte: tables, indexes, the log of changes and whatever lies beside them. */
export async function inFiles(
  folder: string,
  finder: Finder,
  called: ReadonlyMap<string, string>,
): Promise<Found> {
  const found: Found = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const place = `${path.slice(folder.length + 1)} ${called.get(entry.name) ?? ""}`;
    note(found, place, await inFile(path, finder));
  }
  return found;
}

/** Different texts, wherever they stand. */
export const count = (found: Found): number =>
  new Set([...found.values()].flatMap((names) => [...names])).size;

export const told = (found: Found): string =>
  [...found]
    .map(([place, names]) => `  ${place}: ${[...names].slice(0, 3).join(" ")} (${names.size})`)
    .join("\n");
