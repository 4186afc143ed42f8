import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AsTenant, Sql } from "@zhongshu/kernel";
import type { ImportRun } from "@zhongshu/ledger/contract";
import { type ImportSystem, importFile, type Place } from "../admin/import.ts";
import { whole } from "../figures.ts";

/** A composed system on a fresh temporary database, with one empty shop. */
export type ImportBench = {
  readonly system: ImportSystem;
  readonly asTenant: AsTenant;
  readonly place: Place;
  seconds(): number;
  /** Takes back all that a run stored; the run as it is then. */
  undo(id: string): Promise<ImportRun>;
};

type Counted = {
  readonly sold: number;
  readonly refunds: number;
  readonly adjustments: number;
  readonly orders: number;
};

/** What is really there, read from the rows and from the ledger's events, which must agree. */
async function counted(sql: Sql, table: boolean): Promise<Counted> {
  return table
    ? sql.one<Counted>(
        `select (select count(*) from orders.line) as sold,
                (select count(*) from orders.refund_line) as refunds,
                (select count(*) from orders.stock_line) as adjustments,
                (select count(*) from orders."order") as orders`,
      )
    : sql.one<Counted>(
        `select coalesce(sum(lines) filter (where type = 'order_placed'), 0)::bigint as sold,
                coalesce(sum(lines) filter (where type = 'order_refunded'), 0)::bigint as refunds,
                coalesce(sum(lines) filter (where type = 'stock_adjusted'), 0)::bigint as adjustments,
                count(distinct number) filter (where type = 'order_placed') as orders
           from (select type, properties->>'number' as number,
                        jsonb_array_length(properties->'lines') as lines
                   from ledger.event
                  where type in ('order_placed', 'order_refunded', 'stock_adjusted')) as documents`,
      );
}

const agrees = ({ counts }: ImportRun, found: Counted): boolean =>
  found.sold + found.refunds + found.adjustments === counts.accepted &&
  found.refunds === counts.refunds &&
  found.adjustments === counts.adjustments &&
  found.orders === counts.orders &&
  counts.rows === counts.accepted + counts.refused;

async function once(bench: ImportBench, path: string, currency: string): Promise<ImportRun> {
  const file = { kind: "orders", path, currency, dryRun: false, source: "bench" };
  const run = await importFile(bench.system, bench.place, file);
  if (!run.ok) throw new Error(run.error.message.en);
  if (run.value.state !== "done") throw new Error(run.value.problem?.en ?? run.value.state);
  return run.value;
}

type Sizes = { readonly events: number; readonly origins: number; readonly documents: number };

/** What is kept so that a run can be undone, in bytes an event: of all events, and of what was told again. */
async function sizes(sql: Sql): Promise<object> {
  const bytes = await sql.one<Sizes & { readonly rows: number; readonly retold: number }>(
    `select (select count(*) from ledger.event) as events,
            (select sum(pg_column_size(rows) + pg_column_size(origin)) from ledger.event)::bigint as rows,
            pg_relation_size('ledger.event_import') as origins,
            pg_relation_size('ledger.event_document') as documents,
            pg_total_relation_size('ledger.retold') as retold`,
  );
  const each = (all: number): number => Math.round((10 * all) / Math.max(1, bytes.events)) / 10;
  return {
    events: bytes.events,
    rows: each(bytes.rows),
    origin_index: each(bytes.origins),
    document_index: each(bytes.documents),
    retold: each(bytes.retold),
  };
}

const OPTIONS = {
  file: { type: "string" },
  currency: { type: "string", default: "CNY" },
  synthetic: { type: "string" },
  kills: { type: "string" },
} as const;

/** `--synthetic ROWS [--kills N]`: a made-up file in place of one that is given. */
export function syntheticAsked(
  args: readonly string[],
): { readonly rows: number; readonly kills: number } | null {
  const { synthetic, kills } = parseArgs({ args: [...args], options: OPTIONS }).values;
  if (synthetic === undefined) return null;
  return {
    rows: whole("synthetic", synthetic),
    kills: kills === undefined ? 0 : whole("kills", kills),
  };
}

/** Imports a file twice, the first run timed, the second must add nothing; then undoes both, the later first. */
export async function importBench(args: readonly string[], bench: ImportBench): Promise<object> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.file === undefined)
    throw new Error("bench import needs --file FILE, or --synthetic ROWS [--kills N]");
  const path = resolve(values.file);
  const began = bench.seconds();
  const first = await once(bench, path, values.currency);
  const seconds = Math.round((bench.seconds() - began) * 10) / 10;
  const second = await once(bench, path, values.currency);
  const [rows, events] = await bench.asTenant(bench.place.seal, async ({ sql }) => [
    await counted(sql, true),
    await counted(sql, false),
  ]);
  const kept = await bench.asTenant(bench.place.seal, ({ sql }) => sizes(sql));
  await bench.undo(second.id);
  const undoing = bench.seconds();
  const undone = await bench.undo(first.id);
  const undoSeconds = Math.round((bench.seconds() - undoing) * 10) / 10;
  const left = await bench.asTenant(bench.place.seal, ({ sql }) => counted(sql, true));
  const { added: _, ...counts } = first.counts;
  return {
    ...counts,
    seconds,
    second_run_added: second.counts.added,
    sql_equal: agrees(first, rows) && agrees(first, events),
    bytes_an_event: kept,
    undo: { seconds: undoSeconds, events: undone.undo?.total ?? 0, left },
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
