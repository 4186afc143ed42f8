import { parseArgs } from "node:util";
import { whole } from "../../figures.ts";
import { type NullRun, runNull, runPower } from "./null.ts";

const line = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** `eval null`: false rising cards over markets where nothing changes, and what a planted rise would give. */
export async function evalNull(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      communities: { type: "string", default: "1000" },
      days: { type: "string", default: "90" },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "3" },
    },
  });
  const communities = whole("communities", values.communities);
  const days = whole("days", values.days);
  const seeds = whole("seeds", values.seeds);
  const plan = { communities, days, categories: 12, seed: whole("seed", values.seed) };
  const runs: NullRun[] = [];
  for (let s = 0; s < seeds; s += 1) {
    const run = runNull({ ...plan, seed: plan.seed + s }, () => {});
    line(
      `seed ${run.seed}: ${run.cards} false cards on ${run.daysWithCard} of ${days} days, ` +
        `${Math.round(run.tests)} tests a day, spread ${run.spread.toFixed(3)}`,
    );
    runs.push(run);
  }
  const powers = [1.35, 2, 3].map((rise) => runPower(plan, rise));
  for (const p of powers) line(`planted ×${p.rise}: ${JSON.stringify(p.bySize)}`);
  const sum = (of: (run: NullRun) => number): number => runs.reduce((n, run) => n + of(run), 0);
  const share = (rise: number): number => {
    const power = powers.find((p) => p.rise === rise);
    return power ? power.found / power.planted : 0;
  };
  return {
    communities,
    days,
    false_cards_per_day: sum((r) => r.cards) / (days * seeds),
    family_wise: sum((r) => r.daysWithCard) / (days * seeds),
    worst_seed: Math.max(...runs.map((r) => r.daysWithCard / days)),
    seeds,
    tests_per_day: Math.round(sum((r) => r.tests) / seeds),
    power_35pct: share(1.35),
    power_100pct: share(2),
    power_200pct: share(3),
  };
}
