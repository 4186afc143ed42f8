import { businessDay, DAY, type Instant, type ProfileId, unreachable } from "@zhongshu/kernel";
import { weightSql } from "../attention/interest.ts";
import type { Bind } from "../bind.ts";
import type { Predicate } from "../contract.ts";
import { stageSql } from "../stage/stage.ts";

/** What a predicate is judged by, besides the rows. */
export type Grounds = {
  readonly now: Instant;
  readonly rhythm: number;
  /** Members of every community that the predicate names. */
  readonly members: ReadonlyMap<string, readonly ProfileId[]>;
};

function interestSql(category: string, share: string, today: string): string {
  const weight = weightSql(today);
  return `coalesce((select sum(${weight}) filter (where category = ${category}) >= ${share} * sum(${weight})
    from people.attention where profile = p.id and day <= ${today}), false)`;
}

function joined(word: "and" | "or", parts: readonly string[]): string {
  if (parts.length === 0) return word === "and" ? "true" : "false";
  return `(${parts.join(` ${word} `)})`;
}

/**
 * The predicate as a condition on a row `p` of people.profile. No text of the predicate enters the
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
      return `coalesce(p.currency = ${bind(predicate.atLeast.currency, "text")}
        and p.spent_minor >= ${bind(predicate.atLeast.minor, "int8")}, false)`;
    case "stage":
      return `${stageSql(grounds, bind)} = any(${bind(predicate.in, "text[]")})`;
    case "seen":
      return `p.last_seen >= to_timestamp(${bind((grounds.now - predicate.withinDays * DAY) / 1000, "float8")})`;
    case "interest":
      return interestSql(
        bind(predicate.category, "text"),
        bind(predicate.share, "float8"),
        bind(businessDay(grounds.now), "date"),
      );
    case "member":
      return `p.id = any(${bind(grounds.members.get(predicate.community) ?? [], "uuid[]")})`;
    case "trait":
      return `exists (select from people.trait where profile = p.id
        and key = ${bind(predicate.key, "text")} and value = ${bind(JSON.stringify(predicate.equals), "jsonb")})`;
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
