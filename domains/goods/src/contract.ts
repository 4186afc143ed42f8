import { isDay } from "@zhongshu/kernel";
import { z } from "zod";

const Money = z.object({ minor: z.int(), currency: z.string() });
/** A share in basis points, or a fixed sum for each piece. */
export const Rate = z.union([z.object({ bp: z.int() }), z.object({ each: Money })]);

/** Where in its sale a product stands: 预告 · 开场 · 返场 · 结束; `always` has no window (常售). */
export const SaleStage = z.enum(["preview", "open", "encore", "ended", "always"]);
export type SaleStage = z.infer<typeof SaleStage>;

const Instant = z.int().min(0).max(253_402_300_799_999);
const Window = z.strictObject({
  /** Before it nobody outside the shop may hear of the product. */
  previewAt: Instant.nullable(),
  opensAt: Instant,
  closesAt: Instant.nullable(),
  encoreFrom: Instant.nullable(),
  encoreUntil: Instant.nullable(),
});

/** GET /api/shops/:shop/goods?search=&category=&tag=&cursor=&limit= → {goods, next}; GET …/goods/:product. */
export const Product = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  pictures: z.array(z.string()),
  stage: SaleStage,
  /** Before it nobody outside the shop may hear of the product. */
  previewAt: z.int().nullable(),
  opensAt: z.int().nullable(),
  closesAt: z.int().nullable(),
  /** The whole of the sale as told; null for what is always to be had. */
  window: Window.nullable(),
  /** What of the paid price is the shop owner's; null where no rule applies today. */
  commission: Rate.nullable(),
  skus: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      listPrice: Money.nullable(),
      memberPrice: Money.nullable(),
      afterCoupon: z
        .object({
          price: Money,
          condition: z.object({ zh: z.string(), en: z.string() }),
          validUntil: z.int().nullable(),
        })
        .nullable(),
      stock: z.int().nullable(),
      /** Where the price was read: which row, and when it was written. */
      priceSource: z
        .object({
          row: z.string(),
          at: z.int(),
          /** Told by the shop, or learned from what was sold. */
          source: z.enum(["catalogue", "order line"]),
        })
        .nullable(),
    }),
  ),
});
export type Product = z.infer<typeof Product>;

const Price = z.strictObject({
  minor: z.int().min(0).max(1e12),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
const Coupon = z.strictObject({
  price: Price,
  condition: z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  validUntil: Instant.nullable(),
});
const Picture = z
  .string()
  .max(2000)
  .regex(/^(https:\/\/|\/)/, "an https address, or a path of our own");

/**
 * PUT /api/shops/:shop/goods/:product — what is left out stays as it is, null takes a price or the window
 * away; answers with the Product as it stands at `from` (now, when left out; a later instant plans ahead).
 */
export const ProductChange = z.strictObject({
  from: Instant.exactOptional(),
  title: z.string().trim().min(1).max(500).exactOptional(),
  category: z.string().trim().min(1).max(500).nullable().exactOptional(),
  pictures: z.array(Picture).max(20).exactOptional(),
  window: Window.nullable().exactOptional(),
  skus: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        name: z.string().trim().max(500).exactOptional(),
        listPrice: Price.nullable().exactOptional(),
        memberPrice: Price.nullable().exactOptional(),
        afterCoupon: Coupon.nullable().exactOptional(),
        stock: z.int().min(0).max(1e9).exactOptional(),
      }),
    )
    .max(200)
    .exactOptional(),
});
export type ProductChange = z.infer<typeof ProductChange>;

/** PUT /api/shops/:shop/commission; `subject` is the product's id, the category's name, or "" for the shop. */
const Ruled = z.strictObject({
  scope: z.enum(["product", "category", "shop"]),
  subject: z.string().max(500),
  validFrom: Instant,
  validUntil: Instant.nullable(),
});
export const ShareCommission = Ruled.extend({ bp: z.int().min(0).max(10_000) });
export const FixedCommission = Ruled.extend({ each: Price });
export const Commission = z.union([ShareCommission, FixedCommission]);
export type Commission = z.infer<typeof Commission>;

/** PUT /api/shops/:shop/promotions; `category` null means everything in the shop. */
export const Promotion = z.strictObject({
  name: z.string().trim().min(1).max(200),
  category: z.string().min(1).max(500).nullable(),
  days: z.array(z.string().refine(isDay, "not a day like 2026-11-24")).min(1).max(366),
});
export type Promotion = z.infer<typeof Promotion>;

/** 爆款 · 新品 · 滞销 · 季节款 · 引流款 · 利润款; a product may be several of them, or none. */
export const GoodsTagKey = z.enum(["hit", "new", "slow", "seasonal", "traffic", "margin"]);
export type GoodsTagKey = z.infer<typeof GoodsTagKey>;

const Words = z.object({ zh: z.string(), en: z.string() });
const Tag = z.object({ key: GoodsTagKey, version: z.int(), name: Words, meaning: Words });

/** GET /api/shops/:shop/goods-tags: every tag in words, how many products have it, and how many had by day. */
export const GoodsTags = z.object({
  tags: z.array(Tag.extend({ products: z.int() })),
  days: z.array(z.object({ day: z.string(), value: z.string(), people: z.int() })),
  at: z.int().nullable(),
});
export type GoodsTags = z.infer<typeof GoodsTags>;

const Figure = z.union([z.number(), z.string(), z.null()]);

/** GET /api/shops/:shop/goods/:product/tags: what a product is, with the figures that it rests on. */
export const ProductTags = z.object({
  tags: z.array(Tag.extend({ evidence: z.record(z.string(), Figure) })),
  at: z.int().nullable(),
});
export type ProductTags = z.infer<typeof ProductTags>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** GET /api/shops/:shop/goods/:product/sales: the lines that it was sold by, newest first. */
export const ProductSales = z.object({
  columns: z.array(z.object({ key: z.string(), label: Words })),
  rows: z.array(z.record(z.string(), Cell)),
  total: z.int(),
});
export type ProductSales = z.infer<typeof ProductSales>;

/**
 * PUT /api/shops/:shop/goods/:product/trade — whose brand it is and what a piece costs the shop; no customer is
 * shown it. What is left out stays as it is, null takes it away.
 */
export const TradeChange = z.strictObject({
  from: Instant.exactOptional(),
  brand: z.string().trim().min(1).max(200).nullable().exactOptional(),
  costs: z
    .array(z.strictObject({ sku: z.string().min(1).max(200), cost: Price.nullable() }))
    .max(200)
    .exactOptional(),
});
export type TradeChange = z.infer<typeof TradeChange>;
