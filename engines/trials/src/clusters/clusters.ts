import { momentsOf } from "@zhongshu/numerics";
import type { Interval } from "../compare/arms.ts";
import { outside } from "../compare/arms.ts";
import { compareMeans } from "../compare/means.ts";
import type { Chance } from "../compare/permute.ts";

/** A community on a day: what a group post is randomised by. */
export type Cluster = {
  readonly community: string;
  readonly day: string;
  readonly arm: "treated" | "held-out";
  readonly people: number;
  /** Sum over its people: buyers, or money. */
  readonly outcome: number;
};

/** Fewer clusters than this in an arm, and nothing is said. */
export const ENOUGH_CLUSTERS = 20;

/** 参考: the same group before and after, or with and without; whatever else changed is in it too. */
export type Reference = { readonly reference: true } & Interval;

export type ClusterLift =
  | (Interval & { readonly known: true; readonly p: number; readonly level: number })
  | {
      readonly known: false;
      readonly why: "few-clusters";
      readonly treated: number;
      readonly heldOut: number;
      /** Given when all clusters are days of one group. */
      readonly reference: Reference | null;
    };

/** Sums of one stratum in the order of its clusters. */
type Stratum = {
  readonly people: Float64Array;
  readonly outcome: Float64Array;
  /** 1 where truly treated. */
  readonly treated: Uint8Array;
};

/**
 * Communities with several days are compared with themselves; those with one day only, with each other. Decided by how
 * many days there are, never by their arms, so that re-dealing the arms within a stratum is what chance could have done.
 */
function strataOf(clusters: readonly Cluster[]): Stratum[] {
  const groups = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const group = groups.get(cluster.community) ?? [];
    group.push(cluster);
    groups.set(cluster.community, group);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  const single = [...groups.values()].filter((group) => group.length === 1).flat();
  return [...several, single].map((group) => ({
    people: Float64Array.from(group, (c) => c.people),
    outcome: Float64Array.from(group, (c) => c.outcome),
    treated: Uint8Array.from(group, (c) => (c.arm === "treated" ? 1 : 0)),
  }));
}

/** What one dealing of the arms measures of the outcome (`y`) and of having truly been treated (`z`), per person. */
type Measured = { readonly y: number; readonly z: number };

/** The coefficient of the dealt arm by least squares, weighted by people, with a level of its own for each stratum. */
function measure(strata: readonly Stratum[], arms: readonly Uint8Array[]): Measured {
  let [y, z, weight] = [0, 0, 0];
  strata.forEach(({ people, outcome, treated }, s) => {
    const arm = arms[s];
    let [n, n1, y1, ys, z1, zs] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < people.length; i += 1) {
      const [m, o] = [people[i] ?? 0, outcome[i] ?? 0];
      const t = m * (treated[i] ?? 0);
      n += m;
      ys += o;
      zs += t;
      if (arm?.[i] !== 1) continue;
      n1 += m;
      y1 += o;
      z1 += t;
    }
    if (n === 0) return;
    y += y1 - (ys * n1) / n;
    z += z1 - (zs * n1) / n;
    weight += n1 * (1 - n1 / n);
  });
  return weight === 0 ? { y: 0, z: 0 } : { y: y / weight, z: z / weight };
}

function shuffle(arm: Uint8Array, random: () => number): void {
  for (let i = arm.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const swap = arm[i] ?? 0;
    arm[i] = arm[j] ?? 0;
    arm[j] = swap;
  }
}

/**
 * What a group post adds per person, by community × day. The arms are re-dealt within strata and the weighted difference is
 * measured again; a dealing that measures y of the outcome and z of the true arms refutes "the post adds δ to every
 * person" on one side when y − δz is at least Y − δ, so it does so up to δ = (Y − y)/(1 − z), and the interval's ends are
 * the quantiles of these (Garthwaite 1996, Biometrics 52, 1387–1393, in closed form because the statistic is linear).
 * Exact for an effect that is the same for everybody, up to the chance of `draws`.
 */
export function clusterLift(
  clusters: readonly Cluster[],
  level: number,
  { random, draws }: Chance,
): ClusterLift {
  const days = clusters.filter(({ people }) => people > 0);
  const treated = days.filter(({ arm }) => arm === "treated");
  const heldOut = days.filter(({ arm }) => arm === "held-out");
  const strata = strataOf(days);
  const arms = strata.map((stratum) => stratum.treated.slice());
  const seen = measure(strata, arms);
  if (Math.min(treated.length, heldOut.length) < ENOUGH_CLUSTERS || seen.z === 0)
    return {
      known: false,
      why: "few-clusters",
      treated: treated.length,
      heldOut: heldOut.length,
      reference:
        new Set(days.map((day) => day.community)).size === 1
          ? beforeAfter(heldOut, treated, level)
          : null,
    };
  const edges: number[] = [];
  let [above, below] = [1, 1];
  for (let draw = 0; draw < draws; draw += 1) {
    for (const arm of arms) shuffle(arm, random);
    const { y, z } = measure(strata, arms);
    if (y >= seen.y - 1e-12 * Math.abs(seen.y)) above += 1;
    if (y <= seen.y + 1e-12 * Math.abs(seen.y)) below += 1;
    if (z < 1 - 1e-12) edges.push((seen.y - y) / (1 - z));
  }
  const sorted = Float64Array.from(edges).sort();
  const cut = Math.max(0, Math.floor(outside(level) * (edges.length + 1)) - 1);
  return {
    known: true,
    low: sorted[cut] ?? seen.y,
    middle: seen.y,
    high: sorted[sorted.length - 1 - cut] ?? seen.y,
    p: Math.min(1, (2 * Math.min(above, below)) / (draws + 1)),
    level,
  };
}

/**
 * 参考 only: outcome per person and day after against before (or with against without) in one group, by Welch's t over
 * days. Null below two days on a side. It is no experiment: season, prices and other messages changed as well.
 */
export function beforeAfter(
  before: readonly Pick<Cluster, "people" | "outcome">[],
  after: readonly Pick<Cluster, "people" | "outcome">[],
  level: number,
): Reference | null {
  const rates = (days: typeof before) =>
    momentsOf(days.filter((d) => d.people > 0).map((d) => d.outcome / d.people));
  const [one, other] = [rates(after), rates(before)];
  if (one.n < 2 || other.n < 2) return null;
  const { low, middle, high } = compareMeans(one, other, level);
  return { reference: true, low, middle, high };
}
