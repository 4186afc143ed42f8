import { type Ctx, DAY, type Seal } from "@zhongshu/kernel";
import { Unreadable } from "./file.ts";
import { persist } from "./persist.ts";
import { problems } from "./problems.ts";
import { remember } from "./remembered.ts";
import type { Room } from "./room.ts";
import { Cancelled, type Job, type Progress, runFile } from "./run.ts";
import * as store from "./store.ts";

const KEPT = 7 * DAY;

export type Task = {
  readonly seal: Seal;
  readonly id: string;
  progress(at: Progress): void;
  /** Is the process about to end? Then the run is left as it is and goes on at the next start. */
  stopping(): boolean;
};

/** Runs what `begin` marked, once the transaction that marked it is over. */
export async function perform({ deps, folder, importers }: Room, task: Task): Promise<void> {
  const { seal, id } = task;
  const check = (): void => {
    if (task.stopping()) throw new Cancelled("the process stops");
  };
  const settle = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    persist({ check: () => undefined, random: seal.random }, () =>
      deps.asTenant({ ...seal, now: deps.clock() }, work),
    );
  const run = await settle((ctx) => store.claimRun(ctx, id, "running"));
  const importer = run === null ? undefined : importers.get(run.kind);
  if (run === null || importer === undefined || task.stopping()) return;
  const progress = (at: Progress): void => {
    check();
    task.progress(at);
  };
  const ending = await outcome({ run, importer, seal, progress, check }, deps);
  if (ending === null) return;
  await settle(async (ctx) => {
    await store.endRun(ctx, id, ending);
    if (ending.state === "done" && !run.dryRun) await remember(ctx, run);
  });
  const spent = ending.state === "done" && !run.dryRun && folder.owns(run.file);
  if (spent) await folder.remove(run.file);
}

const failure = (problem: { readonly message: store.Run["problem"] }): store.Ending => ({
  state: "failed",
  problem: problem.message,
});

async function outcome(job: Job, deps: Room["deps"]): Promise<store.Ending | null> {
  try {
    await runFile(deps, job);
    return { state: "done", problem: null };
  } catch (error) {
    // A person's cancelling has ended the run already; our own stop must not end it.
    if (error instanceof Cancelled) return null;
    if (error instanceof Unreadable) return failure(error.problem);
    if (isGone(error)) return failure(problems.fileGone);
    deps.failed(error);
    return failure(problems.interrupted);
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/**
 * The runs that a dead process left behind, of uploads and of files imported by command; also clears uploads
 * that nobody came back for.
 */
export async function leftRunning({
  deps,
  folder,
}: Room): Promise<readonly Pick<Task, "seal" | "id">[]> {
  const tasks: Pick<Task, "seal" | "id">[] = [];
  for (const tenant of await deps.tenants()) {
    const seal = { ...deps.seal(tenant), now: deps.clock() };
    for (const { id } of await deps.asTenant(seal, store.running)) tasks.push({ seal, id });
  }
  const needed = new Set(tasks.map(({ id }) => id));
  for (const { id, path, since } of await folder.left())
    if (!needed.has(id) && deps.clock() - since > KEPT) await folder.remove(path);
  return tasks;
}
