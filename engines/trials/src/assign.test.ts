import fc from "fast-check";
import { expect, test } from "vitest";
import { assign, type Experiment, standing } from "./index.ts";

const half = (salt: string): Experiment<"a" | "b"> => ({
  salt,
  arms: [
    { name: "a", share: 0.5 },
    { name: "b", share: 0.5 },
  ],
});
const armOf = (experiment: Experiment, id: string): string => {
  const drawn = assign(experiment, id);
  if (!drawn.assigned) throw new Error("not assigned");
  return drawn.arm;
};
const people = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `person-${i}`);

/** FNV-1a, 32 bits; GrowthBook's hash of version 2 is this twice over, modulo 10,000. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** How far a count lies from its expectation, in standard deviations of a binomial. */
const away = (count: number, n: number, p: number): number =>
  Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p));

test("TR1 an id keeps its arm, whatever was asked before", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (salt, id) => {
      const before = armOf(half(salt), id);
      for (const other of people(5)) assign(half(salt), other);
      expect(armOf(half(salt), id)).toBe(before);
    }),
    { numRuns: 50 },
  );
});

test("TR1 the arm is the one the published hash gives, so an upgrade cannot move people unnoticed", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{1,12}$/), fc.uuid(), (salt, id) => {
      const bucket = (fnv1a(String(fnv1a(salt + id))) % 10_000) / 10_000;
      expect(armOf(half(salt), id)).toBe(bucket < 0.5 ? "a" : "b");
    }),
  );
});

test.each(["toString", "valueOf", "__proto__", "constructor"])(
  "TR1 a salt may be any word, %s too",
  (salt) => {
    expect(["a", "b"]).toContain(armOf(half(salt), "x"));
  },
);

test("TR2 an empty id is in no experiment and in no hold-out", () => {
  expect(assign(half("s"), "")).toEqual({ assigned: false, why: "empty-id" });
  expect(standing({ salt: "s", share: 0.05 }, "")).toEqual({ assigned: false, why: "empty-id" });
});

test("TR3 the arms have the shares they were given", () => {
  const n = 20_000;
  const experiment: Experiment<"x" | "y" | "z"> = {
    salt: "thirds",
    arms: [
      { name: "x", share: 0.2 },
      { name: "y", share: 0.3 },
      { name: "z", share: 0.5 },
    ],
  };
  const drawn = people(n).map((id) => armOf(experiment, id));
  for (const { name, share } of experiment.arms)
    expect(away(drawn.filter((arm) => arm === name).length, n, share)).toBeLessThan(4);
});

test("TR3 shares that do not add up to 1, or no salt, are refused", () => {
  const broken = (a: number, b: number): Experiment => ({
    salt: "s",
    arms: [
      { name: "a", share: a },
      { name: "b", share: b },
    ],
  });
  expect(() => assign(broken(0.5, 0.4), "x")).toThrow("add up to 1");
  expect(() => assign(broken(-0.1, 1.1), "x")).toThrow("add up to 1");
  expect(() => assign(broken(Number.NaN, 1), "x")).toThrow("add up to 1");
  expect(() => assign({ ...half("") }, "x")).toThrow("salt");
});

test("TR4 two salts are independent: knowing one arm says nothing about the other", () => {
  const n = 20_000;
  const both = people(n).filter(
    (id) => armOf(half("one"), id) === "a" && armOf(half("two"), id) === "a",
  ).length;
  expect(away(both, n, 0.25)).toBeLessThan(4);
});

test("TR5 the standing hold-out holds its share, also within either arm of a play", () => {
  const n = 20_000;
  const held = people(n).filter((id) => {
    const drawn = standing({ salt: "org-1", share: 0.05 }, id);
    return drawn.assigned && drawn.arm === "held-out";
  });
  expect(away(held.length, n, 0.05)).toBeLessThan(4);
  const inA = held.filter((id) => armOf(half("play"), id) === "a").length;
  expect(away(inA, held.length, 0.5)).toBeLessThan(4);
});

test("TR6 a larger share adds people to the hold-out and lets nobody go", () => {
  const heldAt = (share: number): ReadonlySet<string> =>
    new Set(
      people(5_000).filter((id) => {
        const drawn = standing({ salt: "org-1", share }, id);
        return drawn.assigned && drawn.arm === "held-out";
      }),
    );
  const small = heldAt(0.05);
  const large = heldAt(0.1);
  expect(large.size).toBeGreaterThan(small.size);
  expect([...small].every((id) => large.has(id))).toBe(true);
});
