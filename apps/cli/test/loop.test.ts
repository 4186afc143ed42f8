import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Card, Report } from "@zhongshu/cards";
import { type Ctx, DAY, HOUR, plusDays, type Seal, type ShopId, startOf } from "@zhongshu/kernel";
import { compose, SCHEMAS, type System } from "@zhongshu/server";
import { openTestDatabase, seeded, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importCommand } from "../src/admin/import.ts";
import { placeOf } from "../src/admin/place.ts";

const TODAY = "2011-09-20";
const NOW = startOf(TODAY) + 10 * HOUR;
const CUSTOMERS = Array.from({ length: 80 }, (_, n) => String(10_000 + n));
let now = NOW;
let db: TestDatabase;
let system: System;
let seal: Seal;
let shop: ShopId;
let folder: string;

/** A shop in which customers come back for twelve products after about four weeks. */
function past(): string {
  const random = seeded(7);
  const rows: string[] = [];
  for (let product = 0; product < 12; product += 1)
    for (const customer of CUSTOMERS) {
      let day = plusDays("2010-12-20", Math.floor(random() * 200));
      do {
        rows.push(`1000${product},MUG ${product},2,${day} 10:00:00,2.55,${customer},UK`);
        day = plusDays(day, 20 + Math.floor(random() * 20));
      } while (day < TODAY && random() < 0.85);
    }
  const head = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  return [head, ...rows.map((row, i) => `${500_000 + i},${row}`)].join("\n");
}

const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  system.asTenant({ ...seal, now }, work);
async function must<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
): Promise<T> {
  const found = await answer;
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
  folder = await mkdtemp(join(tmpdir(), "zhongshu-loop-"));
  system = compose({
    ...{
      pool: db.pool,
      clock: () => now,
      random: seeded(1),
      secret: (bytes: Uint8Array) => bytes,
      uploads: folder,
    },
    randomBytes: (size) => new Uint8Array(size).fill(7),
    normalisePhone: (phone) => phone,
    ensureUser: async () => "admin",
    links: { url: "http://127.0.0.1", sign: (bytes) => bytes },
    writer: null,
    failed: (error) => {
      throw error;
    },
  });
  const file = join(folder, "orders.csv");
  await writeFile(file, past());
  const place = (named: Parameters<typeof placeOf>[1]) => placeOf(system, named);
  const quiet = (): void => {};
  const asked = ["orders", file, "--org", "Mugs", "--shop", "Mugs", "--create"];
  expect(await importCommand(asked, { ...system, place, out: quiet, tell: quiet })).toBe(0);
  const found = await must(place({ org: "Mugs", shop: "Mugs", create: false }));
  ({ seal, shop } = found);
  const rule = { scope: "shop", subject: "", bp: 1_000, validFrom: 0, validUntil: null } as const;
  await must(as((ctx) => system.goods.putCommission(ctx, { shop, ...rule })));
  const consent = { shop, channel: "all", proof: "form", userIds: CUSTOMERS } as const;
  await must(as((ctx) => system.reach.agreeAll(ctx, consent)));
}, 120_000);
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

let messages = 0;
const event = (type: string, userId: string, told: { at: number } & Record<string, unknown>) => {
  const { at, ...properties } = told;
  const ids = { shop, messageId: `m${messages++}`, anonymousId: null, userId };
  const fact = { ...ids, tenant: seal.tenant, type, version: 1, at, receivedAt: at, properties };
  return as((ctx) => system.ledger.append(ctx, [fact]));
};
const lineOf = ({ product, sku }: Card["product"]) => ({
  ...{ ordinal: 1, sku, product, title: "MUG", category: null, quantity: 1, kind: "goods" },
  unitPrice: { minor: 1_000, currency: "CNY" },
});
const named = { source: "mall", first: true };

async function dueCard(): Promise<Card> {
  const { cards } = await must(as((ctx) => system.brain.today(ctx, shop, TODAY)));
  const [card] = cards;
  if (card === undefined) throw new Error("No card today");
  return card;
}

