import { readFileSync } from "node:fs";
import { marketOf, type World } from "@zhongshu/market";
import { DEMO_CATEGORIES, DEMO_GOODS, DEMO_LAUNCHES } from "./goods.ts";
import { DEMO_SHOPS, pull } from "./shops.ts";
import { personId } from "./story.ts";

const FILE = new URL("../../../market/markets/demo.json", import.meta.url);
const SEED = 7;

const logs = (weights: readonly number[]): Float64Array => {
  const taste = Float64Array.from(weights, Math.log);
  const mean = taste.reduce((a, b) => a + b, 0) / taste.length;
  return taste.map((t) => t - mean);
};

/** The people and goods of the demo as the market knows them, one world a shop: how they take to a message. */
export function demoWorlds(): readonly World[] {
  const file = marketOf(JSON.parse(readFileSync(FILE, "utf8")));
  // What came lately last, so that the chances of all else, which go by place, stay as they were.
  const goods = [...DEMO_GOODS, ...DEMO_LAUNCHES].map(
    ({ id, title, category, list, member, coupon }) => {
      const price = coupon ?? member;
      const dear = Math.log(price / 100 / file.goods.price.median);
      const at = DEMO_CATEGORIES.indexOf(category);
      return { id, title, category: at, price, list, popularity: 1, dear, staple: null };
    },
  );
  return DEMO_SHOPS.map(({ communities }, shop) => {
    const people = communities.flatMap((community, group) =>
      Array.from({ length: community.size }, (_, n) => ({ community, group, n })),
    );
    const customers = people.map(({ community, group, n }, index) => ({
      ...{ index, id: personId(shop, community, n), name: "", shop: 0, community: group },
      ...{ taste: logs(pull(community.tastes)), visits: 0, touches: 0, habits: [] },
      ...{ sensitivity: file.price.sensitivity.median, hours: community.hours },
      ...{ burst: 0, burstEnds: -1, fatigue: 0, tiredOn: 0, unsubscribed: false },
    }));
    const groups = communities.map(({ name }, index) => ({
      ...{ index, name, shop: 0 },
      members: customers.filter((c) => c.community === index).map((c) => c.index),
    }));
    return {
      ...{ file, seed: SEED + shop, goods, categories: DEMO_CATEGORIES },
      ...{ customers, communities: groups },
    };
  });
}
