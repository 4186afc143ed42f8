import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { among, told } from "./due.ts";
import { keennessOf } from "./keen.ts";

type Look = { who: number; what: number; n: number };
const NAMES = { profiles: ["a", "b", "c", "d"], categories: ["米面", "纸品"] };

const keenBy = (looks: readonly Look[]) =>
  keennessOf(
    {
      ...{ customers: 4, categories: 2 },
      touches: {
        size: looks.length,
        customer: Uint32Array.from(looks, ({ who }) => who),
        day: Uint8Array.from(looks, (_, i) => i % 35),
        category: Uint16Array.from(looks, ({ what }) => what),
        touches: Float64Array.from(looks, ({ n }) => n),
      },
    },
    NAMES,
  );

test("BR33 how keen somebody is: their share of a category over the mean of everybody's, drawn to 1 where they looked little", () => {
  // Shares of 纸品: 1, 0, .5; the mean is .5.
  const keen = keenBy([
    { who: 0, what: 1, n: 10 },
    { who: 1, what: 0, n: 200 },
    { who: 2, what: 0, n: 1 },
    { who: 2, what: 1, n: 1 },
  ]);
  expect(keen("a", "纸品")).toBeCloseTo((10 / 0.5 + 5) / (10 + 5), 12);
  expect(keen("b", "纸品")).toBeCloseTo(5 / 205, 12);
  expect(keen("c", "纸品")).toBeCloseTo(1, 12);
  // Who looked at nothing, who is not known, and goods nobody ever looked at: nothing speaks against them.
  expect(keen("d", "纸品")).toBe(1);
  expect(keen("nobody", "纸品")).toBe(1);
  expect(keen("a", "茶")).toBe(1);
  expect(keenBy([])("a", "纸品")).toBe(1);
});

test("BR33 by the definition, in any order of the looks", () => {
  const random = seeded(3);
  const looks = Array.from({ length: 60 }, () => ({
    who: Math.floor(random() * 4),
    what: Math.floor(random() * 2),
    n: 1 + Math.floor(random() * 5),
  }));
  const total = (of: (look: Look) => boolean): number =>
    looks.filter(of).reduce((sum, { n }) => sum + n, 0);
  const shares = [0, 1, 2, 3].map(
    (p) => total(({ who, what }) => who === p && what === 0) / total(({ who }) => who === p),
  );
  const usual = shares.reduce((a, b) => a + b, 0) / 4;
  for (const keen of [keenBy(looks), keenBy(looks.toReversed())])
    NAMES.profiles.forEach((name, p) => {
      const own = total(({ who, what }) => who === p && what === 0) / usual;
      expect(keen(name, "米面")).toBeCloseTo((own + 5) / (total(({ who }) => who === p) + 5), 10);
    });
});

test("BR33 a card keeps its keen customers, and is none where fewer than eight of them are left", () => {
  const due = Array.from({ length: 12 }, (_, i) => ({
    ...{ profile: `p${i}`, chance: 0.3, since: 20, own: null },
  }));
  const candidate = { product: "P1", due, raw: 3.6 };
  const half = among(candidate, ({ profile }) => Number(profile.slice(1)) < 8);
  expect(half.due.map(({ profile }) => profile)).toEqual(due.slice(0, 8).map((d) => d.profile));
  expect(half.raw).toBeCloseTo(2.4, 12);
  expect(told(half)).toBe(true);
  expect(told(among(candidate, ({ profile }) => Number(profile.slice(1)) < 7))).toBe(false);
});
