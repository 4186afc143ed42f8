import type { Ctx } from "@zhongshu/kernel";
import type { Run } from "../store.ts";

/** From now on nothing but undoing happens to this run. What an undo that was cancelled left is listed anew. */
export async function beginUndo(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql.run("delete from ledger.import_undo where import = $1", [id]);
  await ctx.sql.run(
    `update ledger.import
        set state = 'undoing', problem = null, ended_at = null, undo_total = null, undo_done = null,
            undo_kept = null, beat_at = to_timestamp($2 / 1000.0)
      where id = $1`,
    [id, ctx.now],
  );
}

/**
 * Everything that is the run's, newest first: so the first that told something goes last, and only then anybody has to
 * be asked who else told it.
 */
export async function listEvents(ctx: Ctx, id: string): Promise<void> {
  const total = await ctx.sql.run(
    `insert into ledger.import_undo (import, n, message_id)
     select $1, row_number() over (order by at desc, seq desc), message_id
       from ledger.event where origin = $1 and rows is not null`,
    [id],
  );
  await ctx.sql.run(
    "update ledger.import set undo_total = $2, undo_done = 0, undo_kept = 0 where id = $1",
    [id, total],
  );
}

/**
 * The next events of the list, after those that were taken: of those that are still the run's, the messages; and how many
 * were taken. The list stays until the end, so that nobody reads again and again past rows that are gone.
 */
export async function takeNext(
  ctx: Ctx,
  { id, shop, undoDone }: Pick<Run, "id" | "shop" | "undoDone">,
  limit: number,
): Promise<{ readonly taken: number; readonly messageIds: readonly string[] }> {
  const rows = await ctx.sql.rows<{ readonly id: string }>(
    `select message_id as id from ledger.import_undo where import = $1 and n > $2 order by n limit $3`,
    [id, undoDone ?? 0, limit],
  );
  const own = await ctx.sql.rows<{ readonly id: string }>(
    `select message_id as id from ledger.event
      where shop = $1 and message_id = any($2::text[]) and origin = $3 and rows is not null`,
    [shop, rows.map((row) => row.id), id],
  );
  return { taken: rows.length, messageIds: own.map((row) => row.id) };
}

export type Advance = { readonly taken: number; readonly kept: number };

export async function advanceUndo(ctx: Ctx, id: string, { taken, kept }: Advance): Promise<void> {
  await ctx.sql.run(
    `update ledger.import set undo_done = undo_done + $2, undo_kept = undo_kept + $3,
            beat_at = to_timestamp($4 / 1000.0) where id = $1`,
    [id, taken, kept, ctx.now],
  );
}

/** Ends an undo that nobody cancelled meanwhile. */
export async function endUndo(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql.run("delete from ledger.import_undo where import = $1", [id]);
  await ctx.sql.run(
    `update ledger.import set state = 'undone', ended_at = to_timestamp($2 / 1000.0)
      where id = $1 and state = 'undoing'`,
    [id, ctx.now],
  );
}

export const sourceOf = async (ctx: Ctx, id: string): Promise<Pick<Run, "kind" | "source">> =>
  ctx.sql.one("select kind, source from ledger.import where id = $1", [id]);
