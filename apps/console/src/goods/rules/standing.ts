import { moment } from "@zhongshu/browser";
import type { Commission } from "@zhongshu/goods/contract";
import { businessDay, endOf, type Instant, isDay, startOf } from "@zhongshu/kernel";
import { basisPoints } from "../../forms/typed.ts";

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
  readonly percent: string;
  readonly from: string;
  readonly until: string;
};
export const emptyRule = (now: Instant): RuleDraft => ({
  scope: "shop",
  subject: "",
  percent: "",
  from: businessDay(now),
  until: "",
});

export type RuleFlaw = "subject" | "percent" | "from" | "until";

/** Whole days: a rule begins with its first day and ends with its last. */
export function ruleOf(draft: RuleDraft): Commission | RuleFlaw {
  const { scope, percent, from, until } = draft;
  const subject = scope === "shop" ? "" : draft.subject.trim();
  const bp = basisPoints(percent);
  if (scope !== "shop" && subject === "") return "subject";
  if (bp.kind !== "value" || bp.value > 10_000) return "percent";
  if (!isDay(from)) return "from";
  if (until !== "" && (!isDay(until) || until < from)) return "until";
  const validUntil = until === "" ? null : endOf(until);
  return { scope, subject, bp: bp.value, validFrom: startOf(from), validUntil };
}
