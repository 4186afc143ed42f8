import {
  type Ctx,
  err,
  type Instant,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import { productOf } from "./catalogue/assemble.ts";
import { codesOf } from "./catalogue/codes.ts";
import { stockOf, stockRows } from "./catalogue/stock.ts";
import {
  type Ask,
  categoriesOf,
  factsOf,
  offer,
  offers,
  readProducts,
  shelf,
  titles,
} from "./catalogue/store.ts";
import { currenciesOf } from "./commission/currency.ts";
import { commissionOn, reachBack, rulesOn, wordsOf } from "./commission/sold.ts";
import { putRule, readRules, type WantedRule } from "./commission/store.ts";
import type {
  GoodsTags,
  Product,
  ProductChange,
  ProductSales,
  ProductTags,
  Promotion,
} from "./contract.ts";
import { commissionImporter } from "./importing/commission.ts";
import { goodsImporter } from "./importing/goods.ts";
import { stockImporter } from "./importing/stock.ts";
import { projection } from "./learn/projection.ts";
import type { GoodsPorts } from "./ports.ts";
import { promotionDays, putPromotion } from "./promotion/store.ts";
import { put } from "./put/put.ts";
import { quality } from "./quality/quality.ts";
import { noSuchProduct, notAllowed } from "./refusals.ts";
import { listGoodsTags, tagBasis, tagGoods, tagsOfProduct } from "./tag/store.ts";
import { bookOf, stocksAt } from "./trade/book.ts";
import { putTrade, type Told } from "./trade/put.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Page = { readonly goods: readonly Product[]; readonly next: string | null };
type One = { readonly shop: ShopId; readonly product: string };
type Allowed = "goods.read" | "goods.write";

async function guarded<T>(ctx: Ctx, shop: ShopId, may: Allowed, work: () => Answer<T>): Answer<T> {
  return ctx.can(may, shop) ? work() : err(notAllowed);
}

async function list(ctx: Ctx, ask: Ask): Answer<Page> {
  const found = await readProducts(ctx.sql, { ...ask, limit: ask.limit + 1 });
  const goods = found.slice(0, ask.limit);
  return ok({ goods, next: found.length > ask.limit ? (goods.at(-1)?.id ?? null) : null });
}

async function product(
  ctx: Ctx,
  { shop, product, at }: One & { readonly at: Instant },
): Answer<Product> {
  const [facts] = await factsOf(ctx.sql, { shop, at }, [product]);
  return facts === undefined ? err(noSuchProduct) : ok(productOf(facts));
}

/** What a shop sells: told by the shop or learned from its sales, and as it stood at any instant. */
export const createGoods = ({ audit, salesOf, saleRows }: GoodsPorts) => ({
  projection,
  quality,
  importers: [goodsImporter, stockImporter, commissionImporter],
  offer,
  offers,
  promotionDays,
  categoriesOf,
  codesOf,
  commissionOn,
  rulesOn,
  wordsOf,
  reachBack,
  bookOf,
  stocksAt,
  ...{ stockOf, stockRows },
  shelf,
  titles,
  list: (ctx: Ctx, ask: Ask) => guarded(ctx, ask.shop, "goods.read", () => list(ctx, ask)),
  product: (ctx: Ctx, ask: One & { readonly at: Instant }) =>
    guarded(ctx, ask.shop, "goods.read", () => product(ctx, ask)),
  /** Keeps the tags of goods; false when there is nothing to do. */
  tagStep: (ctx: Ctx, shop: ShopId): Promise<boolean> => tagGoods(ctx, { salesOf }, shop),
  tags: (ctx: Ctx, shop: ShopId): Answer<GoodsTags> =>
    guarded(ctx, shop, "goods.read", async () => ok(await listGoodsTags(ctx, shop))),
  tagBasis: async (ctx: Ctx, ask: One & { readonly tag: string }) =>
    ctx.can("goods.read", ask.shop) ? tagBasis(ctx, ask) : null,
  tagsOf: (ctx: Ctx, ask: One): Answer<ProductTags> =>
    guarded(ctx, ask.shop, "goods.read", async () => ok(await tagsOfProduct(ctx, ask))),
  sales: (ctx: Ctx, ask: One & { readonly limit: number }): Answer<ProductSales> =>
    guarded(ctx, ask.shop, "goods.read", async () => ok(await saleRows(ctx, ask))),
  put: (ctx: Ctx, change: ProductChange & One) =>
    guarded(ctx, change.shop, "goods.write", () => put(ctx, audit, change)),
  putTrade: (ctx: Ctx, told: Told) =>
    guarded(ctx, told.shop, "goods.write", () => putTrade(ctx, audit, told)),
  /** In what the shop sells, for whoever tells a rule; the most usual first. */
  currencies: currenciesOf,
  commissionRules: (ctx: Ctx, shop: ShopId) =>
    guarded(ctx, shop, "goods.read", async () => ok(await readRules(ctx, shop))),
  putCommission: (ctx: Ctx, rule: WantedRule) =>
    guarded(ctx, rule.shop, "goods.write", () => putRule(ctx, audit, rule)),
  putPromotion: (ctx: Ctx, promotion: Promotion & { readonly shop: ShopId }) =>
    guarded(ctx, promotion.shop, "goods.write", () => putPromotion(ctx, audit, promotion)),
});
export type Goods = ReturnType<typeof createGoods>;
