import { gaussian, poisson, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { beforeAfter, type Cluster, clusterLift } from "../index.ts";

type World = { readonly communities: number; readonly days: number; readonly lift: number };

/** Communities of unequal size and custom, days with their own weather; each community × day drawn by a coin. */
function posts({ communities, days, lift }: World, random: () => number): Cluster[] {
  const weather = Array.from({ length: days }, () => Math.exp(0.3 * gaussian(random)));
  return Array.from({ length: communities }, (_, c) => {
    const people = 40 + Math.floor(random() * 300);
    const custom = 0.03 * Math.exp(0.8 * gaussian(random));
    return weather.map((today, d): Cluster => {
      const arm = random() < 0.5 ? "treated" : "held-out";
      const rate = custom * today + (arm === "treated" ? lift : 0);
      return {
        community: `c${c}`,
        day: `d${d}`,
        arm,
        people,
        outcome: poisson(people * rate, random),
      };
    });
  }).flat();
}

test("TR20 the interval by community × day covers; that of persons would not", () => {
  for (const world of [
    { communities: 12, days: 6, lift: 0.01 },
    { communities: 80, days: 1, lift: 0.01 },
  ]) {
    const random = seeded(21);
    const runs = 200;
    let [inside, persons, width] = [0, 0, 0];
    for (let run = 0; run < runs; run += 1) {
      const clusters = posts(world, random);
      const found = clusterLift(clusters, 0.8, { random, draws: 199 });
      if (!found.known) throw new Error("too few clusters");
      if (found.low <= world.lift && world.lift <= found.high) inside += 1;
      width += found.high - found.low;
      const arm = (name: Cluster["arm"]) => {
        const own = clusters.filter((c) => c.arm === name);
        const people = own.reduce((s, c) => s + c.people, 0);
        const rate = own.reduce((s, c) => s + c.outcome, 0) / people;
        return { rate, noise: (rate * (1 - rate)) / people };
      };
      const [one, other] = [arm("treated"), arm("held-out")];
      const reach = 1.2816 * Math.sqrt(one.noise + other.noise);
      if (Math.abs(one.rate - other.rate - world.lift) <= reach) persons += 1;
    }
    expect(Math.abs(inside / runs - 0.8)).toBeLessThan(0.07);
    expect(persons / runs).toBeLessThan(0.65);
    expect(width / runs).toBeLessThan(0.1);
  }
});

test("TR20 under no effect p is small as seldom as it says", () => {
  const random = seeded(22);
  let small = 0;
  const runs = 300;
  for (let run = 0; run < runs; run += 1) {
    const found = clusterLift(posts({ communities: 10, days: 6, lift: 0 }, random), 0.8, {
      random,
      draws: 199,
    });
    if (found.known && found.p <= 0.1) small += 1;
  }
  expect(Math.abs(small / runs - 0.1)).toBeLessThan(0.05);
});

const cluster = (
  community: string,
  day: number,
  arm: Cluster["arm"],
  outcome: number,
): Cluster => ({
  community,
  day: `${day}`,
  arm,
  people: 100,
  outcome,
});

test("TR20 with as few clusters as allowed it agrees with every way of dealing within communities", () => {
  // 20 communities of two days, one treated day each: 2^20 deals; the law of the sum is built pair by pair.
  const random = seeded(4);
  const clusters = Array.from({ length: 20 }, (_, c) => [
    cluster(`c${c}`, 1, "treated", 4 + Math.floor(random() * 5)),
    cluster(`c${c}`, 2, "held-out", 3 + Math.floor(random() * 5)),
  ]).flat();
  let law = new Map([[0, 1]]);
  let seen = 0;
  for (let c = 0; c < 20; c += 1) {
    const d = (clusters[2 * c]?.outcome ?? 0) - (clusters[2 * c + 1]?.outcome ?? 0);
    seen += d;
    const next = new Map<number, number>();
    for (const [sum, p] of law)
      for (const side of [d, -d]) next.set(sum + side, (next.get(sum + side) ?? 0) + p / 2);
    law = next;
  }
  let [above, below] = [0, 0];
  for (const [sum, p] of law) {
    if (sum >= seen) above += p;
    if (sum <= seen) below += p;
  }
  const exact = Math.min(1, 2 * Math.min(above, below));
  const found = clusterLift(clusters, 0.8, { random, draws: 4_000 });
  if (!found.known) throw new Error("too few clusters");
  expect(found.middle).toBeCloseTo(seen / 20 / 100, 12);
  expect(Math.abs(found.p - exact)).toBeLessThan(5 * Math.sqrt(exact / 2_000));
});

test("TR21 nineteen clusters in an arm are too few, and one group is only a reference", () => {
  const random = seeded(1);
  const arms = (n: number): Cluster[] =>
    Array.from({ length: n + 25 }, (_, i) =>
      cluster(`c${i}`, 1, i < n ? "treated" : "held-out", i % 7),
    );
  const chance = { random, draws: 99 };
  expect(clusterLift(arms(20), 0.8, chance).known).toBe(true);
  expect(clusterLift(arms(19), 0.8, chance)).toEqual({
    known: false,
    why: "few-clusters",
    treated: 19,
    heldOut: 25,
    reference: null,
  });
  const days = [5, 7, 6, 9, 12, 11].map((sold, d) =>
    cluster("one", d, d < 4 ? "held-out" : "treated", sold),
  );
  const single = clusterLift(days, 0.8, chance);
  if (single.known) throw new Error("one group proves nothing");
  expect(single.reference).toEqual(beforeAfter(days.slice(0, 4), days.slice(4), 0.8));
  expect(single.reference).toMatchObject({ reference: true });
  expect(single.reference?.middle).toBeCloseTo(0.115 - 0.0675, 12);
  expect(beforeAfter(days.slice(0, 1), days.slice(1), 0.8)).toBeNull();
  expect(clusterLift([], 0.8, chance)).toMatchObject({ treated: 0, heldOut: 0, reference: null });
});
