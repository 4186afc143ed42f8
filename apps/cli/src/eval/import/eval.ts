import { createReadStream } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ImportKind, ImportRun } from "@zhongshu/ledger/contract";
import { scratchFolder } from "@zhongshu/postgres";
import type { System } from "@zhongshu/server";
import { type Place, placeOf } from "../../admin/place.ts";
import { rounded, whole } from "../../figures.ts";
import { must, visiting } from "../../system.ts";
import { compared } from "./compare.ts";
import { type Expected, readExpected } from "./expected.ts";
import { generate } from "./generate.ts";
import { judged } from "./mapping.ts";
import { shownOf } from "./shown.ts";

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

type Pair = { readonly name: string; readonly file: string; readonly expected: string };

const BEHIND = ".expected.json";

/** Files with what they must come to beside them: X.csv and X.expected.json, or X.csv.expected.json. */
async function pairsIn(folder: string): Promise<readonly Pair[]> {
  const names = (await readdir(folder)).toSorted();
  return names
    .filter((name) => name.endsWith(BEHIND))
    .map((expected) => {
      const stem = expected.slice(0, -BEHIND.length);
      const file = names.find(
        (name) =>
          name !== expected && (name === stem || name.replace(/\.(csv\.gz|[^.]+)$/, "") === stem),
      );
      if (file === undefined) throw new Error(`Nothing stands beside ${expected}`);
      return { name: file, file: join(folder, file), expected: join(folder, expected) };
    });
}

type Scene = { readonly system: System; readonly place: Place; readonly expected: Expected };

/** The run with columns and kind set right where they were not, to its end. */
async function carryOut({ system, place, expected }: Scene, id: string) {
  const { imports, asTenant, importers } = system;
  const { seal, shop } = place;
  let run = must(await asTenant(seal, (ctx) => imports.get(ctx, { shop, id })));
  const taken = run.kind;
  const recognised = expected.kind === null || expected.kind === taken;
  const { kind } = expected;
  if (kind !== null && !recognised)
    run = must(await asTenant(seal, (ctx) => imports.takeAs(ctx, { shop, id, kind })));
  const fields = importers.find((one) => one.kind === run.kind)?.fields ?? [];
  const { right, wrong, columns } = judged(run, expected, fields);
  const choice = { columns, source: run.source, currency: expected.currency ?? run.currency };
  must(await asTenant(seal, (ctx) => imports.begin(ctx, { shop, id, dryRun: false, ...choice })));
  await imports.perform(seal, id, () => undefined);
  const done = must(await asTenant(seal, (ctx) => imports.get(ctx, { shop, id })));
  const help = [...(recognised ? [] : [`taken for ${taken}`]), ...wrong];
  return { run: done, unaided: recognised && right, help };
}

type Outcome = { readonly unaided: boolean; readonly faults: readonly string[] };

/** What differs, in words; how much of each list of records is shown. */
async function differing({ system, place, expected }: Scene, runs: readonly ImportRun[]) {
  const faults: string[] = [];
  for (const { state, problem, name } of runs)
    if (state !== "done") faults.push(`${name}: ${state} ${problem?.en ?? ""}`);
  const refused = runs.reduce((sum, { counts }) => sum + counts.refused, 0);
  if (expected.refused !== null && refused !== expected.refused)
    faults.push(
      `${refused} rows refused, not ${expected.refused}: ${JSON.stringify(runs.flatMap((run) => run.refusedSample.map(({ row, reason }) => `${row} ${reason.en}`)).slice(0, 4))}`,
    );
  for (const [kind, records] of expected.records)
    faults.push(...(await faultsOf({ system, place, expected }, kind, records)));
  return faults;
}

async function faultsOf(
  { system, place: { seal, shop } }: Scene,
  kind: ImportKind,
  records: Parameters<typeof compared>[1],
): Promise<readonly string[]> {
  const now = system.keeper(seal.tenant);
  const shown = await system.asTenant(now, (ctx) => shownOf(kind, { ctx, shop, system }));
  const { missing, over, unknown } = compared(kind, records, shown);
  if (unknown.length > 0) tell(`  not judged, no page shows it: ${unknown.join(", ")}`);
  const sample = (list: readonly object[]): string =>
    list
      .slice(0, 2)
      .map((one) => JSON.stringify(one))
      .join(" ");
  return [
    ...(missing.length === 0 ? [] : [`${missing.length} ${kind} not there: ${sample(missing)}`]),
    ...(over.length === 0 ? [] : [`${over.length} ${kind} too many: ${sample(over)}`]),
  ];
}

async function judge(system: System, pair: Pair, nth: number): Promise<Outcome> {
  const expected = await readExpected(pair.expected);
  const place = must(await placeOf(system, { org: `测量${nth}`, shop: "测量", create: true }));
  const { seal, shop } = place;
  const body = createReadStream(pair.file);
  const sent = { shop, kind: "auto", name: pair.name, body };
  const admitted = await system.imports.upload(seal, sent);
  if (!admitted.ok) return { unaided: false, faults: [`refused: ${admitted.error.message.en}`] };
  const scene = { system, place, expected };
  const runs: ImportRun[] = [];
  const help: string[] = [];
  for (const id of [admitted.value.id, ...admitted.value.others]) {
    const done = await carryOut(scene, id);
    runs.push(done.run);
    help.push(...done.help);
  }
  for (const one of help) tell(`  helped: ${one}`);
  return { unaided: help.length === 0, faults: await differing(scene, runs) };
}

async function evaluated(folder: string): Promise<object> {
  const pairs = await pairsIn(folder);
  const data = await scratchFolder("eval-import");
  const began = performance.now();
  let [exact, unaided] = [0, 0];
  try {
    await visiting({ data, fresh: true }, async ({ system }) => {
      for (const [i, pair] of pairs.entries()) {
        const outcome = await judge(system, pair, i + 1).catch((error: unknown) => ({
          unaided: false,
          faults: [error instanceof Error ? error.message : String(error)],
        }));
        if (outcome.faults.length === 0) exact += 1;
        if (outcome.unaided) unaided += 1;
        tell(`${outcome.faults.length === 0 ? "exact" : "NOT exact"}  ${pair.name}`);
        for (const fault of outcome.faults) tell(`  ${fault}`);
      }
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
  const seconds = rounded((performance.now() - began) / 1_000, 1);
  return { files: pairs.length, exact, mapped_without_help: unaided, seconds };
}

/** `eval import --data DIR`, or `--generate DIR [--seed N]`; README.md says what stands in DIR. */
export async function evalImport(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: "string" },
      generate: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (values.generate !== undefined) {
    await mkdir(values.generate, { recursive: true });
    const files = await generate(values.generate, whole("seed", values.seed));
    if (values.data === undefined) return { generated: files };
  }
  const folder = values.data ?? "";
  if (folder === "") throw new Error("eval import wants --data DIR, or --generate DIR [--seed N]");
  return evaluated(folder);
}
