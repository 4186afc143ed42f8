import type { Ctx, Instant, ShopId, Text } from "@zhongshu/kernel";
import type { ColumnMatch, ImportRun } from "../contract.ts";
import type { RefusedRow, Tally } from "./importer.ts";
import type { LineRange } from "./lines.ts";

export type RunState = ImportRun["state"];

/** A run as it is stored. */
export type Run = Tally & {
  readonly id: string;
  readonly shop: ShopId;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly state: RunState;
  readonly dryRun: boolean;
  readonly columns: readonly ColumnMatch[];
  readonly source: string;
  readonly currency: string;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly position: number;
  readonly refused: number;
  /** Of the refused. */
  readonly leftOut: number;
  readonly problem: Text | null;
  readonly startedAt: Instant | null;
  readonly beatAt: Instant | null;
  readonly endedAt: Instant | null;
  /** When these choices were used before; null where they are our guess. */
  readonly rememberedAt: Instant | null;
  readonly undoTotal: number | null;
  readonly undoDone: number | null;
  readonly undoKept: number | null;
};

const COLUMNS = `id, shop, kind, name, file, state, dry_run as "dryRun", columns, source, currency, bytes,
  bytes_read as "bytesRead", position, accepted, refused, left_out as "leftOut", refunds, adjustments, orders, added, problem,
  started_at as "startedAt", beat_at as "beatAt", ended_at as "endedAt",
  undo_total as "undoTotal", undo_done as "undoDone", undo_kept as "undoKept",
  remembered_at as "rememberedAt"`;

type Born = Pick<
  Run,
  | ("id" | "shop" | "kind" | "name" | "file" | "columns")
  | ("source" | "currency" | "bytes" | "rememberedAt")
>;

/** What a file is taken for. */
export type Mapping = Pick<Run, "kind" | "columns" | "source" | "currency" | "rememberedAt">;

export async function insertRun(ctx: Ctx, run: Born): Promise<void> {
  await ctx.sql.run(
    `insert into ledger.import
       (id, shop, kind, name, file, state, columns, source, currency, bytes, created_at, remembered_at)
     values ($1, $2, $3, $4, $5, 'mapped', $6::jsonb, $7, $8, $9, to_timestamp($10 / 1000.0),
             to_timestamp($11::float8 / 1000.0))`,
    [
      run.id,
      run.shop,
      run.kind,
      run.name,
      run.file,
      JSON.stringify(run.columns),
      run.source,
      run.currency,
      run.bytes,
      ctx.now,
      run.rememberedAt,
    ],
  );
}

/** Other choices for a run that has not begun. */
export async function remap(
  ctx: Ctx,
  id: string,
  { kind, columns, source, currency, rememberedAt }: Mapping,
): Promise<void> {
  await ctx.sql.run(
    `update ledger.import set kind = $2, columns = $3::jsonb, source = $4, currency = $5,
            remembered_at = to_timestamp($6::float8 / 1000.0)
      where id = $1 and state = 'mapped'`,
    [id, kind, JSON.stringify(columns), source, currency, rememberedAt],
  );
}

export const findRun = (ctx: Ctx, shop: ShopId, id: string): Promise<Run | null> =>
  ctx.sql.maybe<Run>(`select ${COLUMNS} from ledger.import where shop = $1 and id = $2`, [
    shop,
    id,
  ]);

/** As `findRun`, for who then changes what happens to it: of several who want to, one after the other. */
export const holdRun = (ctx: Ctx, shop: ShopId, id: string): Promise<Run | null> =>
  ctx.sql.maybe<Run>(
    `select ${COLUMNS} from ledger.import where shop = $1 and id = $2 for update`,
    [shop, id],
  );

