import { type Instant, MINUTE } from "@zhongshu/kernel";
import type { ImportRun } from "../contract.ts";
import { AS_PASTED } from "./chain/chain.ts";
import type { Importer, RefusedRow } from "./importer.ts";
import { problems } from "./problems.ts";
import { cellsOf } from "./scan.ts";
import type { Run } from "./store.ts";

// A batch takes a second or two; a run that says nothing for so long has lost its process.
const SILENCE = 2 * MINUTE;
const interrupted = (run: Run, now: Instant): boolean =>
  (run.state === "running" || run.state === "undoing") && now - (run.beatAt ?? now) > SILENCE;

/** Whether a run may begin: it never did, it was only tried, or it came to nothing. */
export const mayStart = (run: Run, now: Instant): boolean =>
  run.undoTotal === null &&
  (run.state === "mapped" ||
    run.state === "failed" ||
    run.state === "cancelled" ||
    (run.state === "done" && run.dryRun) ||
    (run.state === "running" && interrupted(run, now)));

/** Whether what a run stored may be taken back: it came to an end, whichever. */
export const mayUndo = (run: Run, now: Instant): boolean =>
  !run.dryRun &&
  (run.state === "done" ||
    run.state === "failed" ||
    run.state === "cancelled" ||
    interrupted(run, now));

const undoOf = ({ undoTotal, undoDone, undoKept }: Run): ImportRun["undo"] =>
  undoTotal === null ? null : { total: undoTotal, done: undoDone ?? 0, kept: undoKept ?? 0 };

/** A refused row as whoever sent it knows it: of a 接龙 the line that was pasted, and not the row that it became. */
function asSent({ raw }: RefusedRow, { columns }: Run): string {
  const place = columns.findIndex(({ column }) => column === AS_PASTED);
  return (place === -1 ? "" : cellsOf(raw, columns.length)[place]) || raw;
}

type Shown = { readonly run: Run; readonly importer: Importer; readonly now: Instant };

/** A run as people see it. */
export function shown({ run, importer, now }: Shown, sample: readonly RefusedRow[]): ImportRun {
  const dead = interrupted(run, now);
  return {
    id: run.id,
    kind: importer.kind,
    name: run.name,
    state: dead ? "failed" : run.state,
    dryRun: run.dryRun,
    columns: [...run.columns],
    fields: importer.fields.map(({ field, label, required }) => ({ field, ...label, required })),
    source: run.source,
    currency: run.currency,
    bytes: run.bytes,
    bytesRead: run.bytesRead,
    counts: {
      rows: run.position,
      accepted: run.accepted,
      refused: run.refused,
      leftOut: run.leftOut,
      refunds: run.refunds,
      adjustments: run.adjustments,
      orders: run.orders,
      added: run.added,
    },
    refusedSample: sample.map((one) => ({
      row: one.row,
      reason: one.reason,
      raw: asSent(one, run),
    })),
    undo: undoOf(run),
    rememberedAt: run.rememberedAt,
    problem: dead ? problems.interrupted.message : run.problem,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  };
}
