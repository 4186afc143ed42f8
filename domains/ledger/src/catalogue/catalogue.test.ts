import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minorUnits } from "./amount.ts";
import { catalogue, conform } from "./catalogue.ts";
import { translate } from "./segment.ts";

describe("amounts", () => {
  test("LE16 any amount of whole minor units comes through exactly, as number and as text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (minor) => {
        const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
        expect(minorUnits(text, "CNY")).toBe(minor);
        expect(minorUnits(Number(text), "CNY")).toBe(minor);
      }),
    );
  });
  test.each([
    [0.1 + 0.2, "CNY", 30],
    [1.1 * 3, "CNY", 330],
    [19.999, "CNY", null],
    [1200, "JPY", 1200],
    [0.5, "JPY", null],
    [-1, "CNY", null],
    ["1,200", "CNY", null],
    ["NaN", "CNY", null],
    [1e21, "CNY", null],
    [null, "CNY", null],
  ])("LE16 %s %s is %s minor units", (value, currency, minor) => {
    expect(minorUnits(value, currency)).toBe(minor);
  });
});

describe("the catalogue", () => {
  const line = {
    ordinal: 1,
    sku: "s",
    product: "p",
    title: "t",
    category: null,
    quantity: 1,
    unitPrice: { minor: 1, currency: "CNY" },
    kind: "goods",
  };
  const money = { minor: 1, currency: "CNY" };
  const examples: Record<string, object> = {
    page_viewed: {},
    product_viewed: { product: "p" },
    product_clicked: { product: "p" },
    product_added: { product: "p", quantity: 2, price: money },
    product_removed: { product: "p" },
    product_list_viewed: { list: "l" },
    products_searched: { query: "dress" },
    cart_viewed: {},
    checkout_started: {},
    order_placed: { source: "s", number: "1", lines: [line] },
    order_paid: { source: "s", number: "1", amount: money },
    order_refunded: { source: "s", number: "2", order: null, lines: [line] },
    stock_adjusted: { source: "s", number: "3", lines: [{ ...line, quantity: -4 }] },
    stock_counted: { sku: "s", product: "p", stock: 0 },
    product_described: { product: "p", title: "Tea", skus: [{ id: "s", listPrice: money }] },
    product_reviewed: { product: "p", passed: false },
    commission_rule_set: { scope: "shop", subject: "", bp: 1_000, until: null },
    community_described: { community: "c", name: "North" },
    community_joined: { community: "c", source: "unknown" },
    community_left: { community: "c", source: "wecom" },
    message_spoken: { community: "c" },
    creative_shared: { creative: "c" },
    message_delivered: { message: "m" },
    message_clicked: { message: "m" },
    question_asked: { question: "q" },
    question_answered: { question: "q", by: "ai" },
    coupon_issued: { coupon: "c" },
    coupon_used: { coupon: "c", order: null },
    coupon_expired: { coupon: "c" },
    points_changed: { change: -5 },
    member_level_changed: { level: "gold", before: null },
    identified: { traits: { name: "x" } },
    grouped: { group: "g", traits: {} },
    aliased: { previous: "a" },
  };

  test("LE2 every standard event has an example here that fits", () => {
    expect(new Set(Object.keys(examples))).toEqual(new Set(catalogue.keys()));
    for (const [type, properties] of Object.entries(examples))
      expect(conform(type, properties), type).toMatchObject({
        ok: true,
        value: { type, version: 1 },
      });
  });

  test("LE2 what the sender told beyond the standard is kept", () => {
    const kept = conform("product_viewed", { product: "p", colour: "red" });
    expect(kept).toMatchObject({ value: { properties: { colour: "red" } } });
  });

  test.each([
    ["product_viewed", {}, "product"],
    ["product_added", { product: "p", quantity: 0 }, "quantity"],
    ["product_viewed", { product: "p", price: { minor: -1, currency: "CNY" } }, "price.minor"],
    ["order_placed", { source: "s", number: "1", lines: [] }, "lines"],
    ["order_placed", { source: "s", number: "1", lines: [line, line] }, "lines"],
    ["community_joined", { community: "c", source: "guess" }, "source"],
  ])("LE4 %s with %j names the field %s", (type, properties, field) => {
    const refused = conform(type, properties);
    expect(refused.ok ? "" : refused.error.en).toContain(`${field}:`);
  });

  test("LE2 a shop's own event begins with x_, any other unknown name is refused", () => {
    expect(conform("x_spun_the_wheel", { prize: 3 }).ok).toBe(true);
    expect(conform("spun_the_wheel", {}).ok).toBe(false);
    expect(conform("x_", {}).ok).toBe(false);
    expect(conform("constructor", {}).ok).toBe(false);
  });
});

describe("Segment's names", () => {
  const turned = (event: string, properties: Record<string, unknown>) => {
    const named = translate(event, properties, "m1");
    return conform(named.type, named.properties);
  };

  test("LE2 a product event keeps its product, price and what else was told", () => {
    const told = { product_id: "p", sku: "s", price: "19.90", currency: "usd", brand: "b" };
    expect(turned("Product Added", { ...told, category: "" })).toEqual({
      ok: true,
      value: {
        type: "product_added",
        version: 1,
        properties: { product: "p", sku: "s", price: { minor: 1990, currency: "USD" }, brand: "b" },
      },
    });
  });

  test("LE2 a completed order becomes its lines, keyed by position", () => {
    const products = [
      { product_id: "p", price: 1.1, quantity: 3 },
      { product_id: "p", price: 1.1, quantity: 3 },
    ];
    expect(turned("Order Completed", { order_id: "o", total: 6.6, products })).toMatchObject({
      value: {
        type: "order_placed",
        properties: {
          number: "o",
          first: true,
          lines: [
            { ordinal: 1, sku: "p", unitPrice: { minor: 110, currency: "CNY" } },
            { ordinal: 2, sku: "p", quantity: 3 },
          ],
          asSent: { total: 6.6 },
        },
      },
    });
  });

  test("LE2 two partial refunds of one order are two documents", () => {
    const told = { order_id: "o", products: [{ product_id: "p", price: 1 }] };
    const numbers = ["m1", "m2"].map(
      (id) => translate("Order Refunded", told, id).properties["number"],
    );
    expect(numbers).toEqual(["m1", "m2"]);
  });

  test("LE4 a refund without its products is refused by name of the field", () => {
    const refused = turned("Order Refunded", { order_id: "o" });
    expect(refused.ok ? "" : refused.error.en).toContain("lines:");
  });
});