/** Runs into one shop, and undoing one, take turns: each sees all that the others stored. */
export async function lockShop(ctx: Ctx, shop: ShopId): Promise<void> {
  await ctx.sql.run("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`import ${shop}`]);
}

/** Where a run is now, and which start it is of; null when it does not run. */
export const placeOf = (
  ctx: Ctx,
  id: string,
): Promise<Pick<Run, "position" | "startedAt"> | null> =>
  ctx.sql.maybe(
    `select position, started_at as "startedAt" from ledger.import where id = $1 and state = 'running'`,
    [id],
  );

/** Of every shop of the tenant: at boot. */
export const running = (ctx: Ctx): Promise<readonly Pick<Run, "id">[]> =>
  ctx.sql.rows(
    "select id from ledger.import where state in ('running', 'undoing') order by created_at, id",
    [],
  );

export type SameRun = Pick<Run, "shop" | "file" | "dryRun" | "source" | "currency">;

/** A run of the same file with the same choices that has not come to its end. */
export const runningOf = (
  ctx: Ctx,
  { shop, file, dryRun, source, currency }: SameRun,
): Promise<Pick<Run, "id" | "bytes"> | null> =>
  ctx.sql.maybe(
    `select id, bytes from ledger.import
      where shop = $1 and file = $2 and dry_run = $3 and source = $4 and currency = $5 and state = 'running'
      order by created_at desc limit 1`,
    [shop, file, dryRun, source, currency],
  );

export const newestRuns = (ctx: Ctx, shop: ShopId, limit: number): Promise<readonly Run[]> =>
  ctx.sql.rows<Run>(
    `select ${COLUMNS} from ledger.import where shop = $1 order by created_at desc, id desc limit $2`,
    [shop, limit],
  );

/**
 * The run, if it is in this state. Asks for the row by its id alone, so that it waits for the transaction that is just
 * starting it; a condition on the state would be judged by the row as it was before, and skip it.
 */
export async function claimRun(
  ctx: Ctx,
  id: string,
  state: "running" | "undoing",
): Promise<Run | null> {
  const run = await ctx.sql.maybe<Run>(
    `select ${COLUMNS} from ledger.import where id = $1 for update`,
    [id],
  );
  return run?.state === state ? run : null;
}

export type Choice = Pick<Run, "columns" | "dryRun" | "source" | "currency">;

/** From the beginning, with nothing counted. What an earlier attempt stored is recognised. */
export async function beginRun(ctx: Ctx, id: string, choice: Choice): Promise<void> {
  await ctx.sql.run("delete from ledger.import_refused where import = $1", [id]);
  await ctx.sql.run("delete from ledger.retold where import = $1", [id]);
  await ctx.sql.run(
    `update ledger.import
        set state = 'running', columns = $2::jsonb, dry_run = $3, source = $4, currency = $5,
            bytes_read = 0, position = 0, accepted = 0, refused = 0, left_out = 0, refunds = 0, adjustments = 0,
            orders = 0, added = 0, problem = null, ended_at = null,
            started_at = to_timestamp($6::float8 / 1000.0), beat_at = to_timestamp($6::float8 / 1000.0)
      where id = $1`,
    [id, JSON.stringify(choice.columns), choice.dryRun, choice.source, choice.currency, ctx.now],
  );
}

export type Step = {
  readonly id: string;
  readonly rows: number;
  readonly bytesRead: number;
  readonly tally: Tally;
  readonly refused: readonly RefusedRow[];
};

const MAX_RAW = 4_000;
// Postgres text cannot hold U+0000.
const stored = (raw: string): string => raw.slice(0, MAX_RAW).replaceAll("\0", "\uFFFD");

/** Writes down how far the run is; false when it was cancelled meanwhile. */
export async function advanceRun(
  ctx: Ctx,
  { id, rows, bytesRead, tally, refused }: Step,
): Promise<boolean> {
  const changed = await ctx.sql.run(
    `update ledger.import
        set position = position + $2, bytes_read = $3, accepted = accepted + $4,
            refused = refused + $5, refunds = refunds + $6, adjustments = adjustments + $7,
            orders = orders + $8, added = added + $9, beat_at = to_timestamp($10 / 1000.0),
            left_out = left_out + $11
      where id = $1 and state = 'running'`,
    [
      id,
      rows,
      bytesRead,
      tally.accepted,
      refused.length,
      tally.refunds,
      tally.adjustments,
      tally.orders,
      tally.added,
      ctx.now,
      refused.filter((row) => row.leftOut === true).length,
    ],
  );
  if (changed === 1 && refused.length > 0) {
    await ctx.sql.run(
      `insert into ledger.import_refused (import, row, zh, en, raw, ordinal, left_out)
       select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bool[])`,
      [
        id,
        refused.map((r) => r.row),
        refused.map((r) => stored(r.reason.zh)),
        refused.map((r) => stored(r.reason.en)),
        refused.map((r) => stored(r.raw)),
        refused.map((r) => r.ordinal),
        refused.map((r) => r.leftOut === true),
      ],
    );
  }
  return changed === 1;
}

export type Ending = { readonly state: RunState; readonly problem: Text | null };

/** Ends a run, if it has not ended. */
export const endRun = (ctx: Ctx, id: string, { state, problem }: Ending): Promise<number> =>
  ctx.sql.run(
    `update ledger.import
        set state = $2, problem = $3::jsonb, ended_at = to_timestamp($4 / 1000.0),
            bytes_read = case when $2 = 'done' then bytes else bytes_read end
      where id = $1 and state in ('running', 'mapped', 'undoing')`,
    [id, state, problem === null ? null : JSON.stringify(problem), ctx.now],
  );

/** Which rows of these lines of the file were refused. */
export async function refusedAmong(
  ctx: Ctx,
  id: string,
  { from, to }: LineRange,
): Promise<ReadonlySet<number>> {
  const rows = await ctx.sql.rows<Pick<RefusedRow, "row">>(
    "select row from ledger.import_refused where import = $1 and row between $2 and $3",
    [id, from, to],
  );
  return new Set(rows.map(({ row }) => row));
}

type StoredRefusal = {
  readonly row: number;
  readonly zh: string;
  readonly en: string;
  readonly raw: string;
  readonly ordinal: number | null;
};

type Page = { readonly after: number; readonly limit: number; readonly leftOut: boolean };

/** Those to be mended, or those that were left out. */
export async function refusedRows(
  ctx: Ctx,
  id: string,
  { after, limit, leftOut }: Page,
): Promise<readonly RefusedRow[]> {
  const rows = await ctx.sql.rows<StoredRefusal>(
    `select row, zh, en, raw, ordinal from ledger.import_refused
      where import = $1 and row > $2 and left_out = $4 order by row limit $3`,
    [id, after, limit, leftOut],
  );
  return rows.map(({ zh, en, ...row }) => ({ ...row, reason: { zh, en } }));
}
