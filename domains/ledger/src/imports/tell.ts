import type { Ctx } from "@zhongshu/kernel";
import type { Appended } from "../append/append.ts";
import { conform } from "../catalogue/catalogue.ts";
import { anonymous } from "../forget/anonymous.ts";
import { type Erasures, NOBODY_ERASED } from "../forget/erasures.ts";
import type { Fact } from "../intake/normalise.ts";
import type { ImportEvent, Importer, Retold, Settled } from "./importer.ts";
import { multirange } from "./lines.ts";
import { noteRetold } from "./retold.ts";
import type { Run } from "./store.ts";

export type Telling = {
  readonly ctx: Ctx;
  readonly run: Pick<Run, "id" | "shop">;
  readonly settled: Pick<Settled, "events" | "retold">;
  readonly importer: Pick<Importer, "kept"> | undefined;
};
export type Teller = {
  append(ctx: Ctx, facts: readonly Fact[]): Promise<Appended>;
  readonly erased?: Erasures;
};

/** Stores what a run tells, and notes what it tells again; how many rows became stored. */
export async function tell(
  { append, erased = NOBODY_ERASED }: Teller,
  { ctx, run, settled, importer }: Telling,
): Promise<number> {
  const events = settled.events.map(conforming);
  const appended = await append(
    ctx,
    events.map((event) => factOf(ctx, run, event)),
  );
  // A message that the ledger knew already adds none.
  const known = events.filter((_, i) => appended[i] !== true);
  const again = (settled.retold ?? []).map(({ event, instead }) => ({
    event: conforming(event),
    instead,
  }));
  const retold = [...again, ...known.map((event) => ({ event, instead: null }))];
  const kept = ({ properties, ...event }: Conforming): Conforming => ({
    ...event,
    properties: importer?.kept?.(properties) ?? properties,
  });
  await noteRetold(
    ctx,
    run,
    await ofNobodyErased(
      { ctx, run, erased },
      retold.map(({ event, instead }) => ({ event: kept(event), instead })),
    ),
  );
  return events.reduce((sum, { rows }, i) => (appended[i] === true ? sum + rows : sum), 0);
}

type Asking = Pick<Telling, "ctx" | "run"> & { readonly erased: Erasures };

/** What was told again of somebody who was erased is noted for what the books need of it, and for nothing else. */
async function ofNobodyErased(
  { ctx, run, erased }: Asking,
  retold: readonly Retold[],
): Promise<readonly Retold[]> {
  const out = await erased.senders(
    ctx.sql,
    retold.map(({ event }) => factOf(ctx, run, { version: 1, ...event })),
  );
  return retold.flatMap(({ event, instead }, i) => {
    if (out[i] !== true) return [{ event, instead }];
    const properties = anonymous(event);
    const nobody = { ...event, anonymousId: null, userId: null };
    return properties === null ? [] : [{ event: { ...nobody, properties }, instead }];
  });
}

type Conforming = ImportEvent & { readonly version: number };

/** An importer's event is held to the catalogue like any other; a misfit is its bug. */
function conforming(made: ImportEvent): Conforming {
  // Nothing could take a link of two profiles apart again, should the import be undone.
  if (made.anonymousId !== null && made.userId !== null)
    throw new Error("An importer's event names a customer twice");
  const found = conform(made.type, made.properties);
  if (!found.ok) throw new Error(`An importer made a bad event: ${found.error.en}`);
  return { ...made, ...found.value };
}

function factOf(ctx: Ctx, { id, shop }: Telling["run"], made: Conforming): Fact {
  const { rows: _, lines = [], ...event } = made;
  const from = { id, rows: multirange(lines) };
  return { tenant: ctx.tenant, shop, receivedAt: ctx.now, ...event, from };
}
