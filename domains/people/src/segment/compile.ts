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

/**
 * The predicate as a condition on a row `p` of people.standing. No text of the predicate enters the
 * statement: values are bound, columns are written here.
 */
export function compile(predicate: Predicate, grounds: Grounds, bind: Bind): string {
  switch (predicate.is) {
    case "and":
    case "or":
      return joined(
        predicate.is,
        predicate.of.map((one) => compile(one, grounds, bind)),
      );
    case "not":
      return `not (${compile(predicate.of, grounds, bind)})`;
    case "orders":
      return `p.orders >= ${bind(predicate.atLeast, "int")}`;
    case "spent":
      return sumOf("spent_minor", predicate.atLeast, bind);
    case "worth":
      return sumOf("worth_minor", predicate.atLeast, bind);
    case "rfm":
      return scoredSql(predicate, grounds.borders, bind);
    case "tag":
      return tagSql(predicate, grounds, bind);
    case "stage":
      return `${stageSql(grounds, bind)} = any(${bind(predicate.in, "text[]")})`;
    case "seen":
      return `p.last_seen >= to_timestamp(${bind((grounds.now - predicate.withinDays * DAY) / 1000, "float8")})`;
    case "interest":
      return `coalesce(p.shares[array_position(p.tastes, ${bind(predicate.category, "text")})]
        >= ${bind(predicate.share, "float8")}, false)`;
    case "member":
      return `p.id = any(${bind(grounds.members.get(predicate.community) ?? [], "uuid[]")})`;
    case "trait":
      return traitSql(predicate, bind);
    default:
      return unreachable(predicate);
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
