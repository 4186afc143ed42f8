import { businessDay, DAY, profileId } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "../src/index.ts";
import { type Basis, type CardRests, createLineage } from "../src/index.ts";
import { NOW, OTHER_SHOP, openWorld, SHOP, TENANT, type World } from "./world.ts";

const KEY = "00000000-0000-7000-8000-0000000000c1";
const FILE = "00000000-0000-7000-8000-0000000000f1";
const CARD = "00000000-0000-7000-8000-0000000000d1";

let world: World;
const cards: CardRests[] = [];
const bases = new Map<string, Basis>();
const lineage = createLineage({
  basis: async (_, { kind, id }) => bases.get(`${kind}:${id}`) ?? null,
  card: async (_, { card }) => cards.find(({ id }) => id === card) ?? null,
  cards: async () => cards,
  keys: async () => new Map([[KEY, "商城服务器"]]),
});

const line = { ordinal: 1, sku: "s", product: "p", title: "t", category: null, quantity: 1 };
const lines = [{ ...line, unitPrice: { minor: 100, currency: "CNY" }, kind: "goods" }];
const fact = (over: Partial<Fact> & Pick<Fact, "messageId">): Fact => ({
  ...{ tenant: TENANT, shop: SHOP, type: "order_placed", version: 1, anonymousId: null },
  ...{ userId: "c1", at: NOW, receivedAt: NOW },
  properties: { source: "mall", number: "7", first: true, lines },
  ...over,
});

beforeAll(async () => {
  world = await openWorld({
    authorise: async () => ({ tenant: TENANT, shop: SHOP, kind: "server", keyId: KEY }),
  });
  await world.as(async (ctx) => {
    await ctx.sql.run(
      `insert into ledger.import (id, shop, kind, name, file, state, columns, source, currency, bytes, created_at)
       values ($1, $2, 'orders', '九月.csv', '', 'done', '[]', 'mall', 'CNY', 1, now())`,
      [FILE, SHOP],
    );
    const from = { id: FILE, rows: "{[2,4),[9,10)}" };
    await world.ledger.append(ctx, [fact({ messageId: "of-file", from })]);
  });
  await world.post("track", {
    ...{ event: "order_refunded", type: "track", messageId: "by-key", userId: "c1" },
    properties: { source: "mall", number: "7", order: null, lines },
  });
}, 60_000);
afterAll(() => world.close());

const of = (asked: string, shop = SHOP) => world.as((ctx) => lineage.of(ctx, { shop, of: asked }));
const shown = async (asked: string) => {
  const found = await of(asked);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};

test("LE20 an order leads to its events, each with the file and its lines or the key that told it", async () => {
  const found = await shown("order:mall:7");
  expect(found.total).toBe(2);
  expect(found.origins).toEqual([
    { kind: "key", id: KEY, name: "商城服务器", events: 1, lines: [], moreLines: false },
    {
      ...{ kind: "import", id: FILE, name: "九月.csv", events: 1, moreLines: false },
      lines: [
        { from: 2, to: 3 },
        { from: 9, to: 9 },
      ],
    },
  ]);
  const [event] = (await shown("event:of-file")).events;
  expect(event).toMatchObject({ type: "order_placed", version: 1, origin: { name: "九月.csv" } });
});

test("LE20 nothing of another shop is told, nor of what nobody has told", async () => {
  for (const asked of [
    "order:mall:8",
    "event:nothing",
    `card:${FILE}`,
    "order:mall",
    "x",
    "import:y",
    `import:${OTHER_SHOP}`,
  ]) {
    const found = await of(asked);
    expect(!found.ok && found.error.code).toBe("lineage.unknown");
  }
  const elsewhere = await of("order:mall:7", OTHER_SHOP);
  expect(!elsewhere.ok && elsewhere.error.code).toBe("lineage.unknown");
  const denied = await world.as((ctx) => lineage.of(ctx, { shop: SHOP, of: "event:of-file" }), {
    can: () => false,
  });
  expect(!denied.ok && denied.error.code).toBe("lineage.forbidden");
});

