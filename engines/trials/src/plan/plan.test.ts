import { binomialMass, normalUpper, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { enoughOf, planHoldOut, power, sampleSize, scoreInterval, tells } from "../index.ts";
import { powerAbout } from "./power.ts";

/** Every pair of counts, each judged by the interval itself. */
function everyPair(design: {
  base: number;
  lift: number;
  treated: number;
  heldOut: number;
}): number {
  const { base, lift, treated, heldOut } = design;
  let chance = 0;
  for (let x1 = 0; x1 <= treated; x1 += 1) {
    for (let x0 = 0; x0 <= heldOut; x0 += 1) {
      const one = { people: treated, buyers: x1 };
      const { low, high } = scoreInterval(one, { people: heldOut, buyers: x0 }, 0.95);
      if (low <= 0 && high >= 0) continue;
      chance += binomialMass(x1, treated, base + lift) * binomialMass(x0, heldOut, base);
    }
  }
  return chance;
}

test("TR17 power is exact: every pair of counts, judged by the interval that will be shown", () => {
  for (const design of [
    { base: 0.1, lift: 0.2, treated: 60, heldOut: 25 },
    { base: 0.3, lift: -0.2, treated: 40, heldOut: 40 },
    { base: 0, lift: 0.3, treated: 30, heldOut: 12 },
    { base: 0.2, lift: 0, treated: 50, heldOut: 30 },
  ])
    expect(power(design)).toBeCloseTo(everyPair(design), 9);
  expect(power({ base: 0.1, lift: 0.1, treated: 10, heldOut: 0 })).toBe(0);
  expect(() => power({ base: 0.9, lift: 0.2, treated: 5, heldOut: 5 })).toThrow("No rates");
});

test("TR17 wherever the product speaks (30 expected outcomes), an idle play is taken for a good or bad one in at most 5.5 %", () => {
  let designs = 0;
  for (const base of [0.01, 0.05, 0.1, 0.2, 0.4]) {
    for (const share of [0.1, 0.3, 0.5]) {
      for (const outcomes of [30, 45, 150]) {
        const heldOut = Math.round(outcomes / base);
        const treated = Math.round((heldOut * (1 - share)) / share);
        expect(power({ base, lift: 0, treated, heldOut })).toBeLessThan(0.055);
        designs += 1;
      }
    }
  }
  expect(designs).toBe(45);
});

test("TR17 the normal law, used for millions of people, agrees with the exact power there", () => {
  const design = { base: 0.02, lift: 0.0012, treated: 320_000, heldOut: 80_000 };
  expect(Math.abs(powerAbout(design) - power(design))).toBeLessThan(0.005);
  // Fleiss' formula without continuity for .60 against .70, α .01, power .95: 807.2 an arm.
  const fleiss = { base: 0.6, lift: 0.1, treated: 807, heldOut: 807, alpha: 0.01 };
  expect(powerAbout(fleiss)).toBeCloseTo(0.95, 3);
  expect(power(fleiss)).toBeCloseTo(0.95, 2);
});

test("TR18 at the sample size computed here the lift is found four times in five, by simulation", () => {
  const random = seeded(3);
  for (const [base, lift, share] of [
    [0.1, 0.06, 0.5],
    [0.05, 0.05, 0.2],
  ] as const) {
    const people = sampleSize({ base, lift, share }) ?? 0;
    const runs = 1_500;
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const [one, other] = [
        { people: 0, buyers: 0 },
        { people: 0, buyers: 0 },
      ];
      for (let i = 0; i < people; i += 1) {
        const held = random() < share;
        const arm = held ? other : one;
        arm.people += 1;
        if (random() < base + (held ? 0 : lift)) arm.buyers += 1;
      }
      if (scoreInterval(one, other, 0.95).low > 0) found += 1;
    }
    expect(found / runs).toBeGreaterThan(0.77);
    expect(found / runs).toBeLessThan(0.86);
    const { treated, heldOut } = {
      heldOut: Math.round(people * share),
      treated: people - Math.round(people * share),
    };
    expect(power({ base, lift, treated, heldOut })).toBeGreaterThanOrEqual(0.8);
    expect(power({ base, lift, treated: treated * 0.9, heldOut: heldOut * 0.9 })).toBeLessThan(0.8);
  }
  expect(sampleSize({ base: 0.1, lift: 0, share: 0.5 })).toBeNull();
  expect(sampleSize({ base: 0.5, lift: 1e-7, share: 0.5 })).toBeNull();
  const huge = sampleSize({ base: 0.1, lift: 0.0002, share: 0.5 }) ?? 0;
  const plain = (2 * (normalUpper(0.025) + normalUpper(0.2)) ** 2 * 2 * 0.09) / 0.0002 ** 2;
  expect(huge / plain).toBeCloseTo(1, 1.5);
});

