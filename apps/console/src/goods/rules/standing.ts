import { moment } from "@zhongshu/browser";
import type { Commission } from "@zhongshu/goods/contract";
import { businessDay, endOf, type Instant, isDay, type Rate, startOf } from "@zhongshu/kernel";
import { basisPoints, minorOf } from "../../forms/typed.ts";

type Dated = Pick<Commission, "scope" | "subject" | "validFrom" | "validUntil">;
export type Standing = "current" | "planned" | "past" | "replaced";

const holds = ({ validFrom, validUntil }: Dated, now: Instant): boolean =>
  validFrom <= now && (validUntil === null || now < validUntil);

/** Of the rules for one thing, the one that began last holds; the others that are still valid are replaced. */
export function standingOf(rule: Dated, rules: readonly Dated[], now: Instant): Standing {
  if (rule.validFrom > now) return "planned";
  if (!holds(rule, now)) return "past";
  const later = rules.some(
    (other) =>
      other.scope === rule.scope &&
      other.subject === rule.subject &&
      other.validFrom > rule.validFrom &&
      holds(other, now),
  );
  return later ? "replaced" : "current";
}

const ORDER: Readonly<Record<Standing, number>> = { current: 0, planned: 1, replaced: 2, past: 3 };

/** What holds first, then what is planned, then what was; of each the newest first. */
export const inOrder = <T extends Dated>(rules: readonly T[], now: Instant): readonly T[] =>
  rules.toSorted(
    (a, b) =>
      ORDER[standingOf(a, rules, now)] - ORDER[standingOf(b, rules, now)] ||
      b.validFrom - a.validFrom,
  );

/** A day as people write a beginning: of a midnight the day alone. */
export const wholeDays = (at: number): string =>
  moment(at).endsWith("00:00:00") ? businessDay(at) : moment(at).slice(0, 16);

export type RuleDraft = {
  readonly scope: Commission["scope"];
  readonly subject: string;
  /** In per cent of the price, or in money for each piece. */
  readonly by: "percent" | "each";
  readonly percent: string;
  readonly each: string;
  /** Of the money; the shop's own. */
  readonly currency: string;
  readonly from: string;
  readonly until: string;
};
/** Of a shop that no price is known of. */
export const YUAN = "CNY";

export const emptyRule = (now: Instant): RuleDraft => ({
  scope: "shop",
  subject: "",
  by: "percent",
  percent: "",
  each: "",
  currency: YUAN,
  from: businessDay(now),
  until: "",
});

export type RuleFlaw = "subject" | "percent" | "each" | "from" | "until";

function rateIn({ by, percent, each, currency }: RuleDraft): Rate | null {
  const typed = by === "each" ? minorOf(each, currency) : basisPoints(percent);
  if (typed.kind !== "value") return null;
  if (by === "each") return { each: { minor: typed.value, currency } };
  return typed.value > 10_000 ? null : { bp: typed.value };
}

/** Whole days: a rule begins with its first day and ends with its last. */
export function ruleOf(draft: RuleDraft): Commission | RuleFlaw {
  const { scope, from, until } = draft;
  const subject = scope === "shop" ? "" : draft.subject.trim();
  const rate = rateIn(draft);
  if (scope !== "shop" && subject === "") return "subject";
  if (rate === null) return draft.by;
  if (!isDay(from)) return "from";
  if (until !== "" && (!isDay(until) || until < from)) return "until";
  const validUntil = until === "" ? null : endOf(until);
  return { scope, subject, ...rate, validFrom: startOf(from), validUntil };
}
