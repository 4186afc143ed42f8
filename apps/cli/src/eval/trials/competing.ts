import { binomialTail, seeded } from "@zhongshu/numerics";
import { decide, type Facts, type Slot, USUAL_POLICY } from "@zhongshu/reach/contract";
import { type ArmCount, assign, scoreInterval } from "@zhongshu/trials";

const NOON = Date.parse("2026-11-24T12:00:00+08:00");
const BASE = 0.1;
export const EFFECT = 0.04;
const HELD_OUT = 0.3;
const PLAYS = ["a", "b"] as const;
type Play = (typeof PLAYS)[number];

export type Contest = {
  readonly seeds: number;
  readonly seed: number;
  readonly people: number;
  /** Do those who were held out spend a slot? The product always says yes. */
  readonly ghosts: boolean;
};

const facts = (play: "treated" | "held-out", ledger: readonly Slot[]): Facts => ({
  now: NOON,
  message: { kind: "optional", channel: "app", to: "person" },
  compliance: { passes: true },
  grounding: { passes: true },
  consent: { given: true, optedOut: false, plain: false, mergedAcrossArms: false },
  ledger,
  lastHeard: null,
  policy: { ...USUAL_POLICY, frequency: { most: 1, days: 7 } },
  standing: "treated",
  play,
});

const arms = [
  { name: "held-out", share: HELD_OUT },
  { name: "treated", share: 1 - HELD_OUT },
] as const;

function armOf(salt: string, id: string): "treated" | "held-out" {
  const drawn = assign({ salt, arms }, id);
  if (!drawn.assigned) throw new Error("Nobody here is without an id");
  return drawn.arm;
}

type Tally = Record<
  Play,
  { treated: { people: number; buyers: number }; heldOut: { people: number; buyers: number } }
>;

const empty = () => ({ treated: { people: 0, buyers: 0 }, heldOut: { people: 0, buyers: 0 } });

/** Both plays want this person within one week; the one that comes first takes the slot. */
function meet(order: readonly Play[], arm: Record<Play, "treated" | "held-out">, ghosts: boolean) {
  const ledger: Slot[] = [];
  const judged: { play: Play; arm: "treated" | "heldOut" }[] = [];
  let heard = 0;
  for (const play of order) {
    const decision = decide(facts(arm[play], ledger));
    if (decision.slot === null) continue;
    const { ghost } = decision.slot;
    judged.push({ play, arm: ghost ? "heldOut" : "treated" });
    if (!ghost) heard += 1;
    if (!ghost || ghosts) ledger.push({ at: NOON - 1, channel: "app", kind: "optional", ghost });
  }
  return { heard, judged };
}

function runOnce(seed: number, { people, ghosts }: Contest): Tally {
  const random = seeded(seed);
  const tally: Tally = { a: empty(), b: empty() };
  for (let i = 0; i < people; i += 1) {
    const id = `person-${i}`;
    const arm = { a: armOf(`play-a-${seed}`, id), b: armOf(`play-b-${seed}`, id) };
    const order = random() < 0.5 ? PLAYS : PLAYS.toReversed();
    const { heard, judged } = meet(order, arm, ghosts);
    const bought = random() < BASE + EFFECT * heard ? 1 : 0;
    for (const { play, arm: side } of judged) {
      tally[play][side].people += 1;
      tally[play][side].buyers += bought;
    }
  }
  return tally;
}

const add = (a: ArmCount, b: ArmCount): ArmCount => ({
  people: a.people + b.people,
  buyers: a.buyers + b.buyers,
});
const holds = ({ low, high }: { low: number; high: number }): boolean =>
  low <= EFFECT && EFFECT <= high;

/**
 * Two plays, each worth EFFECT, compete for one slot a week through the gate of the product. `recovered`: of the 95 %
 * intervals of every seed and play no more miss EFFECT than chance may do once in a thousand times, and the 99 % interval over all
 * of them holds it.
 */
export function compete(contest: Contest) {
  let treated: ArmCount = { people: 0, buyers: 0 };
  let heldOut: ArmCount = { people: 0, buyers: 0 };
  let [intervals, covering] = [0, 0];
  for (let s = 0; s < contest.seeds; s += 1) {
    const tally = runOnce(contest.seed + s, contest);
    for (const play of PLAYS) {
      const seen = tally[play];
      intervals += 1;
      if (holds(scoreInterval(seen.treated, seen.heldOut, 0.95))) covering += 1;
      treated = add(treated, seen.treated);
      heldOut = add(heldOut, seen.heldOut);
    }
  }
  const whole = scoreInterval(treated, heldOut, 0.99);
  const byChance = binomialTail(intervals - covering, intervals, 0.05) > 0.001;
  return { recovered: byChance && holds(whole), measured: whole.middle, intervals, covering };
}
