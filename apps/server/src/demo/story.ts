import { businessDay, DAY, HOUR, type Instant, startOf } from "@zhongshu/kernel";
import { poisson, seeded } from "@zhongshu/numerics";
import { DEMO_CATEGORIES, DEMO_GOODS, type DemoProduct } from "./goods.ts";
import { type DemoCommunity, type DemoShop, pull } from "./shops.ts";

export type DemoEvent = {
  readonly messageId: string;
  readonly type: string;
  readonly userId: string;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
};

type Dice = () => number;
type Person = {
  readonly id: string;
  readonly name: string;
  readonly community: DemoCommunity;
  /** How often this person looks in, times a day. */
  readonly visits: number;
};

/** The demo is the same on every machine. */
export const SEED = 20_261_123;
export const DAYS = 120;
/** So long the groups have been lively; before, people looked in a sixth as often. */
const LIVELY_DAYS = 36;
const RISE_DAYS = 7;
const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".split("");
const GIVEN = "小雨 欣怡 梓涵 子墨 思远 佳宁 雅琪 晓彤 文静 嘉禾 若溪 一诺 安然 可可 悠悠".split(
  " ",
);

const pick = <T>(from: readonly [T, ...T[]] | readonly T[], dice: Dice): T => {
  const chosen = from[Math.floor(dice() * from.length)];
  if (chosen === undefined) throw new Error("Nothing to pick from");
  return chosen;
};

function pickBy(weights: readonly number[], dice: Dice): number {
  let left = dice() * weights.reduce((sum, w) => sum + w, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return at < 0 ? weights.length - 1 : at;
}

/** What the shop's own system calls the n-th member of a group. */
export const personId = (shop: number, { name }: DemoCommunity, n: number): string =>
  `s${shop + 1}-${name}-${n + 1}`;

function people(shop: number, community: DemoCommunity, dice: Dice): readonly Person[] {
  return Array.from({ length: community.size }, (_, i) => ({
    id: personId(shop, community, i),
    name: pick(SURNAMES, dice) + pick(GIVEN, dice),
    community,
    // A few look in almost every day, most twice a week.
    visits: 0.16 + 0.6 * dice() ** 3,
  }));
}

const goodsOf = (category: string): readonly DemoProduct[] =>
  DEMO_GOODS.filter((product) => product.category === category);

const priceNow = (product: DemoProduct) => ({
  minor: product.coupon ?? product.member,
  currency: "CNY",
});

/** An order of the shop's own system, in the group that it came from. */
export function order(
  person: Pick<Person, "id" | "community">,
  at: Instant,
  lines: readonly (readonly [DemoProduct, number])[],
) {
  const number = `D${Math.floor(at / 1000)}${person.id.replace(/\D/g, "").padStart(4, "0")}`;
  return {
    ...{ source: "demo", first: true, number, community: person.community.name },
    lines: lines.map(([product, quantity], i) => ({
      ordinal: i + 1,
      sku: product.id,
      product: product.id,
      title: product.title,
      category: product.category,
      quantity,
      unitPrice: priceNow(product),
      kind: "goods",
    })),
  };
}

/** One person's four months to the end of the day that begins at `today`, oldest first. */
function* lifeOf(person: Person, shop: DemoShop, today: Instant, dice: Dice): Generator<DemoEvent> {
  const weights = pull(person.community.tastes);
  const rising = shop.rise.community === person.community.name ? shop.rise.category : null;
  const base = { userId: person.id };
  let count = 0;
  const event: Visit["event"] = (type, at, properties) => {
    count += 1;
    return { ...base, messageId: `demo:${person.id}:${count}`, type, at, properties };
  };
  // Days of business as the cards count them: the last full one is yesterday.
  const first = Math.floor(dice() * 20);
  const joined = within(today - (DAYS - first) * DAY, person, dice);
  yield event("identified", joined, { traits: { name: person.name } });
  yield event("community_joined", joined, {
    community: person.community.name,
    source: person.community.source,
  });
  const habits = habitsOf(person, dice).map((habit) => ({
    ...habit,
    next: joined + dice() * habit.every * DAY,
  }));
  for (let day = first + 1; day <= DAYS; day += 1) {
    const morning = today - (DAYS - day) * DAY;
    const recent = day >= DAYS - RISE_DAYS;
    const visits = day >= DAYS - LIVELY_DAYS ? person.visits : person.visits / 6;
    const tilted = weights.map((w, i) => (recent && DEMO_CATEGORIES[i] === rising ? w * 8 : w));
    for (let visit = poisson(visits, dice); visit > 0; visit -= 1) {
      const at = within(morning, person, dice);
      yield* visitOf(person, { at, weights: tilted, event, dice });
    }
    for (const habit of habits) {
      if (habit.next >= morning + DAY) continue;
      const at = within(morning, person, dice);
      yield event("order_placed", at, order(person, at, [[habit.product, 1]]));
      habit.next = at + habit.every * DAY * (0.85 + 0.3 * dice());
    }
  }
}

type Habit = { readonly product: DemoProduct; readonly every: number };

/** What this person buys again and again, and after how many days: of most of their categories, one staple. */
const habitsOf = (person: Person, dice: Dice): readonly Habit[] =>
  person.community.tastes.flatMap((category) => {
    const staples = goodsOf(category).filter(({ every }) => every !== null);
    const product = dice() < 0.7 && staples.length > 0 ? pick(staples.slice(0, 2), dice) : null;
    return product?.every ? [{ product, every: product.every * (0.85 + 0.3 * dice()) }] : [];
  });

/** A moment of the day that begins at `morning`, in one of the hours in which the person's community is awake. */
const within = (morning: Instant, person: Person, dice: Dice): Instant =>
  morning + (pick(person.community.hours, dice) + dice()) * HOUR;

type Visit = {
  readonly at: Instant;
  readonly weights: readonly number[];
  readonly event: (type: string, at: Instant, properties: DemoEvent["properties"]) => DemoEvent;
  readonly dice: Dice;
};

function* visitOf(person: Person, { at, weights, event, dice }: Visit): Generator<DemoEvent> {
  const views = 1 + poisson(1.4, dice);
  for (let i = 0; i < views; i += 1) {
    const category = DEMO_CATEGORIES[pickBy(weights, dice)] ?? "";
    const product = pick(goodsOf(category), dice);
    const seen = { product: product.id, sku: product.id, name: product.title, category };
    yield event("product_viewed", at + i * 40_000, seen);
    if (dice() < 0.12)
      yield event("product_added", at + i * 40_000 + 9_000, { ...seen, quantity: 1 });
    if (dice() < 0.05)
      yield event(
        "order_placed",
        at + i * 40_000 + 20_000,
        order(person, at + i * 40_000, [[product, 1 + Math.floor(dice() * 2)]]),
      );
  }
}

/**
 * Everything that happened in one demo shop before `until`, in the order of time. The day is told to its end and
 * then cut, so that the past is the same at every hour of it.
 */
export function storyOf(shop: DemoShop, index: number, until: Instant): readonly DemoEvent[] {
  const today = startOf(businessDay(until));
  const dice = seeded(SEED + index);
  return shop.communities
    .flatMap((community) => people(index, community, dice))
    .flatMap((person) => [...lifeOf(person, shop, today, dice)])
    .filter(({ at }) => at < until)
    .toSorted((a, b) => a.at - b.at);
}
