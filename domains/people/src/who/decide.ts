import type { ProfileId } from "@zhongshu/kernel";
import { type Person, personOf } from "./person.ts";
import {
  confirms,
  contradict,
  type Doubt,
  doubtOf,
  isMaskDoubt,
  RULES,
  type Rule,
  speaks,
} from "./rules.ts";
import { KEYS, type Sign, type SignKind } from "./sign.ts";

export type Pair = { readonly a: ProfileId; readonly b: ProfileId };
export type Facts = {
  readonly bases: readonly ProfileId[];
  readonly signs: readonly Sign[];
  /** What somebody said of two ids. */
  readonly said: readonly (Pair & { readonly same: boolean })[];
  /** What has been one for so long that nothing parts it. */
  readonly settled: readonly Pair[];
};
export type Merge = Pair & { readonly rule: Rule };
export type Doubtful = Pair & { readonly why: Doubt };
export type Decided = {
  /** Every id once; those of one person together. */
  readonly groups: readonly (readonly ProfileId[])[];
  /** The reasons, pair by pair; each group is held together by them. */
  readonly merges: readonly Merge[];
  readonly doubts: readonly Doubtful[];
};

/** More ids than one person has: such a value (a shop's own number, "test") tells nothing of anybody. */
export const CROWD = 20;

const byId = (a: ProfileId, b: ProfileId): number => (a < b ? -1 : 1);
const ordered = (a: ProfileId, b: ProfileId): Pair => (a < b ? { a, b } : { a: b, b: a });
const nameOf = ({ a, b }: Pair): string => `${a} ${b}`;

function uncrowded(signs: readonly Sign[]): readonly Sign[] {
  const holders = new Map<string, Set<ProfileId>>();
  const isKey = ({ kind }: Sign): boolean => KEYS.some((key) => key === kind);
  const of = ({ kind, value }: Sign): string => `${kind} ${value}`;
  for (const sign of signs.filter(isKey))
    holders.set(of(sign), (holders.get(of(sign)) ?? new Set()).add(sign.base));
  return signs.filter((sign) => !isKey(sign) || (holders.get(of(sign))?.size ?? 0) <= CROWD);
}

/** The kind in which both ends of a rule's pairs meet. */
const meetingOf = (rule: Rule): SignKind | null => {
  if (rule === "settled" || rule === "said") return null;
  if (rule.startsWith("phone")) return "phone";
  if (rule.startsWith("mask")) return "mask";
  return KEYS.find((key) => key === rule) ?? null;
};

/** Pairs of ids that tell the same of one kind; each pair once. */
function meeting(signs: readonly Sign[], kind: SignKind): readonly Pair[] {
  const by = Map.groupBy(
    signs.filter((sign) => sign.kind === kind),
    ({ value }) => value,
  );
  const pairs = new Map<string, Pair>();
  for (const holders of by.values())
    for (const [i, one] of holders.entries())
      for (const other of holders.slice(i + 1)) {
        const pair = ordered(one.base, other.base);
        pairs.set(nameOf(pair), pair);
      }
  return [...pairs.values()].toSorted((x, y) => (nameOf(x) < nameOf(y) ? -1 : 1));
}

/** Who stands where by now: each id leads to the person it is part of. */
type Standing = ReadonlyMap<ProfileId, Person>;

type Ground = Facts & { readonly alone: Standing };

/** What a rule would make one, as pairs of ids of different persons. */
function wishes(rule: Rule, ground: Ground, standing: Standing): readonly Pair[] {
  const between = ({ a, b }: Pair): boolean => standing.get(a) !== standing.get(b);
  if (rule === "settled") return ground.settled.filter(between);
  if (rule === "said") return ground.said.filter((pair) => pair.same && between(pair));
  const kind = meetingOf(rule);
  const ends = rule.startsWith("mask") ? ground.alone : standing;
  return (kind === null ? [] : meeting(ground.signs, kind)).filter((pair) => {
    const [one, other] = [ends.get(pair.a), ends.get(pair.b)];
    return between(pair) && one !== undefined && other !== undefined && speaks(rule, one, other);
  });
}

