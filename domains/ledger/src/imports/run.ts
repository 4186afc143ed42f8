import type { AsTenant, Ctx, Instant, Seal } from "@zhongshu/kernel";
import type { Appended } from "../append/append.ts";
import { known } from "../append/store.ts";
import { type Erasures, NOBODY_ERASED, without } from "../forget/erasures.ts";
import type { Fact } from "../intake/normalise.ts";
import type { CsvRow } from "./csv.ts";
import { digest } from "./digest.ts";
import { readTable } from "./file.ts";
import type {
  ImportEvent,
  Importer,
  ImportPass,
  ImportRow,
  Pending,
  RefusedRow,
  Settled,
} from "./importer.ts";
import { persist } from "./persist.ts";
import { unguarded } from "./refused-csv.ts";
import { advanceRun, lockShop, placeOf, type Run, refusedAmong } from "./store.ts";
import { tell } from "./tell.ts";

export type RunDeps = {
  readonly asTenant: AsTenant;
  /** The ledger's own: events, projections and outbox in the caller's transaction. */
  append(ctx: Ctx, facts: readonly Fact[]): Promise<Appended>;
  clock(): Instant;
  /** Left out, nobody can be erased. */
  readonly erased?: Erasures;
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

type Joined = (above: CsvRow, below: CsvRow) => boolean;

/** Rows that a kind of list keeps together, as far as a batch can hold them. */
const joinedBy =
  ({ importer, run }: Job): Joined =>
  (above, below) => {
    if (importer.joined === undefined || "broken" in above || "broken" in below) return false;
    return importer.joined(rowOf(above, run), rowOf(below, run));
  };

/** How many of the rows are the next batch; null while it is not clear where it may end. */
function endOf(rows: readonly CsvRow[], joined: Joined): number | null {
  for (let end = ROWS_A_BATCH; end < rows.length; end += 1) {
    const [above, below] = [rows[end - 1], rows[end]];
    if (above === undefined || below === undefined || end === 2 * ROWS_A_BATCH) return end;
    if (!joined(above, below)) return end;
  }
  return null;
}

/** The file in batches of the same rows every time, however the bytes arrive. */
async function* batches(path: string, joined: Joined): AsyncGenerator<Batch> {
  let held: CsvRow[] = [];
  let last: Omit<Batch, "rows"> | null = null;
  for await (const { rows, ...where } of readTable(path)) {
    held = held.concat(rows);
    last = where;
    for (let end = endOf(held, joined); end !== null; end = endOf(held, joined)) {
      yield { rows: held.slice(0, end), ...where };
      held = held.slice(end);
    }
  }
  if (last !== null && held.length > 0) yield { rows: held, ...last };
}

/** Runs a file to its end, from where it was left. Throws `Cancelled` and `Unreadable`. */
export async function runFile(deps: RunDeps, job: Job): Promise<void> {
  const { run, importer } = job;
  let pass: ImportPass | null = null;
  let seen = 0;
  const told = new Set<string>();
  // One batch is read while the one before it is written.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batches(run.file, joinedBy(job))) {
      const { rows, broken } = named(batch, run);
      const { source, currency, dryRun } = run;
      pass ??= importer.begin({ source, currency, dryRun }, rows);
      seen += batch.rows.length;
      // Of a trial nothing is stored, so what it counted can only be read again.
      if (seen <= run.position && !dryRun) {
        pass.skip(rows, await persisted(deps, job, (ctx) => refusedIn(ctx, run, batch)));
        job.progress({ bytes: run.bytes, bytesRead: batch.bytesRead, rows: seen });
        continue;
      }
      const pending = await pass.read(rows);
      await writing;
      writing = write(deps, job, { pending, broken, batch, seen, told });
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
  const { bytes } = job.run;
  const { seen, batch, told } = stepping;
  const stood = await step(deps, job, stepping);
  stepping.pending.stand?.(stood.refused);
  for (const name of stood.told) told.add(name);
  job.progress({ bytes, bytesRead: batch.bytesRead, rows: seen });
}

type Named = { readonly rows: readonly ImportRow[]; readonly broken: readonly RefusedRow[] };

const rowOf = (
  one: CsvRow & { readonly fields: readonly string[] },
  { columns }: Run,
): ImportRow => {
  const cells: Record<string, string> = {};
  columns.forEach(({ field }, i) => {
    if (field !== null) cells[field] = unguarded(one.fields[i] ?? "");
  });
  return { row: one.row, raw: one.raw, cells };
};

function named({ rows }: Batch, run: Run): Named {
  const whole: ImportRow[] = [];
  const broken: RefusedRow[] = [];
  for (const one of rows) {
    if ("broken" in one)
      broken.push({ row: one.row, raw: one.raw, reason: one.broken, ordinal: null });
    else whole.push(rowOf(one, run));
  }
  return { rows: whole, broken };
}

type Stepping = {
  readonly pending: Pending;
  readonly broken: readonly RefusedRow[];
  readonly batch: Batch;
  /** Rows of the file up to the end of this batch. */
  readonly seen: number;
  /** Messages of a trial, by their digest. */
  readonly told: Set<string>;
};

const persisted = <T>(
  { asTenant, clock }: RunDeps,
  { check, seal }: Job,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> =>
  persist({ check, random: seal.random }, () => asTenant({ ...seal, now: clock() }, work));

const step = (deps: RunDeps, job: Job, stepping: Stepping): Promise<Stood> =>
  persisted(deps, job, (ctx) => settleStep(deps, { ctx, job, stepping }));

type Stood = { readonly refused: ReadonlySet<number>; readonly told: readonly string[] };

/** What was refused of a batch that was settled before, or by another process. */
const refusedIn = (ctx: Ctx, { id }: Run, { rows }: Batch): Promise<Stood["refused"]> =>
  refusedAmong(ctx, id, { from: rows[0]?.row ?? 0, to: rows.at(-1)?.row ?? 0 });

type Settling = { readonly ctx: Ctx; readonly job: Job; readonly stepping: Stepping };

/** Which rows were refused, and what a trial told. */
async function settleStep(deps: RunDeps, { ctx, job, stepping }: Settling): Promise<Stood> {
  const { pending, broken, batch, seen } = stepping;
  const { run, importer } = job;
  await lockShop(ctx, run.shop);
  const place = await placeOf(ctx, run.id);
  const ours = place?.startedAt === run.startedAt && place.position >= seen - batch.rows.length;
  if (!ours) throw new Cancelled("the run was cancelled or begun anew");
  // Two processes may go on with one run, when one was only thought dead: each batch is done by whoever comes first.
  const again = place.position >= seen;
  if (again && !run.dryRun) return { refused: await refusedIn(ctx, run, batch), told: [] };
  const settled = await pending.settle(asOf(ctx, run), run.shop);
  const stood = stoodOf(job, stepping, settled);
  // Of a trial what was counted before is weighed once more, as it stands nowhere.
  if (again) return stood;
  const added = run.dryRun
    ? await wouldAdd(ctx, run, { events: settled.events, told: stepping.told })
    : await tell(deps, { ctx, run, settled, importer });
  const went = await advanceRun(ctx, {
    id: run.id,
    rows: batch.rows.length,
    bytesRead: batch.bytesRead,
    tally: { ...settled.tally, added },
    refused: await without(ctx.sql, deps.erased ?? NOBODY_ERASED, {
      ...{ shop: run.shop, all: [...broken, ...settled.refused], textOf: ({ raw }) => raw },
    }),
  });
  if (!went) throw new Cancelled("the run was cancelled");
  return stood;
}

/** All of a trial is of one moment: so a row that comes again below has the same message, as it had where it was stored. */
const asOf = (ctx: Ctx, { dryRun, startedAt }: Run): Ctx =>
  dryRun ? { ...ctx, now: startedAt ?? ctx.now } : ctx;

/** What has to be known of a batch below it. A pass that is told what stands remembers messages by itself. */
const stoodOf = ({ run }: Job, { pending }: Stepping, { refused, events }: Settled): Stood => ({
  refused: new Set(refused.map(({ row }) => row)),
  told:
    run.dryRun && pending.stand === undefined
      ? events.map(({ messageId }) => digest(messageId))
      : [],
});

type Trying = { readonly events: readonly ImportEvent[]; readonly told: ReadonlySet<string> };

/** How many rows would become stored: of those the ledger does not know, and of two of one name only the first. */
async function wouldAdd(ctx: Ctx, { shop }: Run, { events, told }: Trying): Promise<number> {
  const seen = await known(
    ctx.sql,
    events.map(({ messageId }) => ({ shop, messageId })),
  );
  return events.reduce((sum, { messageId, rows }) => {
    const key = `${shop} ${messageId}`;
    if (seen.has(key) || (told.size > 0 && told.has(digest(messageId)))) return sum;
    seen.add(key);
    return sum + rows;
  }, 0);
}
