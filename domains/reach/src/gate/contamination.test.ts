import { assign } from "@zhongshu/trials";
import { expect, test } from "vitest";
import type { Facts, Slot } from "./facts.ts";
import { decide } from "./gate.ts";
import { USUAL_POLICY } from "./policy.ts";

const NOON = Date.parse("2026-11-24T12:00:00+08:00");
const PEOPLE = 60_000;
const BASE = 0.1;
const EFFECT = 0.04;

/** Uniform in [0, 1), the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const facts = (play: "treated" | "held-out", ledger: readonly Slot[]): Facts => ({
  now: NOON,
  message: { kind: "optional", channel: "wecom-mass", to: "person" },
  compliance: { passes: true },
  grounding: { passes: true },
  consent: { given: true, optedOut: false, plain: false, mergedAcrossArms: false },
  ledger,
  lastHeard: null,
  policy: { ...USUAL_POLICY, frequency: { most: 1, days: 7 } },
  standing: "treated",
  play,
});

const armOf = (id: string): "treated" | "held-out" => {
  const drawn = assign(
    {
      salt: "play-a",
      arms: [
        { name: "held-out", share: 0.5 },
        { name: "treated", share: 0.5 },
      ],
    },
    id,
  );
  if (!drawn.assigned) throw new Error("not assigned");
  return drawn.arm;
};

/** Whether this person hears of play A, then of play B that would like the same slot. */
function hears(arm: "treated" | "held-out", ghosts: boolean): number {
  const first = decide(facts(arm, []));
  const spent = first.slot !== null && (ghosts || !first.slot.ghost);
  const slot = {
    at: NOON - 1,
    channel: "wecom-mass",
    kind: "optional",
    ghost: arm === "held-out",
  } as const;
  const second = decide(facts("treated", spent ? [slot] : []));
  return [first, second].filter((d) => d.decision === "send").length;
}

/** Difference in buying between those written to by A and those held out, when each message adds EFFECT. */
function measured(ghosts: boolean): number {
  const chance = dice(7);
  const messages = { treated: hears("treated", ghosts), "held-out": hears("held-out", ghosts) };
  const bought = { treated: 0, "held-out": 0 };
  const people = { treated: 0, "held-out": 0 };
  for (let i = 0; i < PEOPLE; i++) {
    const arm = armOf(`person-${i}`);
    people[arm]++;
    // Play B reaches most of those who are free: 3 in 4.
    const listens = chance() < 0.75;
    const heard = arm === "treated" || listens ? messages[arm] : 0;
    if (chance() < BASE + EFFECT * heard) bought[arm]++;
  }
  return bought.treated / people.treated - bought["held-out"] / people["held-out"];
}

test("RE11 without ghost slots another play fills the gap and hides a true effect; with them it is measured", () => {
  const blind = measured(false);
  const honest = measured(true);
  // The standard error of either figure is about .0026.
  expect(Math.abs(honest - EFFECT)).toBeLessThan(0.009);
  expect(blind).toBeLessThan(EFFECT / 2);
});
