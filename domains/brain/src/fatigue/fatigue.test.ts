import { businessDay, DAY, startOf } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { fatigueOf, type Got, GRID, isTired, talliesOf, worthTo } from "./fatigue.ts";

const START = startOf(businessDay(Date.UTC(2026, 0, 1)));

type Truth = { readonly tires: number; readonly annoys: number; readonly leaves: number };
const HALF_LIFE = 8;
const OPENS = 0.5;

const left = (ages: readonly number[]): number =>
  ages.reduce((sum, age) => sum + 0.5 ** (age / HALF_LIFE), 0);

/** People get messages by chance, tire, and leave, as the truth has it. */
function lived({ tires, annoys, leaves }: Truth, people: number, seed: number): Got[] {
  const random = seeded(seed);
  const got: Got[] = [];
  for (let n = 0; n < people; n += 1) {
    const days: number[] = [];
    let gone = false;
    for (let day = 0; day < 60 && !gone; day += 1) {
      if (random() > 0.1) continue;
      const felt = left(days.map((d) => day - d));
      gone = random() < leaves * annoys ** felt;
      const opened = random() < OPENS * 0.5 ** (tires * felt);
      got.push({ profile: `p${n}`, at: START + day * DAY, opened, left: gone });
      days.push(day);
    }
  }
  return got;
}
const NOW = START + 60 * DAY;
const HISTORIES = [[], [20], [7], [2], [1, 5], [1, 3, 6, 9]] as const;

test("BR41 how people tire is found from what they opened and refused", () => {
  const truth = { tires: 1, annoys: 2, leaves: 0.01 };
  const fatigue = fatigueOf(lived(truth, 600, 1), NOW);
  for (const ages of HISTORIES) {
    const still = left(ages);
    const right = 0.5 ** still - fatigue.ahead * 0.01 * 2 ** still;
    expect(Math.abs(worthTo(fatigue, ages) - right)).toBeLessThan(0.12);
  }
  expect(isTired(fatigue, [])).toBe(false);
  expect(isTired(fatigue, [30])).toBe(false);
  expect(isTired(fatigue, [1])).toBe(true);
  expect(isTired(fatigue, [2, 5])).toBe(true);
});

test("BR41 where nobody tires, or nothing was sent yet, nobody is left in peace", () => {
  const never = { tires: 0, annoys: 1, leaves: 0.001 };
  for (const known of [lived(never, 600, 2), [], lived(never, 1, 3)]) {
    const fatigue = fatigueOf(known, NOW);
    for (const ages of HISTORIES) expect(isTired(fatigue, ages)).toBe(false);
  }
});

test("BR41 where every message drives more away than it wins, nobody is written to", () => {
  const fatigue = fatigueOf(lived({ tires: 0, annoys: 1, leaves: 0.3 }, 600, 4), NOW);
  expect(isTired(fatigue, [])).toBe(true);
});

/** Rate of leaving by sums over small steps: how likely what came is, and the mean rate. */
function leaving(felt: readonly number[], gone: readonly boolean[], annoys: number) {
  const { rate, messages } = GRID.leaves;
  const hazards = felt.map((one) => annoys ** one);
  let [evidence, mean] = [0, 0];
  const step = 5e-5;
  for (let l = step / 2; l < 0.3; l += step) {
    let density = l ** (rate * messages - 1) * Math.exp(-messages * l);
    hazards.forEach((hazard, i) => {
      density *= Math.exp(-l * hazard) * (gone[i] ? l * hazard : 1);
    });
    evidence += density;
    mean += density * l;
  }
  return { evidence, mean: mean / evidence };
}

/** The same, told plainly: every way on the grid, one by one. */
function slowly(got: readonly Got[], ahead: number, ages: readonly number[]): number {
  let [sum, weights] = [0, 0];
  for (const half of GRID.halfLives) {
    const felt = got.map((one) =>
      got
        .filter(({ profile, at }) => profile === one.profile && at < one.at)
        .reduce((n, { at }) => n + 2 ** (-(one.at - at) / DAY / half), 0),
    );
    const still = ages.reduce((n, age) => n + 2 ** (-age / half), 0);
    for (const [annoys, q] of GRID.annoys) {
      const gone = got.map((one) => one.left);
      const { evidence, mean } = leaving(felt, gone, annoys);
      for (const [tires, p] of GRID.tires) {
        const parts = felt.map((one) => 2 ** (-tires * one));
        const rested = got.filter(({ opened }) => opened).length / parts.reduce((a, b) => a + b);
        let weight = p * q * evidence;
        parts.forEach((part, i) => {
          weight *= got[i]?.opened
            ? Math.min(0.98, rested * part)
            : 1 - Math.min(0.98, rested * part);
        });
        weights += weight;
        sum += weight * (2 ** (-tires * still) - ahead * mean * annoys ** still);
      }
    }
  }
  return sum / weights;
}

test("BR41 what a message is worth is what a slow reckoning over every way of tiring gives", () => {
  const got = lived({ tires: 1, annoys: 2, leaves: 0.02 }, 4, 6);
  const fatigue = fatigueOf(got, NOW);
  expect(got.length).toBeGreaterThan(10);
  for (const ages of [[], [3], [1, 4]])
    expect(worthTo(fatigue, ages)).toBeCloseTo(slowly(got, fatigue.ahead, ages), 3);
});

test("BR41 the messages of either kind are counted, without those of which it is not known yet", () => {
  const got = lived({ tires: 1.5, annoys: 2, leaves: 0.01 }, 300, 7);
  const unknown = { profile: "p1", at: NOW, opened: null, left: false };
  const fatigue = fatigueOf([...got, unknown], NOW);
  const { tired, others } = talliesOf(fatigue, [...got, unknown]);
  expect(tired.messages + others.messages).toBe(got.length);
  expect(tired.opened + others.opened).toBe(got.filter(({ opened }) => opened).length);
  expect(tired.left + others.left).toBe(got.filter((one) => one.left).length);
  expect(tired.opened / tired.messages).toBeLessThan(others.opened / others.messages / 2);
});