test("TR19 the smallest share that is enough is held out, and otherwise the one that shows most", () => {
  const many = planHoldOut({ base: 0.1, lift: 0.05, people: 10_000 });
  expect(many.share).toBe(0.1);
  expect(many.power).toBeGreaterThan(0.8);
  const middling = planHoldOut({ base: 0.1, lift: 0.05, people: 2_200 });
  expect(middling.share).toBeGreaterThan(0.1);
  expect(middling.share).toBeLessThan(0.5);
  const powerAt = (people: number, share: number): number => {
    const heldOut = Math.round(people * share);
    return power({ base: 0.1, lift: 0.05, heldOut, treated: people - heldOut });
  };
  expect(middling.power).toBe(powerAt(2_200, middling.share));
  expect(powerAt(2_200, middling.share - 0.01)).toBeLessThan(0.8);
  const few = planHoldOut({ base: 0.1, lift: 0.05, people: 300 });
  expect(few.power).toBeLessThan(0.8);
  for (let percent = 10; percent <= 50; percent += 1)
    expect(few.power).toBeGreaterThanOrEqual(powerAt(300, percent / 100) - 1e-9);
  // Of an audience one in twenty gets nothing by the standing hold-out and is compared with nobody.
  const compared = sampleSize({ base: 0.1, lift: 0.05, share: 0.5, power: 0.82 }) ?? 0;
  const asked = enoughOf({ base: 0.1, lift: 0.05 });
  expect(asked).toBe(Math.ceil(compared / 0.95));
  expect(powerAt(Math.floor(0.95 * (asked ?? 0)), 0.5)).toBeGreaterThanOrEqual(0.81);
});

test("TR19 two sides tell where their power is .8 and thirty outcomes are expected in the smaller", () => {
  const expected = { base: 0.2, lift: 0.1 };
  expect(tells(expected, { treated: 350, heldOut: 350 })).toBe(true);
  expect(power({ ...expected, treated: 350, heldOut: 350 })).toBeGreaterThan(0.8);
  expect(tells(expected, { treated: 200, heldOut: 200 })).toBe(false);
  // However many get it, twenty left out expect five outcomes.
  expect(tells({ base: 0.05, lift: 0.5 }, { treated: 1_980, heldOut: 20 })).toBe(false);
  expect(tells(expected, { treated: 700, heldOut: 0 })).toBe(false);
});

test("TR19 power alone is not enough: thirty outcomes an arm must be expected too", () => {
  const strong = planHoldOut({ base: 0.05, lift: 0.5, people: 120 });
  expect(strong.power).toBeGreaterThan(0.8);
  const enough = enoughOf({ base: 0.05, lift: 0.5 }) ?? 0;
  expect(enough).toBeGreaterThan(sampleSize({ base: 0.05, lift: 0.5, share: 0.5 }) ?? 0);
  expect(planHoldOut({ base: 0.05, lift: 0.5, people: 400 }).outcomes).toBeGreaterThanOrEqual(30);
  expect(enoughOf({ base: 0.1, lift: 0 })).toBeNull();
});
