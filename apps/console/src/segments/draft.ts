import type { Predicate } from "@zhongshu/people/contract";

/** A condition while it is being filled in; a part is told from its neighbours by its key. */
export type Leaf = Readonly<{ kind: Kind; key: number; not: boolean }> & Filled;
type Filled = {
  readonly tag: string;
  readonly values: readonly string[];
  readonly number: number | null;
  readonly currency: string;
  readonly text: string;
  readonly other: string;
  readonly figure: "r" | "f" | "m";
  readonly scores: readonly number[];
};
export type Group = {
  readonly kind: "group";
  readonly key: number;
  readonly not: boolean;
  readonly join: "and" | "or";
  readonly of: readonly Part[];
};
export type Part = Leaf | Group;

export const KINDS = [
  "tag",
  "orders",
  "spent",
  "seen",
  "interest",
  "member",
  "rfm",
  "worth",
  "trait",
] as const;
export type Kind = (typeof KINDS)[number];

const BLANK: Filled = {
  ...{ tag: "", values: [], number: null, currency: "CNY", text: "", other: "" },
  ...{ figure: "r", scores: [] },
};

/** Hands out keys, each once. */
export type Keys = () => number;
export function keysFrom(first: number): Keys {
  let next = first;
  return () => next++;
}

export const blank = (kind: Kind, key: number): Leaf => ({ ...BLANK, kind, key, not: false });
export const emptyGroup = (key: number): Group => ({
  ...{ kind: "group", key, not: false, join: "and", of: [] },
});

type Is<K extends Predicate["is"]> = Extract<Predicate, { readonly is: K }>;
const parted = (is: Is<"and" | "or">, key: Keys): Group => ({
  ...{ kind: "group", key: key(), not: false, join: is.is },
  of: is.of.map((part) => partOf(part, key)),
});

/** What is saved, as it is edited. */
export function partOf(is: Predicate, key: Keys): Part {
  switch (is.is) {
    case "and":
    case "or":
      return parted(is, key);
    case "not": {
      const inner = partOf(is.of, key);
      // Twice not is said by a group around it.
      return inner.not ? { ...emptyGroup(key()), not: true, of: [inner] } : { ...inner, not: true };
    }
    case "stage":
      return { ...blank("tag", key()), tag: "stage", values: is.in };
    case "tag":
      return { ...blank("tag", key()), tag: is.tag, values: is.in };
    case "orders":
      return { ...blank("orders", key()), number: is.atLeast };
    case "seen":
      return { ...blank("seen", key()), number: is.withinDays };
    case "spent":
    case "worth":
      return {
        ...blank(is.is, key()),
        ...{ number: is.atLeast.minor / 100, currency: is.atLeast.currency },
      };
    case "interest":
      return { ...blank("interest", key()), text: is.category, number: Math.round(is.share * 100) };
    case "member":
      return { ...blank("member", key()), text: is.community };
    case "rfm":
      return { ...blank("rfm", key()), figure: is.figure, scores: is.in };
    case "trait":
      return { ...blank("trait", key()), text: is.key, other: String(is.equals) };
  }
}

/** The whole, as a group: a segment of one condition is a group of one. */
export function groupOf(is: Predicate, key: Keys): Group {
  const part = partOf(is, key);
  return part.kind === "group" ? part : { ...emptyGroup(key()), of: [part] };
}

const sum = (leaf: Leaf) => ({
  minor: Math.round((leaf.number ?? 0) * 100),
  currency: leaf.currency,
});

// A number that a shop told as a number is asked for as one.
const told = (text: string): string | number =>
  /^-?\d{1,15}(\.\d{1,6})?$/.test(text) && String(Number(text)) === text ? Number(text) : text;

function leafPredicate(leaf: Leaf): Predicate | null {
  const { number, text, other, tag, values, scores } = leaf;
  switch (leaf.kind) {
    case "tag":
      return tag === "" || values.length === 0 ? null : { is: "tag", tag, in: values };
    case "orders":
      return number === null ? null : { is: "orders", atLeast: number };
    case "seen":
      return number === null ? null : { is: "seen", withinDays: number };
    case "spent":
      return number === null ? null : { is: "spent", atLeast: sum(leaf) };
    case "worth":
      return number === null ? null : { is: "worth", atLeast: sum(leaf) };
    case "interest":
      if (text.trim() === "" || number === null || number < 1 || number > 100) return null;
      return { is: "interest", category: text.trim(), share: number / 100 };
    case "member":
      return text === "" ? null : { is: "member", community: text };
    case "rfm":
      return scores.length === 0 ? null : { is: "rfm", figure: leaf.figure, in: scores };
    case "trait":
      if (text.trim() === "" || other.trim() === "") return null;
      return { is: "trait", key: text.trim(), equals: told(other.trim()) };
  }
}

/** What the draft means; null while a condition is not filled in. */
export function predicateOf(part: Part): Predicate | null {
  const is = part.kind === "group" ? groupPredicate(part) : leafPredicate(part);
  return is === null || !part.not ? is : { is: "not", of: is };
}

function groupPredicate({ join, of }: Group): Predicate | null {
  const parts = of.flatMap((part) => predicateOf(part) ?? []);
  if (parts.length < of.length) return null;
  // Nothing to fulfil is fulfilled by everybody, whichever word stands above it.
  return { is: parts.length === 0 ? "and" : join, of: parts };
}
