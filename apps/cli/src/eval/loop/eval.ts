import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { businessDay, DAY, plusDays } from "@zhongshu/kernel";
import { marketOf } from "@zhongshu/market";
import { seeded, studentUpper } from "@zhongshu/numerics";
import { rounded, whole } from "../../figures.ts";
import { type Account, perMessage } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { play } from "./play.ts";
import { type Simple, simple } from "./policies.ts";
import { openProduct } from "./product.ts";
import { aaAndPower } from "./statements.ts";
import { besidePooled, coverageOf, type Judged, type Promise_, violationsOf } from "./tally.ts";

const POLICIES = ["best_seller", "random", "last_category"] as const;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

type Seed = {
  readonly product: Account;
  readonly simple: Readonly<Record<Simple, Account>>;
  readonly promises: readonly Judged[];
  readonly violations: number;
  readonly plays: number;
};

async function runSeed(plan: Plan): Promise<Seed> {
  const product = await openProduct(Date.parse(`${plan.first}T00:00:00+08:00`), plan.file.shops);
  try {
    const { open, played, daily, days } = await play(plan, product, (text) =>
      say(`seed ${plan.seed}, ${text}`),
    );
    const promises: Promise_[] = [];
    for (const { id } of product.shops) promises.push(...(await open.member.calibration(id)).cases);
    const of = (policy: Simple) => simple(plan, policy, daily);
    return {
      product: open.account,
      simple: {
        best_seller: of("best_seller"),
        random: of("random"),
        last_category: of("last_category"),
      },
      promises: besidePooled(promises, plan.window * DAY),
      violations: violationsOf(days),
      plays: played.length,
    };
  } finally {
    await product.close();
  }
}

type Figure = { readonly mean: number; readonly low: number | null; readonly high: number | null };

/** Mean over seeds with its 95 % interval by Student's law; one seed bounds nothing. */
function figure(values: readonly number[]): Figure {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, v) => a + (v - mean) ** 2, 0) / Math.max(1, n - 1);
  if (n < 2) return { mean: rounded(mean), low: null, high: null };
  const half = studentUpper(0.025, n - 1) * Math.sqrt(variance / n);
  return { mean: rounded(mean), low: rounded(mean - half), high: rounded(mean + half) };
}

function resultOf(seeds: readonly Seed[], seed: number): object {
  const profit = (of: (one: Seed) => Account): Figure =>
    figure(seeds.map((s) => perMessage(of(s))));
  const promises = seeds.flatMap((s, n) => s.promises.map((one) => ({ ...one, seed: n })));
  const sum = (of: (one: Seed) => number): number => seeds.reduce((n, s) => n + of(s), 0);
  const messages = sum((s) => s.product.messages);
  const dice = seeded(seed);
  const ahead = (policy: Simple): Figure =>
    figure(seeds.map((s) => perMessage(s.product) - perMessage(s.simple[policy])));
  return {
    plays: sum((s) => s.plays),
    ...coverageOf(promises),
    ...aaAndPower(promises, dice),
    profit_per_message: profit((s) => s.product),
    ...Object.fromEntries(POLICIES.map((p) => [p, profit((s) => s.simple[p])])),
    ahead_of: Object.fromEntries(POLICIES.map((p) => [p, ahead(p)])),
    unsubscribe_rate:
      messages === 0 ? 0 : rounded(sum((s) => s.product.unsubscribed) / messages, 5),
    cap_violations: sum((s) => s.violations),
    messages,
    seeds: seeds.length,
  };
}

/** The promises behind the figures, a line of JSON each: its seed, when it was made, what it told, what came. */
const linesOf = (seeds: readonly Seed[], first: number): string =>
  seeds
    .flatMap(({ promises }, n) =>
      promises.map(({ at, ...one }) => ({
        seed: first + n,
        at: new Date(at).toISOString(),
        ...one,
      })),
    )
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");

/** While one product's database works, another's market lives. */
const LANES = 2;

/** All of them, so many at a time, in the order given. */
async function inLanes<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  const waiting = all.entries();
  const lane = async (): Promise<void> => {
    for (const [i, one] of waiting) done[i] = await work(one);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return done;
}

/**
 * `eval loop`: a market whose truth is known meets the product over HTTP. Cards are acted on day by day, customers
 * react, results come back; then the product's promises are held against what came, and its messages against those of
 * three simple sellers in the same world. With `--promises FILE` every promise is written there, a line of JSON each.
 */
export async function evalLoop(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      market: { type: "string" },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "20" },
      history: { type: "string", default: "90" },
      days: { type: "string", default: "28" },
      promises: { type: "string" },
    },
  });
  if (values.market === undefined) throw new Error("eval loop needs --market FILE");
  const file = marketOf(JSON.parse(await readFile(resolve(values.market), "utf8")));
  const history = whole("history", values.history);
  const days = whole("days", values.days);
  const window = 7;
  const first = plusDays(businessDay(Date.now() - 20 * DAY), -(history + days + window));
  const seed = whole("seed", values.seed);
  const plans = Array.from({ length: whole("seeds", values.seeds) }, (_, n) => ({
    ...{ file, seed: seed + n, first, history, days, window },
  }));
  const seeds = await inLanes(plans, runSeed);
  if (values.promises !== undefined)
    await writeFile(resolve(values.promises), linesOf(seeds, seed));
  return { market: file.name, ...resultOf(seeds, seed) };
}
