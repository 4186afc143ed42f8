import { iso, startOf } from "@zhongshu/kernel";
import { between, chanceAt } from "../world/chance.ts";
import type { Act, Today } from "../world/live.ts";
import type { World } from "../world/world.ts";
import type { Told } from "./intake.ts";

const REFUNDS = 8;
const SECOND = 1_000;
const DAY_SECONDS = 86_400;

type Placed = { readonly world: World; readonly today: Today };

const lineOf = (world: World, index: number) => {
  const good = world.goods[index];
  if (good === undefined) throw new Error(`There is no good ${index}`);
  return {
    ordinal: 1,
    sku: good.id,
    product: good.id,
    title: good.title,
    category: world.categories[good.category] ?? null,
    quantity: 1,
    unitPrice: { minor: good.price, currency: "CNY" },
    kind: "goods",
  };
};

const userOf = (world: World, customer: number): string => world.customers[customer]?.id ?? "";

function viewed({ world, today }: Placed, act: Act, number: number): Told {
  const { sku, product, title, category } = lineOf(world, act.good);
  return {
    messageId: `m:${today.day}:${number}`,
    userId: userOf(world, act.customer),
    event: "product_viewed",
    timestamp: iso(startOf(today.date) + act.second * SECOND),
    properties: { product, sku, name: title, category },
  };
}

/** Most orders are kept; of some the money goes back after some days. */
function ordered({ world, today }: Placed, act: Act, number: number): readonly Told[] {
  const lines = [lineOf(world, act.good)];
  const order = `${today.day}-${number}`;
  const userId = userOf(world, act.customer);
  const at = startOf(today.date) + act.second * SECOND;
  const placed: Told = {
    messageId: `o:${order}`,
    userId,
    event: "order_placed",
    timestamp: iso(at),
    properties: { source: "market", number: order, first: true, lines },
  };
  const random = chanceAt(world.seed, REFUNDS, today.day, number);
  if (random() >= world.file.refunds.share) return [placed];
  const later = at + between(world.file.refunds.afterDays, random) * DAY_SECONDS * SECOND;
  const refund: Told = {
    messageId: `r:${order}`,
    userId,
    event: "order_refunded",
    timestamp: iso(later),
    properties: { source: "market", number: `R${order}`, order, lines },
  };
  return [placed, refund];
}

/** One day's acts as the shop's own system tells them, each with its own time; a refund lies some days ahead. */
export const toldOf = (placed: Placed, acts: readonly Act[], from = 0): readonly Told[] =>
  acts.flatMap((act, i) =>
    act.kind === "viewed" ? [viewed(placed, act, from + i)] : ordered(placed, act, from + i),
  );

/** Everybody is known by name and group from the first day on. */
export const introductions = (world: World, date: string): readonly Told[] =>
  world.customers.flatMap(({ id, name, community }) => {
    const at = { userId: id, timestamp: iso(startOf(date)) };
    const group = world.communities[community]?.name ?? "";
    return [
      { ...at, messageId: `i:${id}`, event: "identified", properties: { traits: { name } } },
      {
        ...at,
        messageId: `j:${id}`,
        event: "community_joined",
        properties: { community: group, source: "wecom" },
      },
    ];
  });
