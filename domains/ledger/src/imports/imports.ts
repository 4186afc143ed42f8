import type { Ctx, Forgetting, Refusal, Result, Seal, ShopId, TenantId } from "@zhongshu/kernel";
import type { Admitted, ImportRun, ImportUndo } from "../contract.ts";
import { forgetting } from "../forget/forget.ts";
import { isTelling } from "../forget/uploads.ts";
import * as admit from "./admit.ts";
import * as starting from "./begin.ts";
import { uploadFolder } from "./folder.ts";
import type { RefusedRow } from "./importer.ts";
import { leftRunning, perform } from "./perform.ts";
import * as reading from "./read.ts";
import type { Answer, ImportsDeps, InShop, Room } from "./room.ts";
import type { Progress } from "./run.ts";
import type { SameRun } from "./store.ts";
import * as undoing from "./undo/undo.ts";

/** Durable imports of files: mapped, tried, run, cancelled, taken up again after a crash. */
export type Imports = {
  /** Opens its transaction only when the whole file has come, so that a slow sender holds no connection. */
  upload(seal: Seal, sent: admit.Upload): Promise<Result<Admitted, Refusal>>;
  /** As `upload`, for a file on this machine, which stays where it is. */
  register(ctx: Ctx, file: admit.LocalFile): Answer;
  /** Reads the columns of a run that has not begun as those of another kind of list. */
  takeAs(ctx: Ctx, asked: InShop & { readonly kind: string }): Answer;
  /** Starts in the background, as soon as the caller's transaction is over. */
  start(ctx: Ctx, start: starting.Start): Answer;
  /** Marks the run as started only; `perform` must follow, outside of the transaction. */
  begin(ctx: Ctx, start: starting.Start): Promise<Result<null, Refusal>>;
  perform(seal: Seal, id: string, progress: (at: Progress) => void): Promise<void>;
  /** The run to `perform` again when a process died in the middle of this file with these choices. */
  left(ctx: Ctx, same: SameRun): Promise<string | null>;
  cancel(ctx: Ctx, run: InShop): Answer;
  /** Forgets how such files were imported last, and says what we take the columns for by ourselves. */
  guessAnew(ctx: Ctx, run: InShop): Answer;
  /** What an undo would take away. */
  undoable(ctx: Ctx, run: InShop): Promise<Result<ImportUndo, Refusal>>;
  /** Takes everything back in the background, as soon as the caller's transaction is over. */
  undo(ctx: Ctx, run: InShop): Answer;
  /** What `undo` begins, to its end or until the process stops; `resume` does so for every run. */
  performUndo(seal: Seal, id: string): Promise<void>;
  get(ctx: Ctx, run: InShop): Answer;
  list(ctx: Ctx, shop: ShopId): Promise<Result<readonly ImportRun[], Refusal>>;
  refused(ctx: Ctx, id: string, leftOut: boolean): AsyncIterable<readonly RefusedRow[]>;
  /** The files of a tenant that is no more. */
  clear(tenant: TenantId): Promise<void>;
  /** At boot: goes on with what a dead process left running. */
  resume(): Promise<void>;
  /** Lets the batch in hand finish; the rest goes on at the next start. */
  stop(): Promise<void>;
  /** What the ledger forgets of a person, with the files that were sent to it. */
  readonly forgetting: Forgetting;
  isTelling: typeof isTelling;
};

export function createImports(deps: ImportsDeps): Imports {
  const importers = new Map(deps.importers.map((one) => [String(one.kind), one]));
  const room: Room = { deps, folder: uploadFolder(deps.folder), importers };
  const line = oneAtATime(room);
  return {
    upload: (seal, sent) => admit.upload(room, seal, sent),
    register: (ctx, file) => admit.register(room, ctx, file),
    takeAs: (ctx, asked) => admit.takeAs(room, ctx, asked),
    begin: (ctx, start) => starting.begin(room, ctx, start),
    async start(ctx, start) {
      const begun = await starting.begin(room, ctx, start);
      if (!begun.ok) return begun;
      const { sql: _, ...seal } = ctx;
      line.add(seal, start.id);
      return reading.get(room, ctx, start);
    },
    perform: (seal, id, progress) => perform(room, { seal, id, progress, stopping: line.stopping }),
    left: reading.left,
    cancel: (ctx, run) => starting.cancel(room, ctx, run),
    guessAnew: (ctx, run) => admit.guessAnew(room, ctx, run),
    undoable: (ctx, run) => undoing.ask(room, ctx, run),
    async undo(ctx, run) {
      const begun = await undoing.begin(room, ctx, run);
      const { sql: _, ...seal } = ctx;
      if (begun.ok) line.add(seal, run.id);
      return begun;
    },
    performUndo: (seal, id) =>
      undoing.performUndo(room, { seal, id, stopping: line.stopping, progress: () => undefined }),
    get: (ctx, run) => reading.get(room, ctx, run),
    list: (ctx, shop) => reading.list(room, ctx, shop),
    refused: reading.refused,
    clear: room.folder.clear,
    async resume() {
      for (const { seal, id } of await leftRunning(room)) line.add(seal, id);
    },
    stop: line.stop,
    forgetting: forgetting({ folder: room.folder }),
    isTelling,
  };
}

/** Runs in the background, in turn: two at once would only share the same cores. */
function oneAtATime(room: Room) {
  let last: Promise<void> = Promise.resolve();
  let ended = false;
  const stopping = (): boolean => ended;
  return {
    stopping,
    add(seal: Seal, id: string): void {
      const task = { seal, id, stopping, progress: () => undefined };
      last = last
        .then(() => perform(room, task))
        .then(() => undoing.performUndo(room, task))
        .catch(room.deps.failed);
    },
    async stop(): Promise<void> {
      ended = true;
      await last;
    },
  };
}
