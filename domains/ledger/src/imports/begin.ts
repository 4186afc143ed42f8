import { type Ctx, err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import type { ColumnMatch } from "../contract.ts";
import type { Importer } from "./importer.ts";
import { problems } from "./problems.ts";
import { get } from "./read.ts";
import { type Answer, type InShop, type Room, refusal } from "./room.ts";
import * as store from "./store.ts";
import { mayStart } from "./view.ts";

export type Start = InShop & {
  readonly columns: readonly Pick<ColumnMatch, "column" | "field">[];
  readonly dryRun: boolean;
  readonly source: string;
  readonly currency: string;
};

/** Checks the choice and marks the run as running; who calls it must then have it performed. */
export async function begin(room: Room, ctx: Ctx, start: Start): Promise<Result<null, Refusal>> {
  const denied = refusal(ctx, "imports.run", start.shop);
  if (denied !== null) return err(denied);
  const run = await store.holdRun(ctx, start.shop, start.id);
  if (run === null) return err(problems.unknown);
  const unfit = mayStart(run, ctx.now)
    ? unfitChoice(run, start, room.importers.get(run.kind))
    : problems.busy;
  if (unfit !== null) return err(unfit);
  const columns = run.columns.map((column, i) => ({
    ...column,
    field: start.columns[i]?.field ?? null,
  }));
  await store.beginRun(ctx, run.id, { ...start, columns });
  const { shop, name } = run;
  await room.deps.audit(ctx, "import.started", run.id, { shop, name, dryRun: start.dryRun });
  return ok(null);
}

function unfitChoice(run: store.Run, start: Start, importer: Importer | undefined): Refusal | null {
  if (importer === undefined) return problems.kind;
  if (!/^[A-Z]{3}$/.test(start.currency)) return problems.currency;
  const known = new Set(importer.fields.map((field) => field.field));
  const chosen = start.columns.flatMap(({ field }) => field ?? []);
  const same =
    start.columns.length === run.columns.length &&
    start.columns.every(({ column }, i) => column === run.columns[i]?.column);
  const once = new Set(chosen).size === chosen.length;
  if (!(same && once && chosen.every((field) => known.has(field)))) return problems.columns;
  return importer.lacks(chosen);
}

/** Ends a run between two batches; what is stored stays. */
export async function cancel(room: Room, ctx: Ctx, { shop, id }: InShop): Answer {
  const denied = refusal(ctx, "imports.run", shop);
  if (denied !== null) return err(denied);
  const run = await store.findRun(ctx, shop, id);
  if (run === null) return err(problems.unknown);
  const ended = await store.endRun(ctx, id, { state: "cancelled", problem: null });
  if (ended === 0) return err(problems.busy);
  await room.deps.audit(ctx, "import.cancelled", id, { shop, name: run.name });
  return get(room, ctx, { shop, id });
}
