import { expect, test } from "vitest";
import { cumulants, type Histories } from "./histories.ts";
import { seeded } from "./random.ts";
import { tailAgainst, tailOfSum } from "./saddlepoint.ts";

const packed = (rows: readonly (readonly number[])[]): Histories => {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = (starts[i] ?? 0) + row.length;
  });
  return { values: Float64Array.from(rows.flat()), starts };
};

/** The exact tail: every combination of one block per customer. */
const enumerate = (rows: readonly (readonly number[])[], s: number): number => {
  let law = new Map<number, number>([[0, 1]]);
  for (const row of rows) {
    const next = new Map<number, number>();
    for (const [sum, p] of law) {
      for (const x of row) {
        const key = Math.round((sum + x) * 1e9) / 1e9;
        next.set(key, (next.get(key) ?? 0) + p / row.length);
      }
    }
    law = next;
  }
  let tail = 0;
  for (const [sum, p] of law) if (sum >= s - 1e-9) tail += p;
  return tail;
};

const law = (rows: readonly (readonly number[])[]) => (t: number) => cumulants(packed(rows), t);

test("NU3 the tail of a sum of shares agrees with every combination counted, far out", () => {
  const random = seeded(7);
  const rows = Array.from({ length: 9 }, () =>
    Array.from({ length: 5 }, () => Math.round(random() * 60) / 60),
  );
  const best = rows.reduce((s, row) => s + Math.max(...row), 0);
  const mean = rows.reduce((s, row) => s + row.reduce((a, b) => a + b, 0) / row.length, 0);
  let seen = 0;
  for (let share = 0.3; share < 0.95; share += 0.1) {
    const s = mean + share * (best - mean);
    const exact = enumerate(rows, s);
    const ratio = tailOfSum(law(rows), s) / exact;
    expect(ratio, `at ${share}, exact ${exact}`).toBeGreaterThan(0.8);
    expect(ratio, `at ${share}, exact ${exact}`).toBeLessThan(1.25);
    seen += 1;
  }
  expect(seen).toBe(7);
});

test("NU3 a lattice of noughts and ones is right to a few per cent, its very end included", () => {
  const rows = Array.from({ length: 12 }, (_, i) => (i % 2 ? [0, 0, 0, 0, 1] : [0, 0, 1]));
  for (const s of [6, 8, 10, 12]) {
    const exact = enumerate(rows, s);
    const ratio = tailOfSum(law(rows), s, { step: 1, spread: 1 }) / exact;
    expect(ratio, `at ${s}, exact ${exact}`).toBeGreaterThan(0.85);
    expect(ratio, `at ${s}, exact ${exact}`).toBeLessThan(1.3);
  }
});

test("NU3 a sum that cannot vary claims nothing, and one past its end is impossible", () => {
  expect(
    tailOfSum(
      law([
        [0.5, 0.5],
        [0.2, 0.2, 0.2],
      ]),
      0.7,
    ),
  ).toBe(1);
  expect(
    tailOfSum(
      law([
        [0, 1],
        [0, 1],
      ]),
      3,
    ),
  ).toBe(0);
});

test("NU4 against the rest: under one common tilt the tail is as often small as it says", () => {
  const random = seeded(11);
  const draw = (row: readonly number[], tilt: number): number => {
    const weights = row.map((x) => Math.exp(tilt * x));
    let left = random() * weights.reduce((a, b) => a + b, 0);
    for (let i = 0; i < row.length; i += 1) {
      left -= weights[i] ?? 0;
      if (left <= 0) return row[i] ?? 0;
    }
    return row.at(-1) ?? 0;
  };
  const make = (n: number) =>
    Array.from({ length: n }, () =>
      Array.from({ length: 5 }, () => (random() < 0.5 ? 0 : random())),
    );
  const group = make(14);
  const rest = make(40);
  const groups = { group: law(group), rest: law(rest) };
  const trials = 8_000;
  // Bounds are three standard errors of as many trials.
  const hits = [0, 0, 0];
  for (let trial = 0; trial < trials; trial += 1) {
    const g = group.reduce((s, row) => s + draw(row, 0.6), 0);
    const r = rest.reduce((s, row) => s + draw(row, 0.6), 0);
    const p = tailAgainst(groups, { group: g, rest: r });
    [0.1, 0.01, 0.001].forEach((level, i) => {
      if (p <= level) hits[i] = (hits[i] ?? 0) + 1;
    });
  }
  const [tenth = 0, hundredth = 0, thousandth = 0] = hits;
  expect(tenth / trials).toBeGreaterThan(0.09);
  expect(tenth / trials).toBeLessThan(0.11);
  expect(hundredth / trials).toBeGreaterThan(0.0066);
  expect(hundredth / trials).toBeLessThan(0.0134);
  expect(thousandth / trials).toBeLessThan(0.0025);
});

test("NU4 a rest that cannot vary, or a small one, lowers the claim and never raises it", () => {
  const rows = Array.from({ length: 10 }, () => [0, 0.1, 0.2, 0.4, 0.6]);
  const big = Array.from({ length: 4000 }, () => [0, 0.1, 0.2, 0.4, 0.6]);
  const small = big.slice(0, 20);
  const at = (rest: readonly (readonly number[])[]) =>
    tailAgainst({ group: law(rows), rest: law(rest) }, { group: 5, rest: 0.26 * rest.length });
  expect(at([[0.3, 0.3]])).toBe(1);
  expect(at(small)).toBeGreaterThan(at(big));
  expect(at(big) / tailOfSum(law(rows), 5)).toBeGreaterThan(0.8);
  expect(at(big) / tailOfSum(law(rows), 5)).toBeLessThan(1.3);
});

test("NU3 blocks that are not alike likely to be the last count by their chance", () => {
  const values = Float64Array.from([0, 1, 4]);
  const chances = [0.5, 0.3, 0.2];
  const one = {
    values,
    lean: Float64Array.from(chances, Math.log),
    starts: Uint32Array.from([0, 3]),
  };
  const tilt = 0.7;
  const masses = chances.map((chance, w) => chance * Math.exp(tilt * (values[w] ?? 0)));
  const mass = masses.reduce((a, b) => a + b, 0);
  const moment = (power: number): number =>
    masses.reduce((sum, m, w) => sum + (m / mass) * (values[w] ?? 0) ** power, 0);
  const found = cumulants(one, tilt);
  expect(found.k).toBeCloseTo(Math.log(mass), 12);
  expect(found.mean).toBeCloseTo(moment(1), 12);
  expect(found.variance).toBeCloseTo(moment(2) - moment(1) ** 2, 12);
  expect(
    cumulants({ ...one, lean: Float64Array.from([0, 0, 0], () => -Math.log(3)) }, tilt),
  ).toEqual(cumulants({ values, starts: one.starts }, tilt));
});
