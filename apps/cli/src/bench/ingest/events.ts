import { randomUUID } from "node:crypto";

const PERSONS = 5_000;
const PRODUCTS = 1_200;
const CATEGORIES = 30;
const NAMES = [
  "Product Viewed",
  "Product Viewed",
  "Product Viewed",
  "Product Clicked",
  "Product Added",
];

const pick = (n: number): number => Math.floor(Math.random() * n);

/** What a shop's page sends: mostly views, of goods in some thirty categories, by some 5,000 persons. */
export function visit(person = pick(PERSONS)): object {
  const product = Math.min(pick(PRODUCTS), pick(PRODUCTS));
  return {
    type: "track",
    event: NAMES[pick(NAMES.length)],
    messageId: randomUUID(),
    anonymousId: `visitor-${person}`,
    timestamp: new Date().toISOString(),
    context: { page: { path: `/goods/${product}`, title: "有机辅食 米粉" }, locale: "zh-CN" },
    properties: {
      product_id: `p${product}`,
      sku: `p${product}-s`,
      category: `类目${product % CATEGORIES}`,
      name: `有机辅食 ${product} 号`,
      price: 10 + (product % 300) / 10,
      currency: "CNY",
      quantity: 1,
    },
  };
}

export const PER_REQUEST = 50;
export const requestBody = (): string =>
  JSON.stringify({
    batch: Array.from({ length: PER_REQUEST }, () => visit()),
    sentAt: new Date().toISOString(),
  });
