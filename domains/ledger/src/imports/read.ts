import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import type { ImportRun } from "../contract.ts";
import { sizeOf } from "./file.ts";
import type { RefusedRow } from "./importer.ts";
import { problems } from "./problems.ts";
import { type Answer, type InShop, type Room, refusal, view } from "./room.ts";
import * as store from "./store.ts";

const NEWEST = 50;
const PAGE = 5_000;

export async function get(room: Room, ctx: Ctx, { shop, id }: InShop): Answer {
  const denied = refusal(ctx, "imports.read", shop);
  if (denied !== null) return err(denied);
  const run = await store.findRun(ctx, shop, id);
  return run === null ? err(problems.unknown) : ok(await view(room, ctx, run));
}

export async function list(
  room: Room,
  ctx: Ctx,
  shop: ShopId,
): Promise<Result<readonly ImportRun[], Refusal>> {
  const denied = refusal(ctx, "imports.read", shop);
  if (denied !== null) return err(denied);
  const views: ImportRun[] = [];
  for (const run of await store.newestRuns(ctx, shop, NEWEST))
    views.push(await view(room, ctx, run));
  return ok(views);
}

/** The run of this very file that a dead process left, if any; a file that has grown since is another. */
export async function left(ctx: Ctx, same: store.SameRun): Promise<string | null> {
  const run = await store.runningOf(ctx, same);
  return run !== null && run.bytes === (await sizeOf(same.file)) ? run.id : null;
}

/** Every refused row of a run, or every one left out, page by page; who asks has checked that the run is of their shop. */
export async function* refused(
  ctx: Ctx,
  id: string,
  leftOut: boolean,
): AsyncGenerator<readonly RefusedRow[]> {
  let rows: readonly RefusedRow[] = [];
  do {
    rows = await store.refusedRows(ctx, id, { after: rows.at(-1)?.row ?? 0, limit: PAGE, leftOut });
    if (rows.length > 0) yield rows;
  } while (rows.length === PAGE);
}
