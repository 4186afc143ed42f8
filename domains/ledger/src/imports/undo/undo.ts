import { type Ctx, err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import type { ImportUndo } from "../../contract.ts";
import type { Task } from "../perform.ts";
import { persist } from "../persist.ts";
import { problems } from "../problems.ts";
import { get } from "../read.ts";
import { forgetRetold, passOn, type Reopened, reopen } from "../retold.ts";
import { type Answer, type InShop, type Room, refusal } from "../room.ts";
import { Cancelled } from "../run.ts";
import { claimRun, findRun, holdRun, lockShop, type Run } from "../store.ts";
import { tell } from "../tell.ts";
import { mayUndo } from "../view.ts";
import { whatGoes } from "./preview.ts";
import * as store from "./store.ts";

// Each is one transaction that rebuilds up to so many customers: seen to move, and soon over.
const EVENTS_A_BATCH = 2_000;

type Find = typeof findRun;

async function undoable(
  { room, find }: { readonly room: Room; readonly find: Find },
  ctx: Ctx,
  { shop, id }: InShop,
): Promise<Result<Run, Refusal>> {
  const denied = refusal(ctx, "imports.run", shop);
  if (denied !== null) return err(denied);
  const run = await find(ctx, shop, id);
  if (run === null) return err(problems.unknown);
  if (!mayUndo(run, ctx.now) || !room.importers.has(run.kind)) return err(problems.notUndoable);
  return ok(run);
}

/** Says what an undo would take away; changes nothing. */
export async function ask(room: Room, ctx: Ctx, run: InShop): Promise<Result<ImportUndo, Refusal>> {
  const found = await undoable({ room, find: findRun }, ctx, run);
  if (!found.ok) return found;
  const cards = await room.deps.undo.cards(ctx, run);
  const sent = cards.filter((card) => card.sent).length;
  const goes = await whatGoes(ctx, found.value);
  return ok({ ...goes, cards: { open: cards.length - sent, sent } });
}

/** Marks the run as being undone; `performUndo` must follow. */
export async function begin(room: Room, ctx: Ctx, which: InShop): Answer {
  const found = await undoable({ room, find: holdRun }, ctx, which);
  if (!found.ok) return found;
  const { id, shop, name } = found.value;
  await store.beginUndo(ctx, id);
  await room.deps.audit(ctx, "import.undo-started", id, { shop, name });
  return get(room, ctx, which);
}

/** Takes back what `begin` marked, batch by batch, from wherever an earlier process was. */
export async function performUndo(room: Room, { seal, id, stopping }: Task): Promise<void> {
  const { deps } = room;
  const check = (): void => {
    if (stopping()) throw new Cancelled("the process stops");
  };
  const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    persist({ check, random: seal.random }, () =>
      deps.asTenant({ ...seal, now: deps.clock() }, work),
    );
  try {
    while (!stopping() && (await within((ctx) => step(room, ctx, id)))) check();
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}

/** One transaction; false when there is nothing left to do. */
async function step(room: Room, ctx: Ctx, id: string): Promise<boolean> {
  await room.deps.undo.standStill(ctx);
  const run = await claimRun(ctx, id, "undoing");
  if (run === null) return false;
  await lockShop(ctx, run.shop);
  if (run.undoTotal === null) {
    await forgetRetold(ctx, id);
    await store.listEvents(ctx, id);
    return true;
  }
  const { batch = EVENTS_A_BATCH } = room.deps.undo;
  const { taken, messageIds } = await store.takeNext(ctx, run, batch);
  if (taken === 0) {
    await store.endUndo(ctx, id);
    const { shop, name, undoTotal: events, undoKept: kept } = run;
    await room.deps.audit(ctx, "import.undone", id, { shop, name, events, kept });
    return false;
  }
  const kept = await takeBack(room, ctx, run, messageIds);
  await store.advanceUndo(ctx, id, { taken, kept });
  return true;
}

/** How many of these events stay, because another run told the very same. */
async function takeBack(
  room: Room,
  ctx: Ctx,
  { shop }: Run,
  messageIds: readonly string[],
): Promise<number> {
  const kept = await passOn(ctx, shop, messageIds);
  const going = messageIds.filter((id) => !kept.has(id));
  const reopened = await reopen(ctx, shop, going);
  const parts = reopened.flatMap(({ instead }) => instead ?? []);
  await room.deps.undo.withdraw(ctx, { shop, messageIds: [...going, ...parts] });
  for (const one of reopened) await retell(room, ctx, one, shop);
  return kept.size;
}

/** What another run told of the same is weighed as if it came now, in its turn. */
async function retell(
  { deps, importers }: Room,
  ctx: Ctx,
  { import: id, event }: Reopened,
  shop: Run["shop"],
): Promise<void> {
  const { kind, source } = await store.sourceOf(ctx, id);
  const importer = importers.get(kind);
  const anew = importer?.retell;
  const settled =
    anew === undefined ? { events: [event] } : await anew(ctx, { shop, source, event });
  await tell(deps, { ctx, run: { id, shop }, settled, importer });
}
