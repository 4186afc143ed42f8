import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { DomainSchema } from "@zhongshu/kernel";
import { type ClientBase, escapeIdentifier } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { withClient } from "../client.ts";
import { type Migration, readMigrations } from "../migrate/files.ts";
import { forward } from "../migrate/migrate.ts";
import { pending } from "../migrate/pending.ts";
import { refused } from "../refused.ts";
import { FOREIGN, tablesOf } from "./catalogue.ts";
import { KIND, type TableHead } from "./format.ts";
import { requireAllRows } from "./power.ts";
import { EndShape, parse, readBackup, TableShape, verifyBackup, type Whole } from "./read.ts";

export type RestoreOptions = {
  readonly ownerUrl: string;
  readonly file: string;
  readonly schemas: readonly DomainSchema[];
  /** Throw away what the database holds. Without it, one that holds anything is refused. */
  readonly replace: boolean;
};

export type RestoreReport = { readonly tables: number; readonly rows: number; readonly at: number };

const notEmpty = (table: string) =>
  refused("not-empty", [
    `数据库里已有数据（例如 ${table}），没有改动。`,
    `The database holds data already (${table}, for one); nothing was touched.`,
    "请换一个空的数据目录；或加 --replace，用备份替换现有数据（现有数据会丢失）。",
    "Use an empty data folder, or add --replace to put the backup in place of what is there.",
  ]);

const missing = (table: string) =>
  refused("backup-stranger", [
    `备份里有本程序不认识的表 ${table}。`,
    `The backup holds a table that this program does not have: ${table}.`,
    "请用生成备份的程序版本来恢复。",
    "Restore it with the version of the program that made it.",
  ]);

/**
 * Puts a backup into the database, in one transaction: all of it or nothing. The domains' schemas are made
 * as they were when the backup was, filled, then brought forward to today. Tables that others made (auth,
 * jobs) must be there already and are emptied first.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const { file, schemas } = options;
  const whole = await verifyBackup(file);
  const wanted = await readMigrations(schemas);
  const quarrel = pending(wanted, whole.header.migrations);
  if (!quarrel.ok) throw refused(quarrel.error.code, quarrel.error.words);
  await withClient(options.ownerUrl, async (client) => {
    await requireAllRows(client);
    if (!options.replace) await refuseNonEmpty(client);
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('zhongshu.migrate'))");
    await rebuild(client, schemas, wanted, whole);
    await load(client, file);
    for (const { name, value, called } of whole.footer.counters) {
      await client.query("select setval($1::regclass, $2, $3)", [name, value, called]);
    }
    await forward(client, wanted);
    await client.query("commit");
    await client.query("analyze");
  });
  const rows = Object.values(whole.footer.rows);
  return { tables: rows.length, rows: rows.reduce((a, b) => a + b, 0), at: whole.header.at };
}

async function refuseNonEmpty(client: ClientBase): Promise<void> {
  // The queue's own tables hold rows from the moment they are made.
  const tables = (await tablesOf(client)).filter(({ table }) => !table.startsWith("jobs."));
  for (const { table } of tables) {
    const { rows } = await client.query<{ some: boolean }>(
      `select exists (select from ${table}) as some`,
    );
    if (rows[0]?.some === true) throw notEmpty(table);
  }
}

async function rebuild(
  client: ClientBase,
  schemas: readonly DomainSchema[],
  wanted: readonly Migration[],
  whole: Whole,
): Promise<void> {
  for (const { name } of schemas) {
    await client.query(`drop schema if exists ${escapeIdentifier(name)} cascade`);
  }
  await client.query("drop table if exists zhongshu.migration");
  const then = new Set(whole.header.migrations.map(({ name }) => name));
  await forward(
    client,
    wanted.filter(({ name }) => then.has(name)),
  );
  const tables = (await tablesOf(client)).map(({ table }) => table);
  if (tables.length > 0) await client.query(`truncate ${tables.join(", ")} cascade`);
  const stranger = Object.keys(whole.footer.rows).find((table) => !tables.includes(table));
  if (stranger !== undefined && whole.footer.rows[stranger] !== 0) throw missing(stranger);
}

async function load(client: ClientBase, file: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${FOREIGN}`,
  );
  const known = new Set(rows.map(({ table }) => table));
  let open: { readonly head: TableHead; readonly sink: Filling } | null = null;
  for await (const part of readBackup(file)) {
    if (part.kind === KIND.table) {
      const head = parse(TableShape, part);
      open = known.has(head.table) ? { head, sink: filling(client, head) } : null;
    } else if (part.kind === KIND.data) await open?.sink.add(Buffer.from(part.body));
    else if (part.kind === KIND.end && open !== null) {
      const found = await open.sink.end();
      const told = parse(EndShape, part).rows;
      if (found !== told) throw new Error(`${open.head.table}: ${found} rows came in of ${told}`);
      open = null;
    }
  }
}

type Filling = { add(bytes: Buffer): Promise<void>; end(): Promise<number> };

function filling(client: ClientBase, { table, columns }: TableHead): Filling {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  const sink: Writable = stream;
  const failed = new Promise<never>((_, fail) => sink.once("error", fail));
  failed.catch(() => undefined);
  return {
    async add(bytes) {
      if (!sink.write(bytes)) await Promise.race([once(sink, "drain"), failed]);
    },
    async end() {
      sink.end();
      await Promise.race([finished(sink), failed]);
      return stream.rowCount;
    },
  };
}