test("LE21 a card leads to the files of whoever it rests on, and a file to the cards that rest on it, sent or not", async () => {
  const [event] = (await shown("event:of-file")).events;
  const day = "2026-01-15";
  const card = {
    ...{ id: CARD, day, title: { zh: "该回购了", en: "Due" }, sent: false, product: "p", to: day },
    ...{ from: null, types: ["order_placed"], by: { zh: "早晨", en: "Morning" }, at: NOW },
    profiles: [profileId(event?.profile ?? "")],
  };
  cards.push(card, { ...card, id: KEY, product: "other" }, { ...card, id: FILE, sent: true });
  // What came after the card's days is nothing that it rests on.
  cards.push({ ...card, id: "00000000-0000-7000-8000-0000000000d4", to: "2026-01-14" });
  expect(await shown(`card:${CARD}`)).toMatchObject({
    origins: [{ kind: "import", name: "九月.csv" }],
    made: { by: card.by, at: NOW, to: day },
  });
  const { rests } = await shown(`import:${FILE}`);
  expect(rests).toEqual({
    ...{ orders: 1, refunds: 0, customers: 1, goods: 1 },
    days: { from: businessDay(NOW), until: businessDay(NOW) },
    cards: [
      { id: CARD, day, title: card.title, sent: false },
      { id: FILE, day, title: card.title, sent: true },
    ],
  });
});

const BASIS: Basis = {
  ...{ customers: null, documents: [], others: null, left: 0 },
  ...{ from: null, to: businessDay(NOW), at: NOW, version: 3 },
  by: { zh: "标签计算", en: "Tags" },
};

test("LE24 a tag leads to its customer's events of its types, a figure to its orders and what else it rests on, with how it was made", async () => {
  const [event] = (await shown("event:of-file")).events;
  const profiles = [event?.profile ?? ""];
  bases.set("tag:p:price", {
    ...BASIS,
    customers: { profiles, types: ["order_placed"], product: null },
  });
  bases.set("tag:p:hours", { ...BASIS, customers: { profiles, types: null, product: null } });
  bases.set("figure:sales?x", { ...BASIS, documents: [{ source: "mall", number: "7" }], left: 4 });
  const others = { types: ["order_refunded"], product: "p", from: null };
  bases.set("figure:refunds", { ...BASIS, others });
  bases.set("figure:none", { ...BASIS, others: { ...others, product: "another" } });
  const made = { by: BASIS.by, at: NOW, from: null, to: BASIS.to, version: 3, left: 0 };
  const ofFile = { kind: "import", id: FILE, name: "九月.csv", events: 1 };
  const byKey = { kind: "key", id: KEY, events: 1 };
  const tag = await shown("tag:p:price");
  expect(tag).toMatchObject({ total: 1, origins: [ofFile], made });
  expect(tag.origins[0]?.lines).toEqual([
    { from: 2, to: 3 },
    { from: 9, to: 9 },
  ]);
  expect(await shown("tag:p:hours")).toMatchObject({ total: 2, origins: [byKey, ofFile] });
  expect(await shown("figure:sales?x")).toMatchObject({
    ...{ total: 2, origins: [byKey, ofFile] },
    made: { left: 4 },
  });
  expect(await shown("figure:refunds")).toMatchObject({ total: 1, origins: [byKey] });
  expect(await shown("figure:none")).toMatchObject({ total: 0, origins: [], made });
});

test("LE24 what came after a tag was decided, and another shop's events, are nothing that it rests on", async () => {
  const [event] = (await shown("event:of-file")).events;
  const customers = { profiles: [event?.profile ?? ""], types: null, product: null };
  const before = businessDay(NOW - 2 * DAY);
  bases.set("tag:p:early", { ...BASIS, customers, to: before });
  expect(await shown("tag:p:early")).toMatchObject({ total: 0 });
  bases.set("tag:p:just-before", { ...BASIS, customers, at: NOW - 1 });
  expect(await shown("tag:p:just-before")).toMatchObject({ total: 0 });
  // Told a day later of something long past: the tag did not know it.
  const late = fact({ messageId: "late", at: NOW - 9 * DAY, receivedAt: NOW + DAY });
  await world.as((ctx) => world.ledger.append(ctx, [late]));
  bases.set("tag:p:then", { ...BASIS, customers });
  expect(await shown("tag:p:then")).toMatchObject({ total: 2 });
  bases.set("tag:p:now", { ...BASIS, customers, at: null });
  expect(await shown("tag:p:now")).toMatchObject({ total: 3 });
  bases.set("tag:p:all", { ...BASIS, customers });
  const elsewhere = await of("tag:p:all", OTHER_SHOP);
  expect(elsewhere).toMatchObject({ ok: true, value: { total: 0, events: [] } });
  for (const unknown of ["tag:p:nothing", "figure:", "community-tag:x", "goods-tag:"]) {
    const found = await of(unknown);
    expect(!found.ok && found.error.code).toBe("lineage.unknown");
  }
});
