import { parseArgs } from "node:util";
import { type ArmCount, compareProportions, sampleRatio, scoreInterval } from "@zhongshu/trials";
import { whole } from "../../figures.ts";
import { compete } from "./competing.ts";
import { countGroups, type Groups } from "./tables.ts";

const line = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const arm = (groups: Groups, name: string, outcome: string): ArmCount => {
  const group = groups.get(name);
  return { people: group?.people ?? 0, buyers: group?.happened[outcome] ?? 0 };
};

/** Cookie Cats: does the first version keep more players than the second, and were they split in halves? */
async function retention(folder: string) {
  const groups = await countGroups(folder, "version", ["retention_1", "retention_7"]);
  const [first, second, ...more] = [...groups.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  if (first === undefined || second === undefined || more.length > 0)
    throw new Error(`Two versions are compared, not ${[...groups.keys()].join(", ")}`);
  const of = (outcome: string) =>
    compareProportions(arm(groups, first, outcome), arm(groups, second, outcome));
  const [day1, day7] = [of("retention_1"), of("retention_7")];
  const ratio = sampleRatio(
    [first, second].map((name) => ({ people: groups.get(name)?.people ?? 0, share: 0.5 })),
  );
  line(
    `${first} − ${second}: day 1 ${day1.difference}, day 7 ${day7.difference}; ratio ${ratio.verdict}`,
  );
  return {
    day1_z: day1.z,
    day1_p: day1.p,
    day7_z: day7.z,
    day7_p: day7.p,
    srm_p: ratio.p,
    srm_verdict: ratio.verdict,
  };
}

/** Hillstrom: visits after an e-mail about men's goods, about women's, and without one. */
async function visits(folder: string) {
  const groups = await countGroups(folder, "segment", ["visit"]);
  if (groups.size !== 3)
    throw new Error(`Three segments are compared, not ${[...groups.keys()].join(", ")}`);
  const named = (start: RegExp): ArmCount => {
    const name = [...groups.keys()].find((group) => start.test(group));
    if (name === undefined) throw new Error(`No segment is called like ${start}`);
    return arm(groups, name, "visit");
  };
  const [mens, womens, none] = [named(/^mens/i), named(/^womens/i), named(/^no/i)];
  const rate = ({ people, buyers }: ArmCount): number => buyers / people;
  const lift = (one: ArmCount) => {
    const { low, high } = scoreInterval(one, none, 0.95);
    return [low, high];
  };
  return {
    visit_mens: rate(mens),
    visit_womens: rate(womens),
    visit_none: rate(none),
    visit_mens_lift95: lift(mens),
    visit_womens_lift95: lift(womens),
  };
}

/** `eval trials`: published experiments judged again, and two plays that compete for one slot; one JSON line last. */
export async function evalTrials(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: "string", default: "../shared/data/abtest" },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "8" },
      people: { type: "string", default: "20000" },
    },
  });
  const contest = {
    seed: whole("seed", values.seed),
    seeds: whole("seeds", values.seeds),
    people: whole("people", values.people),
  };
  const published = { ...(await retention(values.data)), ...(await visits(values.data)) };
  const ghosts = compete({ ...contest, ghosts: true });
  const blind = compete({ ...contest, ghosts: false });
  line(`competing, with ghost slots ${JSON.stringify(ghosts)}, without ${JSON.stringify(blind)}`);
  return {
    ...published,
    competing_recovered: ghosts.recovered,
    competing_measured: ghosts.measured,
    competing_intervals: ghosts.intervals,
    competing_covering: ghosts.covering,
    without_ghosts_recovered: blind.recovered,
    without_ghosts_measured: blind.measured,
  };
}
