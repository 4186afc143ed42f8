import { gaussian, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { came, dueAgain, expected } from "./due.ts";
import { dueFor, learn } from "./model.ts";
import { type Bought, gather, until } from "./spells.ts";

/** Customers who come back after about 28 days with chance `back`, over 300 days. */
function shop(products: number, seed: number, back: number): Bought {
  const random = seeded(seed);
  return new Map(
    Array.from({ length: products }, (_, p) => [
      `P${p}`,
      Array.from({ length: 80 }, (_c, c) => {
        const tempo = 3.3 + 0.3 * gaussian(random);
        const days = [Math.floor(random() * 200)];
        while (random() < back) {
          const next =
            (days.at(-1) ?? 0) + Math.max(1, Math.round(Math.exp(tempo + 0.35 * gaussian(random))));
          if (next > 300) break;
          days.push(next);
        }
        return { profile: `${p}-${c}`, days };
      }),
    ]),
  );
}

test("BR7 who bought once long ago is promised less than who keeps coming back", () => {
  const model = learn(shop(10, 1, 0.7), 300);
  if (model === null) throw new Error("Enough intervals, yet no model");
  const chance = (days: readonly number[]) =>
    dueFor(model, "P1", { profile: "x", days }, 300).chance;
  expect(chance([180])).toBeLessThan(0.05);
  // By the law that made the shop: .7·(Φ(.46) − Φ(−.05)) / (1 − .7·Φ(−.05)) = .21; own tempo known: .24.
  expect(chance([190, 218, 246, 274])).toBeGreaterThan(0.18);
  expect(chance([190, 218, 246, 274])).toBeLessThan(0.27);
  expect(chance([190, 218, 246, 299])).toBeLessThan(0.05);
});

test("BR8 predictions hold on days that the model has not seen: the sum, and eight intervals in ten", () => {
  const bought = shop(25, 2, 0.75);
  const sum = { foretold: 0, came: 0, inside: 0, cases: 0 };
  for (const day of [230, 240, 250, 260]) {
    for (const candidate of dueAgain(bought, day)?.candidates ?? []) {
      if (candidate.expected === null) continue;
      const { buyers, low, high } = candidate.expected;
      const seen = came(bought, candidate, day);
      sum.foretold += buyers;
      sum.came += seen;
      sum.inside += seen >= low && seen <= high ? 1 : 0;
      sum.cases += 1;
    }
  }
  expect(sum.cases).toBeGreaterThan(40);
  expect(sum.foretold / sum.came).toBeGreaterThan(0.85);
  expect(sum.foretold / sum.came).toBeLessThan(1.15);
  expect(sum.inside / sum.cases).toBeGreaterThan(0.72);
});

test("BR9 purchases after the day change nothing", () => {
  const bought = shop(12, 3, 0.7);
  expect(dueAgain(bought, 240)).toEqual(dueAgain(until(bought, 240), 240));
});

test("BR8 the record is what the same forecast said a week ago and before, against what came since", () => {
  const bought = shop(15, 4, 0.7);
  const last = 280;
  let [cases, predicted, observed] = [0, 0, 0];
  for (let week = 1; week <= 8; week += 1) {
    const then = last - 7 * week;
    for (const candidate of dueAgain(bought, then)?.candidates ?? []) {
      cases += 1;
      predicted += candidate.raw;
      observed += came(until(bought, last), candidate, then);
    }
  }
  const record = dueAgain(bought, last)?.record;
  expect(cases).toBeGreaterThan(20);
  expect(record).toMatchObject({ cases, observed });
  expect(record?.predicted).toBeCloseTo(predicted, 9);
});

test("BR8 without enough past cases no interval is given", () => {
  const record = { mornings: 1, cases: 3, predicted: 6, observed: 6, correction: 1, excess: 0 };
  const due = (n: number) =>
    Array.from({ length: n }, () => ({ profile: "x", chance: 0.2, since: 1, own: null }));
  const known = { ...record, cases: 40, observed: 80 };
  expect(expected({ raw: 4, due: due(20) }, record)).toBeNull();
  expect(expected({ raw: 4, due: due(20) }, known)).toEqual({
    ...{ buyers: 4, low: 2, high: 7, excess: 0 },
  });
  // Never more than are due.
  expect(expected({ raw: 4, due: due(6) }, known)).toMatchObject({ low: 2, high: 6 });
  expect(dueAgain(new Map(), 100)).toBeNull();
});

test("BR7 several purchases on one day are one", async () => {
  async function* rows() {
    yield [
      { profile: "a", product: "P", day: "2011-09-02" },
      { profile: "a", product: "P", day: "2011-09-01" },
      { profile: "a", product: "P", day: "2011-09-02" },
    ];
  }
  const [buyer] = (await gather(rows())).get("P") ?? [];
  expect(buyer?.days.length).toBe(2);
  expect((buyer?.days[1] ?? 0) - (buyer?.days[0] ?? 0)).toBe(1);
});
