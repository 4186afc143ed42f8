import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Bought, came, dueAgain, gather } from "@zhongshu/brain";
import { plusDays } from "@zhongshu/kernel";
import { purchases } from "./csv.ts";

const lastOf = (bought: Bought): number => {
  let last = 0;
  for (const buyers of bought.values()) {
    for (const { days } of buyers) last = Math.max(last, days.at(-1) ?? 0);
  }
  return last;
};

type Tally = {
  predicted: number;
  observed: number;
  inside: number;
  cases: number;
  dates: number;
  silent: number;
};

function score(bought: Bought, dates: readonly number[], line: (text: string) => void): Tally {
  const t: Tally = { predicted: 0, observed: 0, inside: 0, cases: 0, dates: 0, silent: 0 };
  for (const at of dates) {
    const found = dueAgain(bought, at);
    const day = plusDays("1970-01-01", at);
    if (found === null) continue;
    const here = { cases: 0, predicted: 0, observed: 0, inside: 0 };
    for (const candidate of found.candidates) {
      if (candidate.expected === null) {
        t.silent += 1;
        continue;
      }
      const observed = came(bought, candidate, at);
      const { buyers, low, high } = candidate.expected;
      here.cases += 1;
      here.predicted += buyers;
      here.observed += observed;
      here.inside += observed >= low && observed <= high ? 1 : 0;
    }
    line(
      `${day}: ${JSON.stringify(here)} correction ${found.record.correction.toFixed(2)} excess ${found.record.excess.toFixed(3)}`,
    );
    t.dates += here.cases > 0 ? 1 : 0;
    for (const key of ["cases", "predicted", "observed", "inside"] as const) t[key] += here[key];
  }
  return t;
}

const csvIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder))
    .filter((name) => /\.csv(\.gz)?$/.test(name))
    .toSorted()
    .map((name) => join(folder, name));

/** Of several files, one after the other: parts of one list. */
async function* purchasesIn(files: readonly string[]) {
  for (const file of files) yield* purchases(file);
}

/** `eval due`: predictions of past mornings against what then happened; one JSON line last. */
export async function evalDue(argv: readonly string[]): Promise<object> {
  const line = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: "string" },
      file: { type: "string" },
      dates: { type: "string", default: "12" },
    },
  });
  const files = values.data ? await csvIn(values.data) : [values.file ?? ""].filter(Boolean);
  if (files.length === 0)
    throw new Error("Give --data DIR with .csv or .csv.gz files, or --file FILE");
  const bought = await gather(purchasesIn(files));
  const last = lastOf(bought);
  const dates = Array.from(
    { length: Number(values.dates) },
    (_, i) => last - 7 * (i + 1),
  ).toReversed();
  const t = score(bought, dates, line);
  return {
    dates: t.dates,
    cases: t.cases,
    predicted: Math.round(t.predicted),
    observed: t.observed,
    ratio: t.observed / t.predicted,
    coverage80: t.inside / t.cases,
    silent: t.silent,
  };
}
