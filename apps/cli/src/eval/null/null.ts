import {
  COOL_DOWN_DAYS,
  notLately,
  type Rise,
  risesIn,
  risingTopic,
  WINDOW_DAYS,
} from "@zhongshu/brain";
import { live, type Market, openMarket, type Plan, windowOf } from "./market.ts";

export type NullRun = {
  readonly seed: number;
  readonly cards: number;
  readonly daysWithCard: number;
  readonly tests: number;
  readonly spread: number;
};

const topic = (r: Rise): string => risingTopic(String(r.community), String(r.category));
const still = (): number => 1;

function warmed(market: Market) {
  const days = [];
  for (let day = 0; day < WINDOW_DAYS; day += 1) days.push(live(market, day, still));
  return days;
}

/** Every morning the product's own decision, cool-down included, over a market where nothing changes. */
export function runNull(plan: Plan, told: (day: number) => void): NullRun {
  const market = openMarket(plan);
  const days = warmed(market);
  const raisedOn = new Map<string, number>();
  const sum = { cards: 0, daysWithCard: 0, tests: 0, spread: 0 };
  for (let day = 0; day < plan.days; day += 1) {
    const end = WINDOW_DAYS + day - 1;
    const judged = risesIn(windowOf(market, days, end), market.communities);
    const lately = [...raisedOn].flatMap(([t, on]) => (day - on < COOL_DOWN_DAYS ? [t] : []));
    const cards = notLately(judged.rises, topic, new Set(lately));
    for (const card of cards) raisedOn.set(topic(card), day);
    sum.cards += cards.length;
    sum.daysWithCard += cards.length > 0 ? 1 : 0;
    sum.tests += judged.tests / plan.days;
    sum.spread += judged.spread / plan.days;
    days.shift();
    days.push(live(market, end + 1, still));
    told(day);
  }
  return { seed: plan.seed, ...sum };
}

export type Power = {
  readonly rise: number;
  readonly planted: number;
  readonly found: number;
  /** Of communities with at least 100, 200 and 400 members. */
  readonly bySize: readonly {
    readonly members: number;
    readonly planted: number;
    readonly found: number;
  }[];
};

/** One morning after a week in which every tenth community looked `rise` times as much at one category. */
export function runPower(plan: Plan, rise: number): Power {
  const market = openMarket(plan);
  const lifted = new Map<number, number>();
  market.communities.forEach(({ members }, g) => {
    if (g % 10 === 0) for (const m of members) lifted.set(m, (g / 10) % plan.categories);
  });
  const days = [];
  for (let day = 0; day < WINDOW_DAYS; day += 1) {
    const late = day >= WINDOW_DAYS - 7;
    days.push(live(market, day, (i, c) => (late && lifted.get(i) === c ? rise : 1)));
  }
  const { rises } = risesIn(windowOf(market, days, WINDOW_DAYS - 1), market.communities);
  const found = new Set(
    rises.flatMap((r) =>
      r.community % 10 === 0 && (r.community / 10) % plan.categories === r.category
        ? [r.community]
        : [],
    ),
  );
  const planted = market.communities.flatMap(({ members }, g) =>
    g % 10 === 0 ? [{ g, size: members.length }] : [],
  );
  const bySize = [0, 100, 200, 400].map((members) => {
    const of = planted.filter((p) => p.size >= members);
    return { members, planted: of.length, found: of.filter((p) => found.has(p.g)).length };
  });
  return { rise, planted: planted.length, found: found.size, bySize };
}
