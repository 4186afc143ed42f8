import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { withClient } from "../client.ts";
import { diskFull } from "../embedded/failures.ts";
import type { Applied } from "../migrate/pending.ts";
import { countersOf, tablesOf } from "./catalogue.ts";
import { FORMAT, type Footer, type Header, KIND, type TableHead } from "./format.ts";
import { frame } from "./frames.ts";
import { requireAllRows } from "./power.ts";

export type BackupOptions = {
  readonly ownerUrl: string;
  readonly file: string;
  readonly at: number;
  /** Told the exported snapshot, while it lasts: another transaction can look at the same state. */
  readonly onSnapshot?: (id: string) => Promise<void>;
};

export type BackupReport = { readonly tables: number; readonly rows: number };

const json = (kind: string, value: unknown): Buffer =>
  frame(kind, Buffer.from(JSON.stringify(value)));

async function* tableFrames(client: ClientBase, head: TableHead, count: (rows: number) => void) {
  yield json(KIND.table, head);
  const select = `select ${head.columns.join(", ")} from ${head.table}`;
  const rows = client.query(copyTo(`copy (${select}) to stdout`));
  for await (const chunk of rows) yield frame(KIND.data, Buffer.from(chunk));
  count(rows.rowCount);
  yield json(KIND.end, { rows: rows.rowCount });
}

async function* bodyFrames(
  client: ClientBase,
  at: number,
  counted: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const { rows: migrations } = await client.query<Applied>(
    "select name, sha256 from zhongshu.migration order by at, name",
  );
  const header: Header = { product: "zhongshu", format: FORMAT, at, migrations };
  const hash = createHash("sha256");
  const hashed = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield hashed(json(KIND.header, header));
  const rows: Record<string, number> = {};
  for (const head of await tablesOf(client)) {
    const count = (found: number) => {
      rows[head.table] = found;
      counted(found);
    };
    for await (const bytes of tableFrames(client, head, count)) yield hashed(bytes);
  }
  const footer: Footer = { rows, counters: await countersOf(client), sha256: hash.digest("hex") };
  yield json(KIND.footer, footer);
}

/**
 * Writes everything the database holds to one compressed file, as of one instant, while writing goes on.
 * The file appears under its name only when it is whole.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const making = `${options.file}.making`;
  try {
    const report = await withClient(options.ownerUrl, (client) => write(client, options, making));
    await rename(making, options.file);
    return report;
  } catch (error) {
    await rm(making, { force: true });
    const full = error instanceof Error && "code" in error && error.code === "ENOSPC";
    throw full ? diskFull(error) : error;
  }
}

async function write(
  client: ClientBase,
  { at, onSnapshot }: BackupOptions,
  making: string,
): Promise<BackupReport> {
  await requireAllRows(client);
  await client.query("begin isolation level repeatable read read only");
  const { rows } = await client.query<{ id: string }>("select pg_export_snapshot() as id");
  await onSnapshot?.(rows[0]?.id ?? "");
  const report = { tables: 0, rows: 0 };
  const counted = (found: number) => {
    report.tables += 1;
    report.rows += found;
  };
  const frames = Readable.from(bodyFrames(client, at, counted), { objectMode: false });
  const sink = createWriteStream(making, { mode: 0o600, flush: true });
  await pipeline(frames, createGzip({ level: 3 }), sink);
  return report;
}
