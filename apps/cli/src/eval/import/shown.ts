import type { Product } from "@zhongshu/goods/contract";
import { type Ctx, type ProfileId, profileId, rateOf, type ShopId } from "@zhongshu/kernel";
import type { ImportKind } from "@zhongshu/ledger/contract";
import type { Profile } from "@zhongshu/people/contract";
import type { System } from "@zhongshu/server";
import { must } from "../../system.ts";
import type { Value } from "./value.ts";

/** A record as the product shows it, by field. */
export type Shown = Readonly<Record<string, Value>>;

const PAGE = 200;
const text = (...any: readonly (string | null | undefined)[]): Value => ({
  is: "text",
  any: any.flatMap((one) => (one === null || one === undefined || one === "" ? [] : [one])),
});
const money = (minor: number | null | undefined): Value => ({ is: "money", minor: minor ?? null });
const count = (n: number | null | undefined): Value => ({ is: "count", n: n ?? null });

type Asked = { readonly ctx: Ctx; readonly shop: ShopId; readonly system: System };

const traitsOf = ({ traits }: Profile): readonly (readonly [string, string])[] =>
  Object.entries(traits).map(([key, value]) => [
    key,
    typeof value === "string" ? value : String(value),
  ]);

/** By what somebody may be meant. */
const names = (person: Profile | null): readonly string[] =>
  person === null
    ? []
    : [
        ...[person.userId ?? "", person.name ?? ""],
        ...traitsOf(person).flatMap(([key, value]) =>
          ["name", "wechat_name", "phone", "unionid", "openid"].includes(key) ? [value] : [],
        ),
      ];

type Place = Parameters<System["people"]["list"]>[1]["cursor"];

