import { rm } from "node:fs/promises";
import { scratchFolder } from "@zhongshu/postgres";
import { placeOf } from "./admin/place.ts";
import { visiting } from "./system.ts";

/** A measurement takes its own arguments, tells its progress on stderr, and answers with one object. */
type Measurement = (args: readonly string[]) => Promise<object>;

async function importBench(args: readonly string[]): Promise<object> {
  const { importBench: bench, syntheticAsked } = await import("./bench/import.ts");
  const asked = syntheticAsked(args);
  if (asked !== null) return (await import("./bench/importing/bench.ts")).syntheticBench(asked);
  const data = await scratchFolder("bench");
  const tell = (text: string): void => {
    process.stderr.write(text);
  };
  try {
    return await visiting({ data, fresh: true }, async ({ system }) => {
      const place = await placeOf(system, { org: "测量", shop: "测量", create: true });
      if (!place.ok) throw new Error(place.error.message.en);
      return bench(args, {
        system: { ...system, place: async () => place, out: tell, tell },
        asTenant: system.asTenant,
        place: place.value,
        seconds: () => performance.now() / 1_000,
        undo: async (id) => {
          const { imports, asTenant } = system;
          const { seal, shop } = place.value;
          await asTenant(seal, (ctx) => imports.undo(ctx, { shop, id }));
          await imports.performUndo(seal, id);
          const run = await asTenant(seal, (ctx) => imports.get(ctx, { shop, id }));
          if (!run.ok) throw new Error(run.error.message.en);
          return run.value;
        },
      });
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/** `bench NAME`, `eval NAME`: loaded only when asked for. */
export const MEASUREMENTS: Readonly<Record<string, Readonly<Record<string, Measurement>>>> = {
  bench: {
    import: importBench,
    ingest: async (args) => (await import("./bench/ingest.ts")).ingest(args),
    start: async () => (await import("./bench/start.ts")).startBench(),
    reach: async (args) => (await import("./bench/reach.ts")).reachBench(args),
    segment: async (args) => (await import("./bench/segment.ts")).segmentBench(args),
    erase: async (args) => (await import("./bench/erase.ts")).eraseBench(args),
    paint: async () => (await import("./bench/paint.ts")).paintBench(),
  },
  eval: {
    null: async (args) => (await import("./eval/null/eval.ts")).evalNull(args),
    due: async (args) => (await import("./eval/due/eval.ts")).evalDue(args),
    loop: async (args) => (await import("./eval/loop/eval.ts")).evalLoop(args),
    interference: async (args) =>
      (await import("./eval/interference/eval.ts")).evalInterference(args),
    clv: async (args) => (await import("./eval/clv/eval.ts")).evalClv(args),
    identity: async (args) => (await import("./eval/identity/eval.ts")).evalIdentity(args),
    trials: async (args) => (await import("./eval/trials/eval.ts")).evalTrials(args),
    erase: async (args) => (await import("./eval/erase/eval.ts")).evalErase(args),
    import: async (args) => (await import("./eval/import/eval.ts")).evalImport(args),
  },
};

/** Runs one measurement and prints its object as the last line of stdout. */
export async function measure(kind: string, args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const known = MEASUREMENTS[kind] ?? {};
  const run = known[name];
  if (run === undefined)
    throw new Error(`${kind} 有这些 there are: ${Object.keys(known).join(", ")}`);
  process.stdout.write(`${JSON.stringify(await run(rest))}\n`);
  return 0;
}

export async function chaosCommand(args: readonly string[]): Promise<number> {
  const { chaos } = await import("./chaos/chaos.ts");
  process.stdout.write(`${JSON.stringify(await chaos(args))}\n`);
  return 0;
}