/** Persons that the pairs tie together. */
function tied(pairs: readonly Pair[], standing: Standing): readonly (readonly Person[])[] {
  const sets = new Map<Person, Set<Person>>();
  for (const { a, b } of pairs) {
    const [one, other] = [standing.get(a), standing.get(b)];
    if (one === undefined || other === undefined) continue;
    const all = new Set([...(sets.get(one) ?? [one]), ...(sets.get(other) ?? [other])]);
    for (const person of all) sets.set(person, all);
  }
  return [...new Set(sets.values())].map((set) => [...set]);
}

const refused = (one: Person, other: Person, { said }: Ground): boolean =>
  said.some(({ a, b, same }) => {
    if (same) return false;
    return (
      (one.bases.includes(a) && other.bases.includes(b)) ||
      (one.bases.includes(b) && other.bases.includes(a))
    );
  });

const everyPair = (them: readonly Person[], holds: (a: Person, b: Person) => boolean): boolean =>
  them.every((one, i) => them.slice(i + 1).every((other) => holds(one, other)));

/** All whom a rule ties together become one, or, when any two of them contradict, none of them. */
function apply(rule: Rule, ground: Ground, standing: Standing) {
  const pairs = wishes(rule, ground, standing);
  const next = new Map(standing);
  for (const them of tied(pairs, standing)) {
    const free = (a: Person, b: Person): boolean =>
      rule === "settled" || (!contradict(rule, a, b) && !refused(a, b, ground));
    if (!everyPair(them, free)) continue;
    const bases = them.flatMap((person) => person.bases).toSorted(byId);
    const own = new Set(bases);
    const one = personOf(
      bases,
      ground.signs.filter(({ base }) => own.has(base)),
    );
    for (const base of bases) next.set(base, one);
  }
  const merges = pairs.filter(({ a, b }) => next.get(a) === next.get(b));
  return { standing: next, merges: merges.map((pair) => ({ ...pair, rule })) };
}

function whyOf({ a, b }: Pair, { alone }: Ground, standing: Standing): Doubt | null {
  const [one, other] = [standing.get(a), standing.get(b)];
  const [left, right] = [alone.get(a), alone.get(b)];
  if (!one || !other || !left || !right || one === other) return null;
  return doubtOf(one, other) ?? (confirms(left, right) && isMaskDoubt(one, other) ? "mask" : null);
}

/** One question for each two persons, told of the first two of their ids that meet. */
function doubtsOf(ground: Ground, standing: Standing): readonly Doubtful[] {
  const asked = new Map<string, Doubtful>();
  for (const kind of [...KEYS, "mask"] as const)
    for (const pair of meeting(ground.signs, kind)) {
      const [one, other] = [standing.get(pair.a), standing.get(pair.b)];
      if (one === undefined || other === undefined || refused(one, other, ground)) continue;
      const why = whyOf(pair, ground, standing);
      const [a = pair.a, b = pair.b] = [one.bases[0], other.bases[0]];
      const key = nameOf(ordered(a, b));
      if (why !== null && !asked.has(key)) asked.set(key, { ...pair, why });
    }
  return [...asked.values()];
}

/**
 * Which ids are one person. A function of the facts alone, whatever order they came in: rule after rule, strongest
 * first, and never one contradiction inside a person. What a contradiction stops is somebody's to decide.
 */
export function decide(facts: Facts): Decided {
  const signs = uncrowded(facts.signs);
  const by = Map.groupBy(signs, ({ base }) => base);
  const bases = [...new Set(facts.bases)].toSorted(byId);
  const alone = new Map(bases.map((base) => [base, personOf([base], by.get(base) ?? [])]));
  const ground: Ground = { ...facts, signs, alone };
  let standing: Standing = alone;
  const merges: Merge[] = [];
  for (const rule of RULES) {
    const applied = apply(rule, ground, standing);
    standing = applied.standing;
    merges.push(...applied.merges);
  }
  return {
    groups: [...new Set(standing.values())].map((person) => person.bases),
    merges,
    doubts: doubtsOf(ground, standing),
  };
}