async function people({ ctx, shop, system }: Asked): Promise<readonly Profile[]> {
  const all: Profile[] = [];
  const everybody = { shop, search: null, stage: null, predicate: null, id: null, limit: PAGE };
  let cursor: Place = null;
  do {
    const page: { readonly people: readonly Profile[]; readonly next: Place } = must(
      await system.people.list(ctx, { ...everybody, cursor }),
    );
    all.push(...page.people);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

async function orders(asked: Asked): Promise<readonly Shown[]> {
  const { ctx, shop, system } = asked;
  const persons = new Map((await people(asked)).map((person) => [person.id, person]));
  const all: Shown[] = [];
  let cursor: Parameters<System["orders"]["list"]>[1]["cursor"] = null;
  do {
    const ask = { shop, profile: null, day: null, cursor, limit: PAGE };
    const page = await system.orders.list(ctx, ask);
    for (const order of page.orders) {
      const person = persons.get(order.profile ?? "") ?? null;
      const lines = order.lines.map(({ title, sku, quantity, unitPrice, kind }) => ({
        ...{ title, sku, quantity, minor: unitPrice.minor, service: kind === "service" },
      }));
      all.push({
        ...{ number: text(order.number), at: { is: "time", at: order.at } },
        customer: text(order.customer, ...names(person)),
        ...{ total: money(order.total.minor), refunded: money(order.refunded.minor) },
        currency: text(order.total.currency),
        lines: { is: "lines", lines },
        ...{ leader: text(order.leader), pickup: text(order.pickup) },
        ...{ community: text(order.community), note: text(order.note) },
      });
    }
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

async function customers(asked: Asked): Promise<readonly Shown[]> {
  return (await people(asked)).map((person) => ({
    ...Object.fromEntries(traitsOf(person).map(([key, value]) => [key, text(value)])),
    customer: text(...names(person)),
    id: text(person.userId),
    name: text(person.name, person.userId, String(person.traits["name"] ?? "")),
    phone: text(String(person.traits["phone"] ?? ""), person.userId),
    nickname: text(String(person.traits["wechat_name"] ?? ""), person.userId),
  }));
}

async function products(ctx: Ctx, { shop, system }: Omit<Asked, "ctx">) {
  const ask = { shop, at: ctx.now, search: null, category: null, tag: null, limit: PAGE };
  const all: Product[] = [];
  let after: string | null = null;
  do {
    const found: { readonly goods: readonly Product[]; readonly next: string | null } = must(
      await system.goods.list(ctx, { ...ask, after }),
    );
    all.push(...found.goods);
    after = found.next;
  } while (after !== null);
  return all;
}

async function goods({ ctx, shop, system }: Asked): Promise<readonly Shown[]> {
  const at = ctx.now;
  const { costs } = await system.goods.bookOf(ctx, { shop, at });
  const cost = new Map(costs.map(({ subject, value }) => [subject, value?.minor ?? null]));
  return (await products(ctx, { shop, system })).flatMap(
    ({ id, title, category, commission, skus }) =>
      skus.map((sku) => ({
        ...{ product: text(id, title), title: text(title), category: text(category) },
        ...{ sku: text(sku.id, skus.length === 1 ? id : ""), spec: text(sku.name) },
        ...{ price: money(sku.listPrice?.minor), member: money(sku.memberPrice?.minor) },
        ...{ coupon: money(sku.afterCoupon?.price.minor), cost: money(cost.get(sku.id)) },
        ...{ stock: count(sku.stock), share: { is: "share", rate: commission } },
      })),
  );
}

async function stock({ ctx, shop, system }: Asked): Promise<readonly Shown[]> {
  const rows = await system.goods.stocksAt(ctx, { shop, at: ctx.now });
  const all = await products(ctx, { shop, system });
  const of = new Map(all.flatMap((product) => product.skus.map((sku) => [sku.id, product])));
  return rows.map(({ sku, stock: many }) => {
    const product = of.get(sku);
    const bare = product?.skus.length === 1 ? product.id : "";
    return {
      ...{ sku: text(sku, bare), title: text(product?.title ?? sku), stock: count(many) },
      product: text(product?.id ?? sku, product?.title),
    };
  });
}

const SCOPES: Readonly<Record<string, readonly string[]>> = {
  shop: ["shop", "全店", "全部", "店铺", "全部商品"],
  category: ["category", "类目", "分类", "品类"],
  product: ["product", "商品", "sku", "单品"],
};

async function commission({ ctx, shop, system }: Asked): Promise<readonly Shown[]> {
  const rules = must(await system.goods.commissionRules(ctx, shop));
  return rules.map(({ scope, subject, validFrom, validUntil, ...rule }) => ({
    scope: text(...(SCOPES[scope] ?? [scope])),
    subject: subject === "" ? text() : text(subject),
    ...{ share: { is: "share", rate: rateOf(rule) }, from: { is: "time", at: validFrom } },
    until: { is: "end", at: validUntil },
  }));
}

async function communities({ ctx, shop, system }: Asked): Promise<readonly Shown[]> {
  const all = must(await system.reach.list(ctx, shop));
  return all.map(({ code, name, size, channel, known }) => ({
    ...{ community: text(name), code: text(code), size: count(size), known: count(known) },
    channel: text(channel, { wecom: "企业微信", wechat: "微信", app: "APP", unknown: "" }[channel]),
  }));
}

async function members(asked: Asked): Promise<readonly Shown[]> {
  const { ctx, shop, system } = asked;
  const persons = new Map<ProfileId, Profile>(
    (await people(asked)).map((person) => [profileId(person.id), person]),
  );
  const all: Shown[] = [];
  for (const { id, code, name } of must(await system.reach.list(ctx, shop)))
    for (const profile of await system.reach.membersOf(ctx, { shop, community: id }))
      all.push({
        community: text(name, code),
        customer: text(...names(persons.get(profile) ?? null)),
      });
  return all;
}

const READ: Readonly<Record<ImportKind, (asked: Asked) => Promise<readonly Shown[]>>> = {
  ...{ orders, customers, goods, stock, commission, communities, members },
};

/** Everything of a kind that a shop's pages would show, by the functions that they call. */
export const shownOf = (kind: ImportKind, asked: Asked): Promise<readonly Shown[]> =>
  READ[kind](asked);
