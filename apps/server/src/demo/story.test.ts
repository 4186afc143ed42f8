import { dueAgain, gather, nationalPromotions, risesIn, WINDOW_DAYS } from "@zhongshu/brain";
import { type BusinessDay, businessDay, DAY, HOUR, plusDays, startOf } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { DEMO_CATEGORIES, DEMO_GOODS } from "./goods.ts";
import { shopTold } from "./shop-told.ts";
import { DEMO_SHOPS } from "./shops.ts";
import { type DemoEvent, storyOf } from "./story.ts";

const stories = (until: number): readonly (readonly DemoEvent[])[] =>
  DEMO_SHOPS.map((shop, index) => storyOf(shop, index, until));

type Line = { readonly product: string; readonly category: string };
const linesOf = ({ properties }: DemoEvent): readonly Line[] => {
  const lines = properties["lines"];
  return Array.isArray(lines) ? lines : [];
};
const categoriesOf = (event: DemoEvent): readonly string[] =>
  typeof event.properties["category"] === "string"
    ? [event.properties["category"]]
    : linesOf(event).map(({ category }) => category);

/** The planted rises that the product's own decision finds on the morning of `day`, as "community category". */
function found(all: readonly (readonly DemoEvent[])[], day: BusinessDay): ReadonlySet<string> {
  const from = plusDays(day, -WINDOW_DAYS);
  const ago = (of: BusinessDay): number => Math.round((startOf(of) - startOf(from)) / DAY);
  const people = new Map<string, number>();
  const groups = new Map<string, number[]>();
  const rows: (readonly [customer: number, day: number, category: number])[] = [];
  for (const event of all.flat()) {
    const customer = people.get(event.userId) ?? people.size;
    people.set(event.userId, customer);
    const group = event.type === "community_joined" ? event.properties["community"] : null;
    if (typeof group === "string") groups.set(group, [...(groups.get(group) ?? []), customer]);
    const at = ago(businessDay(event.at));
    if (at >= 0 && at < WINDOW_DAYS)
      for (const category of categoriesOf(event))
        rows.push([customer, at, DEMO_CATEGORIES.indexOf(category)]);
  }
  const promoted = new Set(nationalPromotions(from, plusDays(day, -1)).map(ago));
  const touches = {
    size: rows.length,
    customer: Uint32Array.from(rows, ([customer]) => customer),
    day: Uint8Array.from(rows, ([, at]) => at),
    category: Uint16Array.from(rows, ([, , category]) => category),
    touches: new Float64Array(rows.length).fill(1),
  };
  const names = [...groups.keys()];
  const { rises } = risesIn(
    {
      ...{ customers: people.size, categories: DEMO_CATEGORIES.length, touches },
      promoted: DEMO_CATEGORIES.map(() => promoted),
    },
    names.map((name) => ({ members: Uint32Array.from(groups.get(name) ?? []) })),
  );
  return new Set(rises.map((r) => `${names[r.community]} ${DEMO_CATEGORIES[r.category]}`));
}

/** Goods on the shelf that enough customers are due for, and whether it is known how many will come. */
async function due(
  story: readonly DemoEvent[],
  day: BusinessDay,
): Promise<{ readonly goods: number; readonly foretold: number }> {
  const bought = story
    .flatMap((event) =>
      linesOf(event).map(({ product }) => ({
        profile: event.userId,
        ...{ product, day: businessDay(event.at) },
      })),
    )
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  async function* page() {
    yield bought;
  }
  const last = Math.round(startOf(day) / DAY) - 1;
  const shelf = new Set(DEMO_GOODS.filter(({ stock }) => stock > 0).map(({ id }) => id));
  const found = dueAgain(await gather(page()), last)?.candidates ?? [];
  const sold = found.filter(({ product }) => shelf.has(product));
  return { goods: sold.length, foretold: sold.filter(({ expected }) => expected).length };
}

test.each([
  ["an ordinary day", "2026-11-24"],
  ["the day after 双11", "2026-11-13"],
  ["the day after 双12", "2026-12-13"],
  ["the day after 618", "2026-06-19"],
  ["new year", "2027-01-01"],
  ["Chinese new year, four of seven days promoted", "2027-02-09"],
  ["a leap day", "2028-02-29"],
])(
  "every demo shop wakes up to a rise, to goods that are due, and to a commission that is known: %s",
  async (_, day) => {
    const all = stories(startOf(day) + 9 * HOUR);
    const rises = found(all, day);
    for (const [index, { name, rise }] of DEMO_SHOPS.entries()) {
      expect(rises, name).toContain(`${rise.community} ${rise.category}`);
      const { goods, foretold } = await due(all[index] ?? [], day);
      expect(goods, name).toBeGreaterThan(1);
      expect(foretold, `${name}: commission known`).toBeGreaterThan(0);
    }
  },
);

test("what a demo shop tells of itself is the same at every hour, lies behind, and names only goods and orders of its own", () => {
  const day = "2026-11-24";
  const before = (hour: number) => {
    const until = startOf(day) + hour * HOUR;
    return DEMO_SHOPS.map((shop, index) => {
      const story = storyOf(shop, index, until);
      const own = shopTold(shop, index, { until, story });
      expect(own.every(({ at }) => at < until)).toBe(true);
      return { story, own: own.filter(({ at }) => at < startOf(day)) };
    });
  };
  const [night, evening] = [before(0.1), before(23.9)];
  expect(evening.map(({ own }) => own)).toEqual(night.map(({ own }) => own));
  for (const { story, own } of night) {
    const types = ["community_described", "order_placed", "order_refunded", "product_described"];
    expect(new Set(own.map(({ type }) => type))).toEqual(new Set([...types, "product_reviewed"]));
    const ids = new Set(own.map(({ messageId }) => messageId));
    expect(ids.size).toBe(own.length);
    const numbers = new Set(story.map(({ properties }) => properties["number"]));
    const back = own.filter(({ type }) => type === "order_refunded");
    expect(back.every(({ properties }) => numbers.has(properties["order"]))).toBe(true);
    const people = new Set(story.map(({ userId }) => userId));
    const bought = own.filter(({ type }) => type === "order_placed");
    expect(bought.every(({ userId }) => people.has(String(userId)))).toBe(true);
  }
});

test("the past of the demo is the same at every hour of its day, and nothing in it lies ahead", () => {
  const day = "2026-11-24";
  const before = (hour: number): readonly (readonly DemoEvent[])[] => {
    const until = startOf(day) + hour * HOUR;
    const told = stories(until);
    expect(told.flat().every(({ at }) => at < until)).toBe(true);
    return told.map((story) => story.filter(({ at }) => at < startOf(day)));
  };
  const night = before(0.1);
  expect(night.flat().length).toBeGreaterThan(10_000);
  expect(before(23.9)).toEqual(night);
  expect(before(9)).toEqual(night);
});
