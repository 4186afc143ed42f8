import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Ctx, ok } from "@zhongshu/kernel";
import type { ImportRun } from "@zhongshu/ledger/contract";
import { seeded } from "@zhongshu/numerics";
import type { System } from "@zhongshu/server";
import { importFile } from "../admin/import.ts";
import { type Place, placeOf } from "../admin/place.ts";
import { writeSynthetic } from "../bench/importing/synthetic.ts";
import { must, visiting } from "../system.ts";
import { startProduct } from "./app.ts";

export type UndoReport = {
  readonly kills: number;
  /** Of the kills, those that found the undo under way. */
  readonly midway: number;
  readonly events: number;
  readonly kept: number;
  /** Tables that are not what they were before the file came. */
  readonly differing: readonly string[];
  readonly exact: boolean;
};

export type UndoOptions = {
  readonly dataDir: string;
  readonly kills: number;
  readonly seed: number;
  readonly rows: number;
  readonly say: (line: string) => void;
};

const NAMED = { org: "测量", shop: "测量" };
/** What projections keep of a file of orders, and the events themselves. */
const TABLES = [
  ...["ledger.event", 'orders."order"', "orders.line", "orders.payment", "orders.refund"],
  ...["orders.refund_line", "people.profile", "people.trait", "people.attention", "people.sign"],
  ...["goods.description", "goods.sku", "goods.price"],
];
/** Numbers that a table gives itself, and when a row was written. */
const OWN = ["id", "seq", "received_at"];

type World = Readonly<Record<string, string>>;

async function worldOf({ sql }: Ctx): Promise<World> {
  const found: Record<string, string> = {};
  for (const table of TABLES) {
    const { told } = await sql.one<{ readonly told: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(line, chr(10) order by line collate "C")), '') as told
         from (select (to_jsonb(t) - $1::text[])::text as line from ${table} t) each`,
      [OWN],
    );
    found[table] = told;
  }
  return found;
}

async function imported(system: System, place: Place, path: string): Promise<ImportRun> {
  const quiet = (): void => undefined;
  const around = { ...system, place: async () => ok(place), out: quiet, tell: quiet };
  const asked = { kind: "orders", path, currency: "CNY", dryRun: false, source: "chaos" };
  const run = must(await importFile(around, place, asked));
  if (run.state !== "done") throw new Error(`The import ended as ${run.state}`);
  return run;
}

/** A first file that stays, a second that tells it again and much more; the second's undo has begun. */
async function prepared({ dataDir, rows, say }: UndoOptions) {
  const [first, second] = [join(dataDir, "..", "first.csv"), join(dataDir, "..", "second.csv")];
  await writeSynthetic(first, Math.ceil(rows / 5));
  await writeSynthetic(second, rows);
  return visiting({ data: dataDir, fresh: true }, async ({ system }) => {
    const place = must(await placeOf(system, { ...NAMED, create: true }));
    await imported(system, place, first);
    const before = await system.asTenant(place.seal, worldOf);
    const { id } = await imported(system, place, second);
    say(`${rows} rows are in, and are taken back`);
    must(await system.asTenant(place.seal, (ctx) => system.imports.undo(ctx, { ...place, id })));
    return { before, id };
  });
}

type Watched = { readonly data: string; readonly id: string };

const seen = <T>(
  { data, id }: Watched,
  look: (
    run: () => Promise<ImportRun>,
    within: <R>(work: (ctx: Ctx) => Promise<R>) => Promise<R>,
  ) => Promise<T>,
): Promise<T> =>
  visiting({ data }, async ({ system }) => {
    const { seal, shop } = must(await placeOf(system, { ...NAMED, create: false }));
    const within = <R>(work: (ctx: Ctx) => Promise<R>): Promise<R> => system.asTenant(seal, work);
    const run = async () => must(await within((ctx) => system.imports.get(ctx, { shop, id })));
    return look(run, within);
  });

/** Waits until so much of the undo is done; was it still under way then? */
const reached = (watched: Watched, share: number): Promise<boolean> =>
  seen(watched, async (run) => {
    for (;;) {
      const { state, undo } = await run();
      if (state !== "undoing") return false;
      if (undo !== null && undo.total > 0 && undo.done >= share * undo.total) return true;
      await pause(20);
    }
  });

/** Kills the product while it takes a file back, so many times; in the end all must be as if the file had never come. */
export async function runUndo(options: UndoOptions): Promise<UndoReport> {
  const { dataDir: data, kills, say } = options;
  const chance = seeded(options.seed);
  const { before, id } = await prepared(options);
  let midway = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const app = await startProduct(data);
    const under = await reached({ data, id }, kill / (kills + 2));
    await pause(chance() * 500);
    await app.end("SIGKILL");
    if (under) midway += 1;
    say(`kill ${kill} of ${kills}: ${under ? "under way" : "it was over"}`);
  }
  const last = await startProduct(data);
  try {
    await reached({ data, id }, 2);
    return await seen({ data, id }, async (run, within) => {
      const { state, undo } = await run();
      const after = await within(worldOf);
      const differing = TABLES.filter((table) => before[table] !== after[table]);
      const exact = state === "undone" && differing.length === 0;
      const [events, kept] = [undo?.total ?? 0, undo?.kept ?? 0];
      return { kills, midway, events, kept, differing, exact };
    });
  } finally {
    await last.end("SIGTERM");
  }
}
