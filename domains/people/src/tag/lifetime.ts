import { businessDay } from "@zhongshu/kernel";
import { chanceAlive, purchasesExpected, valueExpected } from "@zhongshu/numerics";
import { buyingOf, type Decision, type Facts, UNKNOWN } from "./facts.ts";

/** Expected purchases and money are told for so many days from now. */
export const AHEAD_DAYS = 90;

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Chance that a customer has left for good. Null where the shop shows no law, or they never came back. */
function leftChance({ habits, market: { law }, now }: Facts): number | null {
  if (habits === null || law === null) return null;
  const buying = buyingOf(habits, businessDay(now));
  const left = 1 - chanceAlive(buying, law.buying);
  return buying.repeats > 0 && Number.isFinite(left) ? left : null;
}

const told = ({ habits, market: { law } }: Facts) => ({
  days: habits?.days ?? 0,
  firstDay: habits?.firstDay ?? null,
  lastDay: habits?.lastDay ?? null,
  fittedTo: law?.customers ?? 0,
  repeaters: law?.repeaters ?? 0,
});

const HIGH = 0.7;
const LOW = 0.3;

export const churn: Decision = {
  key: "churn",
  version: 1,
  name: { zh: "流失风险", en: "Churn risk" },
  meaning: {
    zh: "按本店客户自己的购买节奏估计“已经不会再来”的可能（BG/NBD 模型）：七成以上是高，三成以下是低。只买过一次的人、或本店回头客还太少时，不下结论。",
    en: "How likely they are gone for good, by the rhythm of this shop's own customers (BG/NBD): high from 70 %, low below 30 %. No verdict on who bought once, or while too few of the shop's customers have come back.",
  },
  values: [
    UNKNOWN,
    { key: "high", name: { zh: "高", en: "High" } },
    { key: "middle", name: { zh: "中", en: "Middle" } },
    { key: "low", name: { zh: "低", en: "Low" } },
  ],
  opens: "orders",
  decide: (facts) => {
    const left = leftChance(facts);
    if (left === null) return { value: "unknown", evidence: { left, ...told(facts) } };
    const evidence = { left: rounded(left), ...told(facts) };
    return { value: left >= HIGH ? "high" : left < LOW ? "low" : "middle", evidence };
  },
};

export type Ahead = { readonly purchases: number; readonly minor: number | null };

/** What is expected of a customer in the days ahead: purchases, and their money before commission. */
export function ahead({ habits, spent, market: { law }, now }: Facts): Ahead | null {
  if (habits === null || law === null) return null;
  const buying = buyingOf(habits, businessDay(now));
  const purchases = purchasesExpected(buying, law.buying, AHEAD_DAYS / 7);
  if (!Number.isFinite(purchases) || purchases < 0) return null;
  const same = law.spending !== null && spent !== null && spent.currency === law.currency;
  const mean = same && spent.minor > 0 ? spent.minor / habits.days : 0;
  const each =
    same && law.spending !== null
      ? valueExpected({ purchases: mean > 0 ? habits.days : 0, mean }, law.spending)
      : null;
  const minor = each === null ? null : Math.round(purchases * each);
  return { purchases, minor: minor !== null && Number.isSafeInteger(minor) ? minor : null };
}

/** The same in what the shop earns of it, where its commission is known. */
export function worthOf(facts: Facts): number | null {
  const minor = ahead(facts)?.minor ?? null;
  const { earnedBp } = facts.market;
  return minor === null
    ? null
    : earnedBp === null
      ? minor
      : Math.round((minor * earnedBp) / 10_000);
}

export const worth: Decision = {
  key: "worth",
  version: 1,
  name: { zh: "未来价值", en: "Expected value" },
  meaning: {
    zh: "估计这位客户未来 90 天会带来多少：会买几次（BG/NBD）× 每次多少钱（Gamma-Gamma）。知道佣金比例时按佣金算，否则按成交额算，并写明。达到本店客户平均的两倍是高，不到一半是低。",
    en: "What they should bring in 90 days: how often (BG/NBD) times how much (Gamma-Gamma), as commission where its share is known, else as sales, and said so. High from twice the shop's mean, low below half of it.",
  },
  values: [
    UNKNOWN,
    { key: "high", name: { zh: "高", en: "High" } },
    { key: "middle", name: { zh: "中", en: "Middle" } },
    { key: "low", name: { zh: "低", en: "Low" } },
  ],
  opens: "orders",
  decide: (facts) => {
    const coming = ahead(facts);
    const { law, earnedBp } = facts.market;
    const minor = coming?.minor ?? null;
    const evidence = {
      purchases: coming === null ? null : rounded(coming.purchases),
      sales: minor,
      earned: earnedBp === null ? null : worthOf(facts),
      currency: law?.currency ?? null,
      usual: law?.usual ?? null,
      ...told(facts),
    };
    const usual = law?.usual ?? null;
    if (minor === null || usual === null) return { value: "unknown", evidence };
    return { value: minor >= 2 * usual ? "high" : minor * 2 < usual ? "low" : "middle", evidence };
  },
};
