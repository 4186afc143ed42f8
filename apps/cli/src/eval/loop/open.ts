import { HOUR, type Instant, startOf } from "@zhongshu/kernel";
import {
  type Act,
  type CustomerVisit,
  introductions,
  type Member,
  memberOf,
  openWorld,
  type ShopSystem,
  systemOf,
  type Told,
  toldOf,
  type World,
} from "@zhongshu/market";
import { type Account, opened } from "./ledger.ts";
import { dateOf, type Plan } from "./plan.ts";
import type { Product } from "./product.ts";

type Later = { readonly shop: number; readonly told: Told };

/** A market and the product that serves it, as they stand. */
export type Open = {
  readonly plan: Plan;
  readonly world: World;
  readonly product: Product;
  readonly member: Member;
  readonly systems: readonly ShopSystem[];
  readonly account: Account;
  /** Who has come in by the product's door, by number. */
  readonly visits: Map<number, CustomerVisit>;
  /** What has happened but lies ahead of the clock: refunds of goods sent back later. */
  later: readonly Later[];
};

const NIGHT = 23 * HOUR + HOUR / 2;
export const nightOf = (plan: Plan, day: number): Instant => startOf(dateOf(plan, day)) + NIGHT;

/** The shops tell what happened on a day, each its own customers', in the evening of that day. */
export async function tellDay(open: Open, day: number, acts: readonly Act[]): Promise<void> {
  const { world, plan, product } = open;
  const night = nightOf(plan, day);
  product.setClock(night);
  const today = { day, date: dateOf(plan, day) };
  const fresh = acts.flatMap((act, n) => {
    const shop = world.customers[act.customer]?.shop ?? 0;
    return toldOf({ world, today }, [act], n).map((told) => ({ shop, told }));
  });
  const all = [...open.later, ...fresh];
  const happened = ({ told }: Later): boolean => Date.parse(told.timestamp) <= night;
  open.later = all.filter((one) => !happened(one));
  for (const [shop, system] of open.systems.entries()) {
    const own = all.filter((one) => one.shop === shop && happened(one));
    await system.tell(own.map(({ told }) => told));
  }
}

/** Everybody is introduced, has agreed to be written to, and what a sale earns is known. */
async function settle({ plan, world, product, member, systems }: Open): Promise<void> {
  product.setClock(nightOf(plan, 0));
  const told = introductions(world, dateOf(plan, 0));
  for (const [index, { id }] of product.shops.entries()) {
    const own = new Set(world.customers.filter((c) => c.shop === index).map((c) => c.id));
    await systems[index]?.tell(told.filter(({ userId }) => own.has(userId)));
    await member.agree(id, [...own]);
    await member.commission(id, {
      ...{ scope: "shop", subject: "", bp: Math.round(world.file.goods.margin * 10_000) },
      ...{ validFrom: startOf(plan.first), validUntil: null },
    });
  }
}

/** The market opens its doors: people, and a past in which nobody was written to. */
export async function openMarketAt(plan: Plan, product: Product): Promise<Open> {
  product.setClock(nightOf(plan, 0));
  const open: Open = {
    plan,
    product,
    world: openWorld(plan.file, plan.seed),
    member: await memberOf(product.url, product.phone),
    systems: product.shops.map(({ key }) => systemOf(product.url, key)),
    account: opened(),
    visits: new Map(),
    later: [],
  };
  await settle(open);
  return open;
}
