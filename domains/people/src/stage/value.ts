import type { Text } from "@zhongshu/kernel";
import type { Bind } from "../bind.ts";
import { type Borders, scoreSql } from "../reckoning/borders.ts";

/** From this score on a customer is high in a figure. */
export const HIGH = 4;

/** The eight tiers of RFM: recent?, often?, much? */
export const TIERS = [
  { key: "champion", high: [true, true, true], name: { zh: "重要价值", en: "Champion" } },
  { key: "promising", high: [true, false, true], name: { zh: "重要发展", en: "Big, to develop" } },
  { key: "keep", high: [false, true, true], name: { zh: "重要保持", en: "Big, to keep" } },
  { key: "rescue", high: [false, false, true], name: { zh: "重要挽留", en: "Big, to win back" } },
  { key: "loyal", high: [true, true, false], name: { zh: "一般价值", en: "Regular" } },
  { key: "fresh", high: [true, false, false], name: { zh: "一般发展", en: "Small, recent" } },
  { key: "fading", high: [false, true, false], name: { zh: "一般保持", en: "Small, fading" } },
  { key: "slight", high: [false, false, false], name: { zh: "一般挽留", en: "Small, long ago" } },
] as const satisfies readonly {
  readonly key: string;
  readonly high: readonly [boolean, boolean, boolean];
  readonly name: Text;
}[];

type Scores = { readonly r: number; readonly f: number; readonly m: number };

/** Which tier these scores are; `none` for who never ordered. */
export function tierOf(scores: Scores | null): string {
  if (scores === null) return "none";
  const high = [scores.r >= HIGH, scores.f >= HIGH, scores.m >= HIGH];
  return TIERS.find((tier) => tier.high.every((each, i) => each === high[i]))?.key ?? "none";
}

/** The same over a row `p` of people.profile or people.standing. */
export function tierSql(borders: Borders, bind: Bind): string {
  const high = (["r", "f", "m"] as const).map((f) => `${scoreSql(f, borders, bind)} >= ${HIGH}`);
  const each = TIERS.map(
    (tier) =>
      `when ${tier.high.map((is, i) => (is ? high[i] : `not (${high[i]})`)).join(" and ")} then '${tier.key}'`,
  );
  return `(case when p.orders = 0 then 'none' ${each.join(" ")} end)`;
}
