import { expect, test } from "vitest";
import { fitGammaGamma, valueExpected } from "./gamma-gamma.ts";
import { seeded } from "./random.ts";

const TRUE = { p: 6, q: 4, gamma: 15 };

/** Gamma of a whole shape: a sum of exponentials. */
const gammaOf = (shape: number, random: () => number): number =>
  Array.from({ length: shape }, () => -Math.log(1 - random())).reduce((a, b) => a + b, 0);

test("NU14 the law is found again from purchases that it made, and what it says of the next ones comes", () => {
  const random = seeded(4);
  const customers = Array.from({ length: 6_000 }, () => {
    const rate = gammaOf(TRUE.q, random) / TRUE.gamma;
    const purchases = 1 + Math.floor(5 * random());
    const worth = () => gammaOf(TRUE.p, random) / rate;
    const mean = Array.from({ length: purchases }, worth).reduce((a, b) => a + b, 0) / purchases;
    return { purchases, mean, truth: TRUE.p / rate };
  });
  const fit = fitGammaGamma(customers);
  if (fit === null) throw new Error("They did buy");
  // Along a ridge p and γ may trade; everybody's mean, p·γ/(q − 1), is sharp.
  const usual = ({ p, q, gamma }: typeof TRUE): number => (p * gamma) / (q - 1);
  expect(Math.abs(usual(fit) / usual(TRUE) - 1)).toBeLessThan(0.03);
  expect(Math.abs(fit.p - TRUE.p)).toBeLessThan(1);
  expect(Math.abs(fit.q - TRUE.q)).toBeLessThan(0.4);
  expect(Math.abs(fit.gamma - TRUE.gamma)).toBeLessThan(3);
  for (const n of [1, 3, 5]) {
    const group = customers.filter(({ purchases }) => purchases === n);
    const mean = (of: (one: (typeof group)[number]) => number) =>
      group.reduce((sum, one) => sum + of(one), 0) / group.length;
    const off = mean((one) => valueExpected(one, TRUE) ?? 0) / mean(({ truth }) => truth);
    expect(Math.abs(off - 1)).toBeLessThan(0.05);
  }
});

test("NU14 little bought is drawn towards everybody's mean, and nothing bought is it", () => {
  const usual = (TRUE.p * TRUE.gamma) / (TRUE.q - 1);
  expect(valueExpected({ purchases: 0, mean: 0 }, TRUE)).toBeCloseTo(usual, 12);
  const once = valueExpected({ purchases: 1, mean: 100 }, TRUE) ?? 0;
  const often = valueExpected({ purchases: 50, mean: 100 }, TRUE) ?? 0;
  expect(once).toBeGreaterThan(usual);
  expect(often).toBeGreaterThan(once);
  expect(often).toBeLessThan(100);
  expect(valueExpected({ purchases: 0, mean: 0 }, { ...TRUE, q: 0.9 })).toBeNull();
  expect(fitGammaGamma([{ purchases: 0, mean: 0 }])).toBeNull();
});
