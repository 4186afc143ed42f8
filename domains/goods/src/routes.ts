import { businessDay, DAY, isInstant, ok, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import {
  FixedCommission,
  ProductChange,
  Promotion,
  ShareCommission,
  TradeChange,
} from "./contract.ts";
import type { Goods } from "./goods.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const product = z.string().min(1).max(200);
const instant = z.coerce.number().refine(isInstant, "not a time in milliseconds");
const limit = z.coerce.number().int().min(1).max(200).default(50);
const wish = z.string().trim().max(500).default("");
const given = (text: string): string | null => (text === "" ? null : text);

const list = (goods: Goods): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/goods",
    permission: "goods.read",
    summary: "Goods of the shop, by id",
    input: z.object({ shop, search: wish, category: wish, tag: wish, cursor: wish, limit }),
    handle: (ctx, { search, category, tag, cursor, ...input }) =>
      goods.list(ctx, {
        ...input,
        at: ctx.now,
        search: given(search),
        category: given(category),
        tag: given(tag),
        after: given(cursor),
      }),
  });

const one = (goods: Goods): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/goods/:product",
    permission: "goods.read",
    summary: "One product, with the rows its prices were read from",
    input: z.object({ shop, product, at: instant.nullable().default(null) }),
    handle: (ctx, { at, ...input }) => goods.product(ctx, { ...input, at: at ?? ctx.now }),
  });

const put = (goods: Goods): Route =>
  route({
    method: "PUT",
    path: "/shops/:shop/goods/:product",
    permission: "goods.write",
    summary: "Tell what is new of a product",
    input: z.strictObject({ shop, product, ...ProductChange.shape }),
    handle: (ctx, input) => goods.put(ctx, input),
  });

const trade = (goods: Goods): Route =>
  route({
    method: "PUT",
    path: "/shops/:shop/goods/:product/trade",
    permission: "goods.write",
    summary: "Tell a product's brand and what a piece costs",
    input: z
      .strictObject({ shop, product, ...TradeChange.shape })
      .refine(
        ({ brand, costs = [] }) => brand !== undefined || costs.length > 0,
        "a brand or a cost",
      ),
    handle: (ctx, input) => goods.putTrade(ctx, input),
  });

const rules = (goods: Goods): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/commission",
    permission: "goods.read",
    summary: "Commission rules, past and planned",
    input: z.object({ shop }),
    handle: async (ctx, input) => {
      const found = await goods.commissionRules(ctx, input.shop);
      if (!found.ok) return found;
      return ok({ rules: found.value, currencies: await goods.currencies(ctx, input.shop) });
    },
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/commission",
    permission: "goods.write",
    summary: "Set a commission rule",
    input: z.union([ShareCommission.extend({ shop }), FixedCommission.extend({ shop })]),
    handle: (ctx, input) => goods.putCommission(ctx, input),
  }),
];

const promotions = (goods: Goods): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/promotions",
    permission: "goods.read",
    summary: "Promotion days, a year back and a year ahead",
    input: z.object({ shop }),
    handle: async (ctx, input) => {
      const from = businessDay(ctx.now - 366 * DAY);
      const to = businessDay(ctx.now + 366 * DAY);
      return ok({ days: await goods.promotionDays(ctx, { shop: input.shop, from, to }) });
    },
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/promotions",
    permission: "goods.write",
    summary: "Put a promotion into the calendar",
    input: z.strictObject({ shop, ...Promotion.shape }),
    handle: (ctx, input) => goods.putPromotion(ctx, input),
  }),
];

const ROWS = 200;

const tags = (goods: Goods): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/goods-tags",
    permission: "goods.read",
    summary: "Tags of goods in words, and how many products have each",
    input: z.object({ shop }),
    handle: (ctx, input) => goods.tags(ctx, input.shop),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/goods/:product/tags",
    permission: "goods.read",
    summary: "Tags of a product, with the figures behind them",
    input: z.object({ shop, product }),
    handle: (ctx, input) => goods.tagsOf(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/goods/:product/sales",
    permission: "orders.read",
    summary: "The lines that a product was sold by, newest first",
    input: z.object({ shop, product }),
    handle: (ctx, input) => goods.sales(ctx, { ...input, limit: ROWS }),
  }),
];

export const routes = (goods: Goods): readonly Route[] => [
  list(goods),
  one(goods),
  put(goods),
  trade(goods),
  ...rules(goods),
  ...promotions(goods),
  ...tags(goods),
];
