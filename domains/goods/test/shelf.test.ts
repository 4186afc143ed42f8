import { type Ctx, shopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, testSeal } from "@zhongshu/testing";
import { expect, test } from "vitest";
import { createGoods, schema } from "../src/index.ts";
import { NO_SALES } from "./sales.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b9");
const goods = createGoods({ audit: async () => undefined, ...NO_SALES });

const told = (type: string, at: number, properties: Record<string, unknown>): LedgerEvent => ({
  ...{ tenant: testSeal().tenant, shop: SHOP, messageId: String(at), type, version: 1, properties },
  ...{ anonymousId: null, userId: null, profile: null, at, receivedAt: NOW },
});
const sold = (at: number, product: string, category: string | null): LedgerEvent => {
  const unitPrice = { minor: 500, currency: "CNY" };
  const line = { ordinal: 1, sku: `${product}1`, product, title: product, category, quantity: 1 };
  const lines = [{ ...line, unitPrice, kind: "goods" }];
  return told("order_placed", at, { source: "x", number: String(at), first: true, lines });
};

test("GO13 the shelf counts the products, and of how many category, stock and commission are known", async () => {
  const database = await openTestDatabase([schema]);
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => database.asTenant(testSeal(), work);
  const shelfAt = (at: number) => within((ctx) => goods.shelf(ctx, { shop: SHOP, at }));
  await within(({ sql }) =>
    goods.projection.project(sql, [
      sold(NOW, "a", "tea"),
      sold(NOW + 1, "b", null),
      sold(NOW + 2, "c", null),
      told("stock_counted", NOW + 3, { sku: "b1", product: "b", stock: 0 }),
    ]),
  );
  const rule = { scope: "category", subject: "tea", bp: 1_200, validUntil: null } as const;
  await within((ctx) => goods.putCommission(ctx, { ...rule, shop: SHOP, validFrom: NOW + 4 }));
  const all = { products: 3, categorised: 1 };
  expect(await shelfAt(NOW + 2)).toEqual({ ...all, counted: 0, ruled: 0 });
  expect(await shelfAt(NOW + 3)).toEqual({ ...all, counted: 1, ruled: 0 });
  expect(await shelfAt(NOW + 4)).toEqual({ ...all, counted: 1, ruled: 1 });
  await database.close();
});
