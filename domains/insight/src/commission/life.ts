import type { Instant, Rate, RatedLine } from "@zhongshu/kernel";
import { type Earning, net, stageWhen } from "./earning.ts";

/** A part of a refund line that fell on a line of an order. */
export type Taken = {
  readonly refund: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly minor: number;
};
/** All that happened to a line of goods, each at its own instant. */
export type Life = RatedLine & {
  readonly at: Instant;
  readonly toldAt: Instant;
  readonly taken: readonly Taken[];
  readonly paidAt: Instant | null;
  readonly tellsFrom: Instant | null;
};

/**
 * By what a line earns: the first from the beginning, each other from the instant at which it was told. `rule` is the
 * dated row that says so.
 */
export type Word = {
  readonly toldAt: Instant;
  readonly rate: Rate | null;
  readonly rule: number | null;
};

/** The line as it was known at an instant; null before it was told. */
export function knownAt(life: Life, rate: Rate | null, asOf: Instant): Earning | null {
  if (asOf < Math.max(life.at, life.toldAt)) return null;
  const { at, currency, quantity, minor, taken, paidAt, tellsFrom } = life;
  const refunded = taken.reduce((sum, part) => sum + (part.at <= asOf ? part.minor : 0), 0);
  const tells = tellsFrom !== null && tellsFrom <= asOf;
  const paid = paidAt !== null && paidAt <= asOf ? "yes" : "no";
  return { at, currency, quantity, minor, refunded, rate, paid: tells ? paid : "untold" };
}

/** What a line is worth to whom it earns, by how far it has come. */
export type Worth = {
  readonly estimated: number;
  readonly pending: number;
  readonly settled: number;
};
export type Kind =
  | "ordered"
  | "paid"
  | "unpaid"
  | "refunded"
  | "clawed-back"
  | "settled"
  | "lapsed"
  | "rule-changed";
/** One thing that happened, and by how much it changed each of the three. */
export type Movement = {
  readonly kind: Kind;
  readonly at: Instant;
  readonly change: Worth;
  /** Of a refund: the part of it that fell on this line. */
  readonly part: Taken | null;
  /** By what the line earned once it had happened. */
  readonly word: Word | null;
};

type Facts = {
  readonly told: boolean;
  readonly paid: boolean;
  readonly tells: boolean;
  readonly ripe: boolean;
  readonly refunded: number;
  readonly word: Word | null;
};
type Step = {
  readonly at: Instant;
  readonly rank: number;
  readonly what: "told" | "paid" | "tells" | "refunded" | "ripe" | "ruled";
  readonly part: Taken | null;
  readonly word: Word | null;
};

const NOTHING: Worth = { estimated: 0, pending: 0, settled: 0 };

function worth({ at, currency, quantity, minor }: Life, facts: Facts): Worth {
  if (!facts.told) return NOTHING;
  const paid = facts.paid ? "yes" : "no";
  const stage = stageWhen(facts.tells ? paid : "untold", facts.ripe);
  if (stage === "lapsed") return NOTHING;
  const line = { at, currency, quantity, minor, refunded: facts.refunded, paid } as const;
  return { ...NOTHING, [stage]: net({ ...line, rate: facts.word?.rate ?? null }) };
}

type About = Partial<Pick<Step, "part" | "word">>;

function stepsOf(life: Life, words: readonly Word[], returnMs: number): readonly Step[] {
  const step = (what: Step["what"], rank: number, at: Instant | null, about: About = {}) =>
    at === null ? [] : [{ at, rank, what, part: null, word: null, ...about }];
  const later = words.slice(1);
  return [
    ...later.flatMap((word) => step("ruled", -1, word.toldAt, { word })),
    ...step("told", 2, Math.max(life.at, life.toldAt)),
    ...step("paid", 0, life.paidAt),
    ...step("tells", 1, life.tellsFrom),
    ...life.taken.flatMap((part) => step("refunded", 3, part.at, { part })),
    ...step("ripe", 4, life.at + returnMs),
  ].toSorted((a, b) => a.at - b.at || a.rank - b.rank);
}

function after(facts: Facts, { what, part, word }: Step): Facts {
  if (what === "ruled") return { ...facts, word };
  if (what === "refunded") return { ...facts, refunded: facts.refunded + (part?.minor ?? 0) };
  return { ...facts, [what]: true };
}

const KINDS = { told: "ordered", paid: "paid", tells: "unpaid", ruled: "rule-changed" } as const;

function kindOf({ what }: Step, change: Worth): Kind {
  if (what === "refunded") return change.settled === 0 ? "refunded" : "clawed-back";
  if (what === "ripe") return change.settled === 0 ? "lapsed" : "settled";
  return KINDS[what];
}

const less = (a: Worth, b: Worth): Worth => ({
  estimated: a.estimated - b.estimated,
  pending: a.pending - b.pending,
  settled: a.settled - b.settled,
});

/**
 * A line's commission as a row for each thing that changed it, oldest first. The rows up to any instant add up to
 * what the line was worth then, exactly: each is the difference of what it was worth before and after.
 */
export function movementsOf(
  life: Life,
  words: readonly Word[],
  returnMs: number,
): readonly Movement[] {
  const nothing = { told: false, paid: false, tells: false, ripe: false, refunded: 0 };
  let facts: Facts = { ...nothing, word: words[0] ?? null };
  const found: Movement[] = [];
  for (const step of stepsOf(life, words, returnMs)) {
    const next = after(facts, step);
    const change = less(worth(life, next), worth(life, facts));
    facts = next;
    if (change.estimated === 0 && change.pending === 0 && change.settled === 0) continue;
    const { at, part } = step;
    found.push({ kind: kindOf(step, change), at, change, part, word: facts.word });
  }
  return found;
}
