import {
  businessDay,
  DAY,
  newId,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import type { System } from "../compose.ts";
import { DEMO_GOODS, type DemoProduct } from "./goods.ts";
import { DEMO_SHOPS } from "./shops.ts";
import { type DemoEvent, storyOf } from "./story.ts";

/** Who can sign in to the demo, and as what. The phones belong to nobody. */
export const DEMO_SIGN_INS = [
  { phone: "13800000001", role: "owner", zh: "店主", en: "shop owner" },
  { phone: "13800000002", role: "operator", zh: "运营", en: "operator" },
  { phone: "13800000003", role: "admin", zh: "管理员", en: "administrator" },
] as const;

export const DEMO_ORGANISATION = "小满生活（演示）";
const BATCH = 1_000;

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`The demo could not be made: ${result.error.message.en}`);
  return result.value;
}

/**
 * Makes what is missing of the demo: organisation, people, shops, goods, four months of events. Everything
 * carries its own key, so a seeding that was killed goes on where it stopped. Answers with a server write key.
 */
export async function seedDemo(system: System, at: Pick<Seal, "now" | "random">): Promise<string> {
  const seal = await organisation(system, at);
  const shops = await shopsOf(system, seal);
  await members(system, seal, [...shops.values()]);
  for (const [index, shop] of DEMO_SHOPS.entries()) {
    const id = shops.get(shop.name);
    if (id === undefined) throw new Error(`The demo lacks the shop ${shop.name}`);
    await goods(system, seal, id);
    const story = storyOf(shop, index, seal.now);
    for (let from = 0; from < story.length; from += BATCH)
      await append(system, { seal, shop: id }, story.slice(from, from + BATCH));
  }
  const [first] = shops.values();
  if (first === undefined) throw new Error("The demo has no shop");
  return writeKey(system, seal, first);
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
  const roles = new Set(known.map(({ role }) => role));
  for (const { phone, role, zh } of DEMO_SIGN_INS) {
    if (roles.has(role)) continue;
    const asked = { phone, role, name: `演示${zh}`, shops: role === "owner" ? shops : [] };
    must(await system.asTenant(seal, (ctx) => system.tenancy.addMember(ctx, asked)));
  }
}

const price = (minor: number) => ({ minor, currency: "CNY" });

function change(product: DemoProduct, now: number) {
  const until = startOf(businessDay(now)) + 8 * DAY;
  const condition = { zh: "领券后下单，每人限 2 件", en: "with the coupon, two per person" };
  return {
    from: now - 121 * DAY,
    title: product.title,
    category: product.category,
    window: product.coupon === null ? null : windowOf(now),
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
  await system.asTenant(seal, async (ctx) => {
    for (const product of DEMO_GOODS)
      must(
        await system.goods.put(ctx, { shop, product: product.id, ...change(product, seal.now) }),
      );
    const always = { validFrom: seal.now - 150 * DAY, validUntil: null };
    const rule = { shop, scope: "shop", subject: "", bp: 1_200, ...always } as const;
    must(await system.goods.putCommission(ctx, rule));
    const better = { ...rule, scope: "category", subject: "有机辅食", bp: 1_800 } as const;
    must(await system.goods.putCommission(ctx, better));
  });
}

type Place = { readonly seal: Seal; readonly shop: ShopId };

const append = (system: System, { seal, shop }: Place, story: readonly DemoEvent[]) =>
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
