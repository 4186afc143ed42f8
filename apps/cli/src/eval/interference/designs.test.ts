import { readFileSync } from "node:fs";
import { marketOf } from "@zhongshu/market";
import { expect, test } from "vitest";
import { compared } from "./designs.ts";

const file = marketOf(
  JSON.parse(
    readFileSync(new URL("../../../../market/markets/neighbours.json", import.meta.url), "utf8"),
  ),
);
const small = { ...file, goods: { ...file.goods, categories: 3, perCategory: 4 } };
const biases = (spillover: number) => {
  const worlds = Array.from({ length: 60 }, (_, n) => compared({ ...small, spillover }, n + 1));
  const mean = (of: (w: (typeof worlds)[number]) => number) =>
    worlds.reduce((sum, w) => sum + of(w), 0) / worlds.length;
  return {
    truth: mean((w) => w.truth),
    person: mean((w) => w.person - w.truth),
    community: mean((w) => w.community - w.truth),
  };
};

test("without spillover neither design is astray", () => {
  const { truth, person, community } = biases(0);
  expect(truth).toBeGreaterThan(0.02);
  expect(Math.abs(person)).toBeLessThan(0.006);
  expect(Math.abs(community)).toBeLessThan(0.012);
});

test("where neighbours talk, holding out persons of the same group hides part of the effect; groups do not", () => {
  const { truth, person, community } = biases(0.2);
  expect(person).toBeLessThan(-0.2 * truth);
  expect(Math.abs(community)).toBeLessThan(Math.abs(person) / 3);
});
