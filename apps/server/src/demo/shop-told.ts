import { businessDay, DAY, HOUR, type Instant, startOf } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { DEMO_GOODS, DEMO_LAUNCHES, type DemoLaunch } from "./goods.ts";
import type { DemoShop } from "./shops.ts";
import { DAYS, type DemoEvent, order, personId, SEED } from "./story.ts";

/** What the shop's own systems tell besides what customers do: of nobody, or of a customer. */
export type ShopEvent = Omit<DemoEvent, "userId"> & { readonly userId: string | null };

const money = (minor: number) => ({ minor, currency: "CNY" });
const CHANNELS = { wecom: "wecom", "own-link": "wechat", "imported-list": "wechat" } as const;

/** What each group is called, where it is and how many are in it. */
const groups = ({ communities }: DemoShop, at: Instant): readonly ShopEvent[] =>
  communities.map(({ name, size, source }) => ({
    ...{ messageId: `demo:group:${name}`, type: "community_described", userId: null, at },
    properties: {
      ...{ community: name, name, size: Math.round(size * 1.2) },
      channel: source === "unknown" ? "unknown" : CHANNELS[source],
    },
  }));

/** What a piece costs, as a list of the shop's purchases tells it. */
const costs = (today: Instant): readonly ShopEvent[] => {
  const known = DEMO_GOODS.map((product) => ({ product, at: today - (DAYS + 1) * DAY }));
  const lately = DEMO_LAUNCHES.map((product) => ({ product, at: launchedAt(product, today) }));
  return [...known, ...lately].map(({ product: { id, title, cost }, at }) => ({
    ...{ messageId: `demo:cost:${id}`, type: "product_described", userId: null, at },
    properties: { product: id, skus: [{ id, name: title, cost: money(cost) }] },
  }));
};

export const launchedAt = ({ ago }: Pick<DemoLaunch, "ago">, today: Instant): Instant =>
  today - ago * DAY + 10 * HOUR;

/** Before its launch the platform looked at each new product; what it turned down it passed the day after. */
const reviews = (today: Instant): readonly ShopEvent[] =>
  DEMO_LAUNCHES.flatMap((product) => {
    const first = launchedAt(product, today) - 2 * DAY;
    const told = (at: Instant, passed: boolean): ShopEvent => ({
      ...{ messageId: `demo:review:${product.id}:${passed}`, type: "product_reviewed", at },
      ...{ userId: null, properties: { product: product.id, passed } },
    });
    return product.passed ? [told(first, true)] : [told(first, false), told(first + DAY, true)];
  });

/** Every day since its launch one or two members of some group buy the new product. */
function launches(shop: DemoShop, index: number, today: Instant): readonly ShopEvent[] {
  const dice = seeded(SEED + 100 + index);
  return DEMO_LAUNCHES.flatMap((product) =>
    Array.from({ length: product.ago * 2 }, (_, n): ShopEvent | null => {
      const group = Math.floor(dice() * shop.communities.length);
      const community = shop.communities[group];
      const [who, hour, bought] = [dice(), dice(), dice()];
      if (community === undefined || bought < 0.4) return null;
      const id = personId(index, community, Math.floor(who * community.size));
      const at =
        launchedAt(product, today) + Math.floor(n / 2) * DAY + Math.floor(hour * 11 * HOUR);
      const properties = order({ id, community }, at, [[product, 1]]);
      return {
        ...{ messageId: `demo:new:${index}:${product.id}:${n}`, type: "order_placed" },
        ...{ userId: id, at, properties },
      };
    }).filter((event) => event !== null),
  );
}

/** One order in so many comes back, the whole of its first line, some days later. */
const BACK_IN = 40;

const refunds = (story: readonly DemoEvent[]): readonly ShopEvent[] =>
  story
    .filter(({ type }) => type === "order_placed")
    .filter((_, n) => n % BACK_IN === 0)
    .flatMap(({ userId, at, properties: { number, lines } }, n) => {
      const [line] = Array.isArray(lines) ? lines : [];
      return [
        {
          ...{ messageId: `demo:back:${number}`, type: "order_refunded", userId },
          at: at + (2 + (n % 4)) * DAY,
          properties: { source: "demo", number: `T${number}`, order: number, lines: [line] },
        },
      ];
    });

/** What one demo shop has told of itself before `until`, in the order of time; `story` is what its customers did. */
export function shopTold(
  shop: DemoShop,
  index: number,
  { until, story }: { readonly until: Instant; readonly story: readonly DemoEvent[] },
): readonly ShopEvent[] {
  const today = startOf(businessDay(until));
  return [
    ...groups(shop, today - (DAYS + 1) * DAY),
    ...[costs(today), reviews(today), launches(shop, index, today), refunds(story)].flat(),
  ]
    .filter(({ at }) => at < until)
    .toSorted((a, b) => a.at - b.at);
}
