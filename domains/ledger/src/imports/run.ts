import type { AsTenant, Ctx, Instant, Seal } from "@zhongshu/kernel";
import type { Appended } from "../append/append.ts";
import type { Fact } from "../intake/normalise.ts";
import type { CsvRow } from "./csv.ts";
import { readTable } from "./file.ts";
import type { Importer, ImportPass, ImportRow, Pending, RefusedRow } from "./importer.ts";
import { persist } from "./persist.ts";
import { unguarded } from "./refused-csv.ts";
import { advanceRun, lockShop, placeOf, type Run } from "./store.ts";
import { tell } from "./tell.ts";

export type RunDeps = {
  readonly asTenant: AsTenant;
  /** The ledger's own: events, projections and outbox in the caller's transaction. */
  append(ctx: Ctx, facts: readonly Fact[]): Promise<Appended>;
  clock(): Instant;
};

/** How far a run is, while it goes. */
export type Progress = {
  readonly bytes: number;
  readonly bytesRead: number;
  readonly rows: number;
};

export type Job = {
  readonly run: Run;
  readonly importer: Importer;
  readonly seal: Seal;
  progress(at: Progress): void;
  /** Throws `Cancelled` when the process is about to end. */
  check(): void;
};

// One transaction each: large enough that a commit weighs little, small enough that progress is seen.
const ROWS_A_BATCH = 4_000;

/** Somebody cancelled the run, or began it anew: the batch in hand is rolled back. */
export class Cancelled extends Error {}

type Batch = {
  readonly rows: readonly CsvRow[];
  readonly bytesRead: number;
  readonly header: readonly string[];
};

/** The file in batches of the same rows every time, however the bytes arrive. */
async function* batches(path: string): AsyncGenerator<Batch> {
  let held: CsvRow[] = [];
  let last: Omit<Batch, "rows"> | null = null;
  for await (const { rows, ...where } of readTable(path)) {
    held = held.concat(rows);
    last = where;
    while (held.length >= ROWS_A_BATCH) {
      yield { rows: held.slice(0, ROWS_A_BATCH), ...where };
      held = held.slice(ROWS_A_BATCH);
    }
  }
  if (last !== null && held.length > 0) yield { rows: held, ...last };
}

/** Runs a file to its end, from where it was left. Throws `Cancelled` and `Unreadable`. */
export async function runFile(deps: RunDeps, job: Job): Promise<void> {
  const { run, importer } = job;
  let pass: ImportPass | null = null;
  let seen = 0;
  // One batch is read while the one before it is written.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batches(run.file)) {
      const { rows, broken } = named(batch, run);
      pass ??= importer.begin({ source: run.source, currency: run.currency }, rows);
      const pending = await pass.read(rows);
      seen += batch.rows.length;
      await writing;
      writing = write(deps, job, { pending, broken, batch, seen });
      // A failure is heard where it is awaited, also when reading takes longer than failing.
      writing.catch(() => undefined);
    }
    await writing;
  } finally {
    // When reading fails, the batch in hand still comes to its end before the run does.
    await Promise.allSettled([writing]);
  }
}

async function write(deps: RunDeps, job: Job, stepping: Stepping): Promise<void> {
  const { bytes, position } = job.run;
  const { seen, batch } = stepping;
  if (seen > position) await step(deps, job, stepping);
  job.progress({ bytes, bytesRead: batch.bytesRead, rows: seen });
}

type Named = { readonly rows: readonly ImportRow[]; readonly broken: readonly RefusedRow[] };

function named({ rows }: Batch, { columns }: Run): Named {
  const used = columns.flatMap(({ field }, i) => (field === null ? [] : [{ field, i }]));
  const whole: ImportRow[] = [];
  const broken: RefusedRow[] = [];
  for (const one of rows) {
    if ("broken" in one) {
      broken.push({ row: one.row, raw: one.raw, reason: one.broken, ordinal: null });
      continue;
    }
    const cells: Record<string, string> = {};
    for (const { field, i } of used) cells[field] = unguarded(one.fields[i] ?? "");
    whole.push({ row: one.row, raw: one.raw, cells });
  }
  return { rows: whole, broken };
}

type Stepping = {
  readonly pending: Pending;
  readonly broken: readonly RefusedRow[];
  readonly batch: Batch;
  /** Rows of the file up to the end of this batch. */
  readonly seen: number;
};

async function step(deps: RunDeps, job: Job, stepping: Stepping): Promise<void> {
  const { check, seal } = job;
  await persist({ check, random: seal.random }, () =>
    deps.asTenant({ ...seal, now: deps.clock() }, (ctx) =>
      settleStep(deps, { ctx, job, stepping }),
    ),
  );
}

type Settling = { readonly ctx: Ctx; readonly job: Job; readonly stepping: Stepping };

async function settleStep(deps: RunDeps, { ctx, job: { run }, stepping }: Settling): Promise<void> {
  const { pending, broken, batch, seen } = stepping;
  await lockShop(ctx, run.shop);
  const place = await placeOf(ctx, run.id);
  const ours = place?.startedAt === run.startedAt && place.position >= seen - batch.rows.length;
  if (!ours) throw new Cancelled("the run was cancelled or begun anew");
  // Two processes may go on with one run, when one was only thought dead: each batch is done by whoever comes first.
  if (place.position >= seen) return;
  const settled = await pending.settle(ctx, run.shop);
  const added = run.dryRun
    ? settled.events.reduce((sum, { rows }) => sum + rows, 0)
    : await tell(deps.append, { ctx, run, settled });
  const went = await advanceRun(ctx, {
    id: run.id,
    rows: batch.rows.length,
    bytesRead: batch.bytesRead,
    tally: { ...settled.tally, added },
    refused: [...broken, ...settled.refused],
  });
  if (!went) throw new Cancelled("the run was cancelled");
}
