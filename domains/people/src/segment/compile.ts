import { DAY, type Instant, type ProfileId, type ShopId, unreachable } from "@zhongshu/kernel";
import type { Bind } from "../bind.ts";
import type { Predicate } from "../contract.ts";
import { scoredSql } from "../reckoning/borders.ts";
import type { Measures } from "../reckoning/store.ts";
import { stageSql } from "../stage/stage.ts";
import { tiersSql } from "../stage/value.ts";
import { codes } from "../tag/registry.ts";

/** What a predicate is judged by, besides the rows. */
export type Grounds = Measures & {
  readonly shop: ShopId;
  readonly now: Instant;
  /** Who does not want to be chosen by their own record: only what is not about it finds them. */
  readonly plain: readonly ProfileId[];
  /** Members of every community that the predicate names. */
  readonly members: ReadonlyMap<string, readonly ProfileId[]>;
};

const sumOf = (column: string, { minor, currency }: Sum, bind: Bind): string =>
  `coalesce(p.currency = ${bind(currency, "text")} and p.${column} >= ${bind(minor, "int8")}, false)`;
type Sum = { readonly minor: number; readonly currency: string };

type Tag = Extract<Predicate, { readonly is: "tag" }>;

/** A tag that nobody defined means nobody. */
function tagSql({ tag, in: values }: Tag, grounds: Grounds, bind: Bind): string {
  const wanted = (): string => `any(${bind([...values], "text[]")})`;
  if (tag === "stage") return `${stageSql(grounds, bind)} = ${wanted()}`;
  if (tag === "value") return tiersSql(values, grounds.borders, bind);
  if (tag === "taste") return `coalesce(p.taste, 'unknown') = ${wanted()}`;
  const kept = codes(tag, values);
  if (kept === null) return "false";
  return `((p.facets >> ${kept.shift}) & ${kept.mask}) = any(${bind(kept.codes, "int8[]")})`;
}

type Trait = Extract<Predicate, { readonly is: "trait" }>;

/** Asked once a statement; two values of a shop that share 64 bits are not expected in the life of the shop. */
const traitSql = ({ key, equals }: Trait, bind: Bind): string =>
  `(select people.trait_sign(${bind(key, "text")}, ${bind(JSON.stringify(equals), "jsonb")})) = any(p.traits)`;

function joined(word: "and" | "or", parts: readonly string[]): string {
  if (parts.length === 0) return word === "and" ? "true" : "false";
  return `(${parts.join(` ${word} `)})`;
}

type Leaf = Exclude<Predicate, { readonly is: "and" | "or" | "not" }>;

function leafSql(leaf: Leaf, grounds: Grounds, bind: Bind): string {
  switch (leaf.is) {
    case "orders":
      return `p.orders >= ${bind(leaf.atLeast, "int")}`;
    case "spent":
      return sumOf("spent_minor", leaf.atLeast, bind);
    case "worth":
      return sumOf("worth_minor", leaf.atLeast, bind);
    case "rfm":
      return scoredSql(leaf, grounds.borders, bind);
    case "tag":
      return tagSql(leaf, grounds, bind);
    case "stage":
      return `${stageSql(grounds, bind)} = any(${bind(leaf.in, "text[]")})`;
    case "seen":
      return `(p.acted and p.last_seen >= to_timestamp(${bind((grounds.now - leaf.withinDays * DAY) / 1000, "float8")}))`;
    case "interest":
      return `coalesce(p.shares[array_position(p.tastes, ${bind(leaf.category, "text")})]
        >= ${bind(leaf.share, "float8")}, false)`;
    case "member":
      return `p.id = any(${bind(grounds.members.get(leaf.community) ?? [], "uuid[]")})`;
    case "trait":
      return traitSql(leaf, bind);
    default:
      return unreachable(leaf);
  }
}

/** A condition that is about somebody's own record finds nobody who does not want that, whichever way it is asked. */
export const ofTheirRecord = (condition: string, plain: Grounds["plain"], bind: Bind): string =>
  plain.length === 0 ? condition : `(${condition} and p.id <> all(${bind([...plain], "uuid[]")}))`;

const OTHER = { and: "or", or: "and" } as const;

/**
 * The predicate as a condition on a row `p` of people.standing; `holds` false: as one on whom it does not mean. A "not" is
 * carried down to what it is said of, so that each part can leave out whoever it must not judge. No text of the predicate
 * enters the statement: values are bound, columns are written here.
 */
export function compile(
  predicate: Predicate,
  grounds: Grounds,
  bind: Bind,
  holds: boolean = true,
): string {
  switch (predicate.is) {
    case "and":
    case "or":
      return joined(
        holds ? predicate.is : OTHER[predicate.is],
        predicate.of.map((one) => compile(one, grounds, bind, holds)),
      );
    case "not":
      return compile(predicate.of, grounds, bind, !holds);
    default: {
      const leaf = leafSql(predicate, grounds, bind);
      const asked = holds ? leaf : `not (${leaf})`;
      // Which groups somebody is in is not their record: they joined, and everybody there gets the same.
      return predicate.is === "member" ? asked : ofTheirRecord(asked, grounds.plain, bind);
    }
  }
}

/** The communities that the predicate names. */
export function communitiesIn(predicate: Predicate): ReadonlySet<string> {
  switch (predicate.is) {
    case "and":
    case "or":
      return new Set(predicate.of.flatMap((one) => [...communitiesIn(one)]));
    case "not":
      return communitiesIn(predicate.of);
    case "member":
      return new Set([predicate.community]);
    default:
      return new Set();
  }
}