test("BR21 BR22 BR24 BR26 BR28 through all the real rooms: card, tap, inbox, orders, report, refund, belief", {
  timeout: 120_000,
}, async () => {
  const card = await dueCard();
  const tap = { shop, card: card.id, style: "warm", way: "inbox", holdOutShare: 0.3 } as const;
  const seen = await must(as((ctx) => system.brain.preview(ctx, tap)));
  expect(seen.preview.stopped.every(({ step }) => step === "standing-hold-out")).toBe(true);
  const execution = await must(as((ctx) => system.brain.execute(ctx, { ...tap, key: "one" })));
  while ((await system.reach.runDue()) > 0);
  const one = { shop, execution: execution.id };
  const sent = await must(as((ctx) => system.reach.execution(ctx, one)));
  expect(sent.counts.sent).toBe(seen.preview.toSend);

  const people = await as((ctx) => system.people.profilesOf(ctx, { shop, userIds: CUSTOMERS }));
  const users = new Map(people.map(({ userId, profile }) => [profile, userId]));
  const drawn = await as((ctx) => system.reach.assigned(ctx, one));
  const treated = drawn.filter(({ arm }) => arm === "treated").slice(0, 4);
  expect(treated).toHaveLength(4);
  const userOf = (n: number): string =>
    drawn.flatMap(({ profile }) =>
      profile === treated[n]?.profile ? (users.get(profile) ?? "") : [],
    )[0] ?? "";
  for (const i of treated.keys()) {
    const user = userOf(i);
    const order = { ...named, number: `N${i}`, at: NOW + HOUR, lines: [lineOf(card.product)] };
    await event("order_placed", user, order);
    if (i > 0)
      await event("order_paid", user, {
        ...{ source: "mall", number: `N${i}`, at: NOW + 2 * HOUR },
        amount: { minor: 1_000, currency: "CNY" },
      });
  }
  const report = (): Promise<Report> => must(as((ctx) => system.brain.report(ctx, one)));
  now = NOW + 3 * HOUR;
  expect(await report()).toMatchObject({
    ...{ state: "open", here: { known: false }, pooled: null },
    commission: { estimated: { minor: 100 }, pending: { minor: 300 }, settled: { minor: 0 } },
  });
  now = NOW + 8 * DAY;
  const closed = await report();
  expect(closed).toMatchObject({ state: "provisional", here: { treated: { buyers: 4 } } });
  for (const { key, count, opens } of closed.funnel) {
    expect(opens).toBe(`executions/${execution.id}/report/rows/${key}`);
    const rows = await must(as((ctx) => system.brain.reportRows(ctx, { ...one, key })));
    expect(rows.total).toBe(count);
    const { sql, values } = rows.check;
    expect(await as((ctx) => ctx.sql.rows(sql, values))).toHaveLength(count);
  }
  expect(await as((ctx) => system.brain.learn(ctx))).toBe(1);

  const back = { number: "R1", order: "N1", at: NOW + 9 * DAY, lines: [lineOf(card.product)] };
  await event("order_refunded", userOf(1), { ...named, ...back });
  now = NOW + 10 * DAY;
  expect(await report()).toMatchObject({
    here: { treated: { buyers: 3 } },
    commission: { settled: { minor: 200 }, clawedBack: { minor: 100 } },
  });
  now = NOW + 15 * DAY;
  expect(await as((ctx) => system.brain.learn(ctx))).toBe(1);
  expect(await report()).toMatchObject({ state: "final", here: { treated: { buyers: 2 } } });
  const shown = { shop, card: card.id, day: null };
  const again = await must(as((ctx) => system.brain.open(ctx, shown)));
  expect(again.promises.worth.known).toBe(true);
  const { cases } = await must(as((ctx) => system.brain.calibration(ctx, shop)));
  expect(cases).toMatchObject([{ execution: execution.id, came: 4 }]);
  const text = "《MUG》卖得怎么样";
  const asked = await must(as((ctx) => system.brain.ask(ctx, { shop, text })));
  expect(asked.suggestions.length).toBeGreaterThan(1);
});
