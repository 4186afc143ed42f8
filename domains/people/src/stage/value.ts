import type { Text } from "@zhongshu/kernel";
import type { Bind } from "../bind.ts";
import { type Borders, highSql } from "../reckoning/borders.ts";

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

type Tier = (typeof TIERS)[number];

function isTier({ high }: Tier, borders: Borders, bind: Bind): string {
  const each = (["r", "f", "m"] as const).map((figure, i) => {
    const reached = highSql(figure, HIGH, { borders, bind });
    return high[i] === true ? `(${reached})` : `not (${reached})`;
  });
  return each.join(" and ");
}

/** The same over a row `p` of people.profile or people.standing. */
export function tierSql(borders: Borders, bind: Bind): string {
  const each = TIERS.map((tier) => `when ${isTier(tier, borders, bind)} then '${tier.key}'`);
  return `(case when p.orders = 0 then 'none' ${each.join(" ")} end)`;
}

/** Is the tier one of these? */
export function tiersSql(wanted: readonly string[], borders: Borders, bind: Bind): string {
  const each = TIERS.filter(({ key }) => wanted.includes(key)).map(
    (tier) => `(${isTier(tier, borders, bind)})`,
  );
  const bought = each.length === 0 ? "false" : `(p.orders > 0 and (${each.join(" or ")}))`;
  return wanted.includes("none") ? `(p.orders = 0 or ${bought})` : bought;
}
