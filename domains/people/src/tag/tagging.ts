import { businessDay, type Ctx, type ShopId } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { reckonMarket } from "../reckoning/market.ts";
import {
  isDue,
  keepMarket,
  type Reckoning,
  readReckoning,
  reckonMeasures,
} from "../reckoning/store.ts";
import { settle } from "../standing/settle.ts";
import { markEverybody } from "../standing/stale.ts";
import { countTags, keepDay } from "./counting.ts";
import { countOwn } from "./own.ts";
import { DEFINITIONS } from "./registry.ts";

type Ports = Pick<PeoplePorts, "habitsOf" | "priceChoices" | "earnedBp" | "fitLaw" | "membersOf">;

/** A shop that has grown by half since is another shop. */
const GROWN = 1.5;

async function customersOf({ sql }: Ctx, shop: ShopId): Promise<number> {
  const { n } = await sql.one<{ readonly n: number }>(
    "select count(*)::int as n from people.profile where shop = $1",
    [shop],
  );
  return n;
}

const isOfToday = (last: Reckoning, today: string): boolean =>
  last.day === today && last.definitions === DEFINITIONS;

async function isGrown(ctx: Ctx, shop: ShopId, last: Reckoning): Promise<boolean> {
  const known = last.market?.known ?? 0;
  return (await customersOf(ctx, shop)) > GROWN * known;
}

/** Once a day, and when the shop has grown: what its customers have in common, and everybody anew by it. */
async function renew(ctx: Ctx, ports: Ports, shop: ShopId): Promise<void> {
  const known = await customersOf(ctx, shop);
  // Nothing is written, and so nobody kept waiting, until the law is fitted.
  const market = await reckonMarket(ctx, ports, { shop, known });
  await reckonMeasures(ctx.sql, shop, ctx.now);
  await keepMarket(ctx.sql, shop, { day: businessDay(ctx.now), market });
  await markEverybody(ctx.sql, shop);
}

async function count(ctx: Ctx, ports: Ports, shop: ShopId): Promise<void> {
  await reckonMeasures(ctx.sql, shop, ctx.now);
  const own = await countOwn(ctx, ports, shop);
  await keepDay(ctx, shop, [...(await countTags(ctx, shop)), ...own]);
}

/**
 * One step of the tagging of a shop, in the caller's transaction: decides some who wait; else renews what all are judged by
 * and counts the day. False: there is nothing to do.
 */
export async function step(ctx: Ctx, ports: Ports, shop: ShopId): Promise<boolean> {
  if ((await settle(ctx, ports, shop)) > 0) return true;
  const last = await readReckoning(ctx.sql, shop);
  const today = businessDay(ctx.now);
  if (
    last === null ||
    !isOfToday(last, today) ||
    (last.moved && (await isGrown(ctx, shop, last)))
  ) {
    await renew(ctx, ports, shop);
    return true;
  }
  if (!last.moved || !isDue(last, ctx.now)) return false;
  await count(ctx, ports, shop);
  return true;
}
