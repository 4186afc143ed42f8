import { TIERS } from "../stage/value.ts";
import { coupon } from "./coupon.ts";
import { type Decided, type Decision, type Facts, type TagWords, UNKNOWN } from "./facts.ts";
import { hours } from "./hours.ts";
import { churn, worth } from "./lifetime.ts";
import { price } from "./price.ts";
import { refund } from "./refund.ts";

/** Decided for each customer and kept. A tag's place gives its bits in `facets`: it never changes; new ones come last. */
export const DECISIONS: readonly Decision[] = [price, coupon, refund, hours, churn, worth];

const NEVER_BOUGHT = { key: "none", name: { zh: "没下过单", en: "Never ordered" } };

/** Read from the row when asked: they change with the clock and with the shop, not with the customer alone. */
export const LIVE: readonly TagWords[] = [
  {
    key: "value",
    version: 1,
    name: { zh: "价值分层", en: "Value tier" },
    meaning: {
      zh: "RFM 八类：最近下单、下单次数、消费金额在本店客户里各排前四成（4、5 分）算高。金额只和同币种的人比。",
      en: "The eight tiers of RFM: last order, orders and money, each high when among the upper two fifths of the shop's customers, money within its currency.",
    },
    values: [NEVER_BOUGHT, ...TIERS.map(({ key, name }) => ({ key, name }))],
    opens: "orders",
  },
  {
    key: "stage",
    version: 1,
    name: { zh: "生命周期", en: "Stage" },
    meaning: {
      zh: "没下过单是访客；第一单后一个购买周期内是新客；之后按最后一次动静：2 个周期内活跃，6 个周期内沉默，再久是流失。周期取本店客户两单间隔的中位数。",
      en: "Visitor without an order; new for one rhythm after the first; then by the last sign of life: active within 2 rhythms, silent within 6, lost after. The rhythm is the median of days between orders.",
    },
    values: [
      { key: "visitor", name: { zh: "访客", en: "Visitor" } },
      { key: "new", name: { zh: "新客", en: "New" } },
      { key: "active", name: { zh: "活跃", en: "Active" } },
      { key: "silent", name: { zh: "沉默", en: "Silent" } },
      { key: "lost", name: { zh: "流失", en: "Lost" } },
    ],
    opens: "orders",
  },
];

/** Its values are the shop's own categories. */
export const TASTE: TagWords = {
  key: "taste",
  version: 1,
  name: { zh: "品类偏好", en: "Favourite category" },
  meaning: {
    zh: "看、点、加购、下单都算一次关注，30 天前的算一半。至少相当于 2 次新近关注、最多的品类占三成以上，才算有偏好。",
    en: "Views, clicks, adds and orders, each halved every 30 days. Worth two fresh ones at least, with three tenths or more in one category: that is the favourite.",
  },
  values: [UNKNOWN],
  opens: "touches",
};

export const TAGS: readonly TagWords[] = [...LIVE, TASTE, ...DECISIONS];

/** Every tag and its version in one word: when it changes, everybody is decided again. */
export const DEFINITIONS: string = TAGS.map(({ key, version }) => `${key}${version}`).join(" ");

const BITS = 4;
const MASK = 2 ** BITS - 1;

/** Where the code of a kept tag stands in `facets`, and the codes of these values. */
export function codes(
  key: string,
  values: readonly string[],
): { readonly shift: number; readonly mask: number; readonly codes: readonly number[] } | null {
  const place = DECISIONS.findIndex((each) => each.key === key);
  const of = DECISIONS[place]?.values;
  if (of === undefined) return null;
  const found = values.map((value) => of.findIndex((each) => each.key === value) + 1);
  return { shift: place * BITS, mask: MASK, codes: found.filter((code) => code > 0) };
}

/** What every tag says of one customer, and its codes together. */
export function decideAll(facts: Facts): {
  readonly tags: Readonly<Record<string, Decided>>;
  readonly facets: number;
} {
  const decided = DECISIONS.map((each) => [each, each.decide(facts)] as const);
  const facets = decided.reduce((sum, [{ values }, { value }], place) => {
    const code = values.findIndex((each) => each.key === value) + 1;
    return sum + code * 2 ** (place * BITS);
  }, 0);
  return { tags: Object.fromEntries(decided.map(([{ key }, one]) => [key, one])), facets };
}
