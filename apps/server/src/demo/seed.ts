import {
  businessDay,
  type Ctx,
  DAY,
  type Instant,
  newId,
  SECOND,
  type Seal,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import type { System } from "../compose.ts";
import { DEMO_GOODS, DEMO_LAUNCHES, type DemoProduct } from "./goods.ts";
import { must } from "./must.ts";
import { playedBefore } from "./plays.ts";
import { launchedAt, type ShopEvent, shopTold } from "./shop-told.ts";
import { DEMO_SHOPS, type DemoShop } from "./shops.ts";
import { type DemoEvent, storyOf } from "./story.ts";

/** Who can sign in to the demo, and as what. The phones belong to nobody. */
export const DEMO_SIGN_INS = [
  { phone: "13800000001", role: "owner", zh: "店主", en: "shop owner" },
  { phone: "13800000002", role: "operator", zh: "运营", en: "operator" },
  { phone: "13800000003", role: "admin", zh: "管理员", en: "administrator" },
] as const;

/** Behind the demo's customers: signs in as anybody does, to see whom a message reached. */
export const DEMO_MARKET = {
  phone: "13800000009",
  role: "operator",
  name: "演示客户（自动）",
} as const;

export const DEMO_ORGANISATION = "小满生活（演示）";
const BATCH = 1_000;

/** A shop of the demo, and the server write key that its own system tells us events with. */
export type DemoKey = { readonly shop: ShopId; readonly secret: string };

/** The product as it lives now, and as it lives at the moments that a clock tells. */
export type Living = {
  readonly system: System;
  at(clock: () => Instant): System;
  refreshStatistics(): Promise<void>;
};

/**
 * Makes what is missing of the demo: organisation, people, shops, goods, four months of events, what was sent in the
 * last weeks. Everything carries its own key, so a seeding that was killed goes on where it stopped.
 */
export async function seedDemo(
  { system, at: living, refreshStatistics }: Living,
  at: Pick<Seal, "now" | "random">,
): Promise<readonly DemoKey[]> {
  const seal = await organisation(system, at);
  const shops = await shopsOf(system, seal);
  await members(system, seal, [...shops.values()]);
  // Side by side: while one shop's rows are written, the next one's are made.
  await Promise.all(
    DEMO_SHOPS.map(async (shop, index) => {
      const id = shops.get(shop.name);
      if (id === undefined) throw new Error(`The demo lacks the shop ${shop.name}`);
      await filled(system, { seal, shop: id }, told(shop, index, seal.now));
    }),
  );
  const all = DEMO_SHOPS.flatMap(({ name }) => shops.get(name) ?? []);
  await refreshStatistics();
  await playedBefore(living, seal, all);
  await hurry(system, seal, all);
  const keys: DemoKey[] = [];
  for (const shop of all) keys.push({ shop, secret: await writeKey(system, seal, shop) });
  return keys;
}

type Told = { readonly story: readonly DemoEvent[]; readonly own: readonly ShopEvent[] };

/** All that one shop of the demo tells before `now`: what its customers did, and what it says of itself. */
export function told(shop: DemoShop, index: number, now: Instant): Told {
  const story = storyOf(shop, index, now);
  return { story, own: shopTold(shop, index, { until: now, story }) };
}

/** One shop: its goods, what happened in it, who agreed to be written to. */
export async function filled(system: System, at: Place, { story, own }: Told): Promise<void> {
  await goods(system, at.seal, at.shop);
  for (const events of [own, story])
    for (let from = 0; from < events.length; from += BATCH)
      await append(system, at, events.slice(from, from + BATCH));
  const users = [...new Set(story.map(({ userId }) => userId))];
  await agreed(system, { ...at, seal: { ...at.seal, now: at.seal.now - 30 * DAY } }, users);
}

/**
 * From now on a window lasts a minute and a half, so that a result comes before the eyes of who tapped; reach gives
 * what is sent by hand five minutes. Goods may come
 * back for as long as anywhere: what is earned is 待结算 until then, on every page alike.
 */
async function hurry(system: System, seal: Seal, [shop]: readonly ShopId[]): Promise<void> {
  if (shop === undefined) throw new Error("The demo has no shop");
  const chosen = { quiet: null, windowMs: 90 * SECOND, returnMs: 7 * DAY };
  must(await system.asTenant(seal, (ctx) => system.reach.setPolicy(ctx, { shop, chosen })));
}

/** Most of the demo's customers have said that they like to be written to. */
async function agreed(system: System, { seal, shop }: Place, users: readonly string[]) {
  const willing = users.filter((_, n) => n % 12 !== 0);
  const said = { shop, channel: "all", proof: "入会时勾选", userIds: willing } as const;
  must(await system.asTenant(seal, (ctx) => system.reach.agreeAll(ctx, said)));
}

async function organisation(system: System, at: Pick<Seal, "now" | "random">): Promise<Seal> {
  const actor = { kind: "system", id: "demo", name: "演示" } as const;
  const known = (await system.directory()).find(({ name }) => name === DEMO_ORGANISATION);
  if (known !== undefined) return { ...at, actor, tenant: known.tenant, can: () => true };
  const admin = DEMO_SIGN_INS.find(({ role }) => role === "admin");
  const founded = await system.tenancy.createOrganisation(
    { ...at, actor },
    { name: DEMO_ORGANISATION, admin: { phone: admin?.phone ?? "", name: "演示管理员" } },
  );
  return must(founded).seal;
}

async function shopsOf(system: System, seal: Seal): Promise<ReadonlyMap<string, ShopId>> {
  const known = (await system.directory()).find(({ tenant }) => tenant === seal.tenant);
  const shops = new Map((known?.shops ?? []).map(({ name, id }) => [name, id]));
  for (const { name } of DEMO_SHOPS) {
    if (shops.has(name)) continue;
    const made = await system.asTenant(seal, (ctx) => system.tenancy.createShop(ctx, name));
    shops.set(name, must(made).id);
  }
  return shops;
}

async function members(system: System, seal: Seal, shops: readonly ShopId[]): Promise<void> {
  const known = must(await system.asTenant(seal, (ctx) => system.tenancy.listMembers(ctx)));
  const { phone, ...market } = DEMO_MARKET;
  if (!known.some(({ name }) => name === market.name))
    must(
      await system.asTenant(seal, (ctx) =>
        system.tenancy.addMember(ctx, { phone, ...market, shops: [] }),
      ),
    );
  const roles = new Set(known.filter(({ name }) => name !== market.name).map(({ role }) => role));
  for (const { phone, role, zh } of DEMO_SIGN_INS) {
    if (roles.has(role)) continue;
    const asked = { phone, role, name: `演示${zh}`, shops: role === "owner" ? shops : [] };
    must(await system.asTenant(seal, (ctx) => system.tenancy.addMember(ctx, asked)));
  }
}

const price = (minor: number) => ({ minor, currency: "CNY" });

function change(product: DemoProduct, now: number, from: Instant) {
  const until = startOf(businessDay(now)) + 8 * DAY;
  const condition = { zh: "领券后下单，每人限 2 件", en: "with the coupon, two per person" };
  return {
    from,
    title: product.title,
    category: product.category,
    window: null,
    skus: [
      {
        id: product.id,
        name: "默认规格",
        listPrice: price(product.list),
        memberPrice: price(product.member),
        afterCoupon:
          product.coupon === null
            ? null
            : { price: price(product.coupon), condition, validUntil: until },
        stock: product.stock,
      },
    ],
  };
}

const windowOf = (now: number) => {
  const today = startOf(businessDay(now));
  return {
    previewAt: today - 3 * DAY,
    opensAt: today - 2 * DAY,
    closesAt: today + 8 * DAY,
    encoreFrom: null,
    encoreUntil: null,
  };
};

async function goods(system: System, seal: Seal, shop: ShopId): Promise<void> {
  const whole = async (ctx: Ctx, product: DemoProduct, from: Instant): Promise<void> => {
    const { id, brand } = product;
    must(await system.goods.put(ctx, { shop, product: id, ...change(product, seal.now, from) }));
    if (brand !== null) must(await system.goods.putTrade(ctx, { shop, product: id, from, brand }));
  };
  await system.asTenant(seal, async (ctx) => {
    for (const product of DEMO_GOODS) await whole(ctx, product, seal.now - 121 * DAY);
    for (const product of DEMO_LAUNCHES)
      await whole(ctx, product, launchedAt(product, startOf(businessDay(seal.now))));
    for (const { id: product, coupon } of DEMO_GOODS)
      if (coupon !== null)
        must(
          await system.goods.put(ctx, {
            ...{ shop, product, from: seal.now - 4 * DAY, window: windowOf(seal.now) },
          }),
        );
  });
  await rules(system, { seal, shop });
}

/** They were told when the shop began, so that whatever is told today for before is seen as a change. */
async function rules(system: System, { seal, shop }: Place): Promise<void> {
  const began = seal.now - 150 * DAY;
  await system.asTenant({ ...seal, now: began }, async (ctx) => {
    const always = { validFrom: began, validUntil: null };
    const rule = { shop, scope: "shop", subject: "", bp: 1_200, ...always } as const;
    must(await system.goods.putCommission(ctx, rule));
    const better = { ...rule, scope: "category", subject: "有机辅食", bp: 1_800 } as const;
    must(await system.goods.putCommission(ctx, better));
    const each = { shop, scope: "category", subject: "家居清洁", ...always } as const;
    must(await system.goods.putCommission(ctx, { ...each, each: price(500) }));
  });
}

type Place = { readonly seal: Seal; readonly shop: ShopId };

const append = (system: System, { seal, shop }: Place, story: readonly ShopEvent[]) =>
  system.asTenant(seal, (ctx) =>
    system.ledger.append(
      ctx,
      story.map((event) => ({
        ...event,
        tenant: seal.tenant,
        shop,
        version: 1,
        anonymousId: null,
        receivedAt: seal.now,
      })),
    ),
  );

async function writeKey(system: System, seal: Seal, shop: ShopId): Promise<string> {
  const asked = { shop, kind: "server", name: `演示 ${newId(seal).slice(-4)}` } as const;
  return must(await system.asTenant(seal, (ctx) => system.tenancy.createKey(ctx, asked))).secret;
}
