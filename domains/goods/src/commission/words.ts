import { businessDay, type Instant, rateKey } from "@zhongshu/kernel";
import { type About, type CommissionRule, commissionAt, concerns } from "./rule.ts";

/** A rule as it was told at an instant, by a person or by a list. */
export type ToldRule = {
  readonly rule: CommissionRule;
  readonly toldAt: Instant;
  readonly listed: boolean;
};

/** By what a sale earns from when this was told; null: by no rule. */
export type Word = { readonly toldAt: Instant; readonly rule: CommissionRule | null };

const inOrder = (a: ToldRule, b: ToldRule): number =>
  Number(b.listed) - Number(a.listed) || a.toldAt - b.toldAt;

/** Of all that was told for one thing from one instant on: a person's word over a list's, of these the last. */
export function standing(told: readonly ToldRule[]): readonly CommissionRule[] {
  const last = new Map<string, CommissionRule>();
  for (const { rule } of told.toSorted(inOrder))
    last.set(`${rule.validFrom} ${rule.scope} ${rule.subject}`, rule);
  return [...last.values()];
}

const same = (a: CommissionRule | null, b: CommissionRule | null): boolean =>
  a === null || b === null ? a === b : rateKey(a) === rateKey(b);

/** What was told on one business day is one word, so that a slip that is put right the same day was never said. */
function byDay(told: readonly ToldRule[]): readonly (readonly ToldRule[])[] {
  if (told.every(({ toldAt }) => toldAt === told[0]?.toldAt)) return [told];
  const inTime = told.toSorted((a, b) => a.toldAt - b.toldAt);
  return [...Map.groupBy(inTime, ({ toldAt }) => businessDay(toldAt)).values()];
}

/** Most sales are covered by what was told once. */
const spoken = (told: readonly ToldRule[], about: About, at: Instant): readonly Word[] =>
  told.flatMap(({ rule, toldAt }) =>
    commissionAt([rule], about, at) === null ? [] : [{ toldAt, rule }],
  );

/**
 * By what a sale of `at` earns: the first rule that ever covered it, whenever that was told, then each that took its
 * place by being told later. Nothing where none ever covered it; the last is what holds for it now.
 */
export function wordsOn(told: readonly ToldRule[], about: About, at: Instant): readonly Word[] {
  const own = told.filter(({ rule }) => rule.validFrom <= at && concerns(rule, about));
  if (own.length < 2) return spoken(own, about, at);
  const words: Word[] = [];
  let known: readonly ToldRule[] = [];
  for (const day of byDay(own)) {
    known = [...known, ...day];
    const rule = commissionAt(standing(known), about, at);
    const last = words.at(-1);
    const toldAt = day.reduce((latest, one) => Math.max(latest, one.toldAt), 0);
    if (last === undefined ? rule !== null : !same(last.rule, rule)) words.push({ toldAt, rule });
    else if (last !== undefined) words[words.length - 1] = { ...last, rule };
  }
  return words;
}
