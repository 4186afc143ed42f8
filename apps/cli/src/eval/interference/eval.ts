import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { marketOf } from "@zhongshu/market";
import { rounded, whole } from "../../figures.ts";
import { compared } from "./designs.ts";

const NEIGHBOURS = new URL("../../../../market/markets/neighbours.json", import.meta.url);

function summary(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, v) => a + (v - mean) ** 2, 0) / Math.max(1, n - 1);
  return { mean, error: Math.sqrt(variance / n) };
}

/**
 * `eval interference`: how far spillover inside a group leads each design astray. The truth is what writing to
 * everybody adds over writing to nobody, in buyers a head; bias is the mean of what a design tells minus it.
 */
export async function evalInterference(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      market: { type: "string" },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "400" },
    },
  });
  const path = values.market === undefined ? NEIGHBOURS : resolve(values.market);
  const file = marketOf(JSON.parse(await readFile(path, "utf8")));
  const first = whole("seed", values.seed);
  const seeds = whole("seeds", values.seeds);
  const worlds = Array.from({ length: seeds }, (_, n) => {
    if (n % 50 === 0) process.stderr.write(`world ${n + 1} of ${seeds}\n`);
    return compared(file, first + n);
  });
  const of = (design: "person" | "community") =>
    summary(worlds.map((w) => w[design] - w.truth).filter(Number.isFinite));
  const truth = summary(worlds.map((w) => w.truth)).mean;
  const [person, community] = [of("person"), of("community")];
  return {
    market: file.name,
    seeds,
    spillover: file.spillover,
    truth: rounded(truth, 5),
    person_bias: rounded(person.mean, 5),
    person_bias_se: rounded(person.error, 5),
    community_bias: rounded(community.mean, 5),
    community_bias_se: rounded(community.error, 5),
    person_bias_share: rounded(person.mean / truth, 5),
    community_bias_share: rounded(community.mean / truth, 5),
  };
}
