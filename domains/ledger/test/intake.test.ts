import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW, openWorld, SHOP, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const stored = (messageId: string) =>
  world.as((ctx) =>
    ctx.sql.maybe<{ type: string; at: number; profile: string | null; properties: object }>(
      "select type, at, profile, properties from ledger.event where message_id = $1",
      [messageId],
    ),
  );
const raw = (headers: Record<string, string>, body: Uint8Array, method = "POST") =>
  world.ledger.intake({ path: "/v1/batch", method, headers, body });
const BASIC = { authorization: `Basic ${Buffer.from("server:").toString("base64")}` };

describe("what is stored", () => {
  test("LE1 a message is stored once, with its projections and outbox row, however often it comes", async () => {
    const event = view({ messageId: "once" });
    const before = await world.counted("ledger.outbox");
    expect((await world.post("track", event)).body).toMatchObject({ success: true, accepted: 1 });
    expect((await world.post("batch", { batch: [event, event] })).body).toMatchObject({
      accepted: 0,
      duplicates: 2,
    });
    expect(await world.counted("ledger.outbox")).toBe(before + 1);
    expect(await stored("once")).toMatchObject({
      type: "product_viewed",
      at: NOW,
      properties: { product: "p1", price: { minor: 1990, currency: "CNY" } },
    });
  });

  test("LE3 a past event keeps its own timestamp", async () => {
    const timestamp = "2011-09-30T04:00:00.000Z";
    await world.post("import", { batch: [view({ messageId: "past", timestamp })] });
    const sentAt = new Date(NOW - 2_000).toISOString();
    await world.post("batch", { sentAt, batch: [view({ messageId: "past2", timestamp })] });
    expect((await stored("past"))?.at).toBe(Date.UTC(2011, 8, 30, 4));
    expect((await stored("past2"))?.at).toBe(Date.UTC(2011, 8, 30, 4));
  });

  test("LE3 the sender's wrong clock cancels out", async () => {
    const hour = 3_600_000;
    const sentAt = new Date(NOW - 5 * hour).toISOString();
    const timestamp = new Date(NOW - 6 * hour).toISOString();
    await world.post("batch", { sentAt, batch: [view({ messageId: "skewed", timestamp })] });
    expect((await stored("skewed"))?.at).toBe(NOW - hour);
  });

  test("LE4 what does not fit is kept with its reason, and does not stop its neighbours", async () => {
    const batch = [
      view({ messageId: "good" }),
      view({ messageId: "negative", properties: { product_id: "p", price: -1 } }),
      view({ messageId: "old", timestamp: "1999-12-31T00:00:00Z" }),
      view({ messageId: "ahead", timestamp: new Date(NOW + 25 * 3_600_000).toISOString() }),
      view({ messageId: "nul", properties: { product_id: "a\u0000b" } }),
      view({ messageId: "half", properties: { product_id: "\ud800" } }),
      view({ messageId: "x".repeat(201) }),
      view({ messageId: "unknown", event: "Nobody Knows This" }),
      view({ messageId: "nobody", anonymousId: undefined }),
      "not an object",
      null,
    ];
    const deep = `${"[".repeat(9_000)}${"]".repeat(9_000)}`;
    const text = JSON.stringify({ batch }).replace(
      /\]\}$/,
      `,{"type":"track","__proto__":{"a":1},"event":"x_a","anonymousId":"v"},{"type":"track","event":"x_a","anonymousId":"v","n":1e999},{"type":"track","event":"x_a","messageId":"deep","anonymousId":"v","properties":{"deep":${deep}}}]}`,
    );
    const answer = await world.post("batch", text);
    expect(answer.status).toBe(200);
    expect(answer.body.accepted).toBe(1);
    expect(
      answer.body.deadLetters.map((l: { index: number; reason: { code: string } }) => [
        l.index,
        l.reason.code,
      ]),
    ).toEqual([
      [1, "event.properties"],
      [2, "event.timestamp-range"],
      [3, "event.timestamp-range"],
      [4, "event.nul"],
      [5, "event.surrogate"],
      [6, "event.id"],
      [7, "event.unknown"],
      [8, "event.nobody"],
      [9, "event.not-object"],
      [10, "event.not-object"],
      [11, "event.key"],
      [12, "event.number"],
      [13, "event.too-deep"],
    ]);
    expect(await world.counted("ledger.dead_letter")).toBe(13);
    const kept = await world.as((ctx) => world.ledger.deadLetters(ctx, { shop: SHOP, limit: 100 }));
    expect(kept).toHaveLength(13);
    expect(JSON.stringify(kept.find((l) => l.reason.code === "event.nul")?.event)).toContain(
      "\\u0000",
    );
    expect(kept.find((l) => l.reason.code === "event.too-deep")?.event).toContain(deep);
  });

  test("LE4 what is nested beyond all measure is kept and shown, whatever else is wrong with it", async () => {
    const before = await world.counted("ledger.dead_letter");
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const event of [deep, `{"type":"track","nul":"\\u0000","deep":${deep}}`]) {
      const answer = await world.post("batch", `{"batch":[${event}]}`);
      expect(answer.body.deadLetters).toMatchObject([{ reason: { code: "event.too-deep" } }]);
    }
    expect(await world.counted("ledger.dead_letter")).toBe(before + 2);
    const kept = await world.as((ctx) => world.ledger.deadLetters(ctx, { shop: SHOP, limit: 100 }));
    expect(kept.filter(({ event }) => event === deep)).toHaveLength(1);
  });

  test("LE4 the same dead letter delivered again is kept once", async () => {
    const batch = [view({ messageId: "dead-twice", event: "??" })];
    await world.post("batch", { batch });
    const before = await world.counted("ledger.dead_letter");
    await world.post("batch", { batch });
    expect(await world.counted("ledger.dead_letter")).toBe(before);
  });
});

describe("who may say what", () => {
  test("LE5 a browser key speaks for anonymous ids and never for orders", async () => {
    const order = { event: "order_placed", properties: { source: "s", number: "1", lines: [] } };
    expect((await world.post("track", view(order), "browser")).status).toBe(403);
    expect((await world.post("track", view({ userId: "u1" }), "browser")).status).toBe(403);
    expect((await world.post("identify", { userId: "u1" }, "browser")).status).toBe(403);
    expect((await world.post("alias", { userId: "u", previousId: "v" }, "browser")).status).toBe(
      403,
    );
    const batch = [view(), view(order)];
    const mixed = await world.post("batch", { batch }, "browser");
    expect(mixed.body).toMatchObject({
      accepted: 1,
      deadLetters: [],
      forbidden: [{ index: 1, reason: { code: "key.server-only" } }],
    });
  });

  test("LE5 a browser key writes nothing into the past", async () => {
    const batch = [view({ messageId: "backdated", timestamp: "2011-09-30T04:00:00.000Z" })];
    const answer = await world.post("import", { batch }, "browser");
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "key.import" } } });
    expect(await stored("backdated")).toBeNull();
    expect(await stored("browser:backdated")).toBeNull();
  });

  test("LE6 an unknown or missing key is told where to get one", async () => {
    expect((await world.post("track", view(), "wrong")).status).toBe(401);
    const answer = await raw({ authorization: "Basic ???\u0000" }, Buffer.from("{}"));
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "key.unknown" } } });
  });

  test("LE6 the key may stand in the body, as Segment's browser client sends it", async () => {
    const body = Buffer.from(JSON.stringify({ writeKey: "browser", batch: [view()] }));
    expect((await raw({ "content-type": "text/plain" }, body)).status).toBe(200);
  });
});

describe("hostile bodies", () => {
  test("LE7 limits, encodings and nonsense get an answer that says what to do", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
    const good = gzipSync(JSON.stringify({ batch: [view()] }));
    const at = async (headers: object, body: Uint8Array, method = "POST") =>
      (await raw({ ...BASIC, ...headers }, body, method)).status;
    expect(await at({ "content-encoding": "gzip" }, good)).toBe(200);
    expect(await at({ "content-encoding": " GZIP" }, good)).toBe(200);
    expect(await at({ "content-encoding": "gzip" }, bomb)).toBe(413);
    expect(await at({ "content-encoding": "gzip" }, Buffer.from("nonsense"))).toBe(400);
    expect(await at({ "content-encoding": "br" }, good)).toBe(415);
    expect(await at({}, Buffer.alloc(500 * 1024 + 1, 32))).toBe(413);
    expect(await at({}, Buffer.from("{"))).toBe(400);
    expect(await at({}, Buffer.from([0xff, 0xfe]))).toBe(400);
    expect(await at({}, Buffer.from("[]"))).toBe(400);
    expect(await at({}, Buffer.from('{"batch":[]}'))).toBe(200);
    expect(await at({}, Buffer.from(`{"batch":[${"{},".repeat(2_500)}{}]}`))).toBe(413);
    expect(await at({}, Buffer.from("{}"), "GET")).toBe(405);
    expect((await world.post("nothing", {})).status).toBe(404);
    const large = view({ properties: { product_id: "p", note: "字".repeat(11_000) } });
    expect((await world.post("track", large)).status).toBe(413);
    const inBatch = await world.post("batch", { batch: [large] });
    expect(inBatch.body.deadLetters[0].reason.code).toBe("event.too-large");
  });
});

describe("the real client", () => {
  test("LE2 @segment/analytics-node is served, and what it retries is stored once", async () => {
    let refusals = 1;
    let requests = 0;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        requests += 1;
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
        );
        const answer = await world.ledger.intake({
          path: request.url ?? "",
          method: request.method ?? "",
          headers,
          body: Buffer.concat(chunks),
        });
        // It was stored, but the client never hears of it: it must send it again.
        if (refusals-- > 0) response.writeHead(503).end();
        else response.writeHead(answer.status).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const client = new Analytics({
      writeKey: "server",
      host: `http://127.0.0.1:${port}`,
      path: "/v1/batch",
    });
    world.time.now = Date.now();
    const timestamp = new Date("2020-02-02T02:02:02.000Z");
    client.identify({ userId: "client-7", traits: { name: "小王" } });
    client.track({
      userId: "client-7",
      event: "Product Added",
      properties: { product_id: "p9", price: 0.1, quantity: 2 },
      timestamp,
    });
    client.track({
      userId: "client-7",
      event: "Order Completed",
      properties: {
        order_id: "o-1",
        currency: "CNY",
        products: [{ product_id: "p9", price: 19.99, quantity: 3 }],
      },
    });
    client.page({ userId: "client-7", name: "首页", properties: { url: "https://example.com/" } });
    client.group({ userId: "client-7", groupId: "g1" });
    client.alias({ userId: "client-7", previousId: "anon-7" });
    await client.closeAndFlush({ timeout: 20_000 });
    await new Promise((closed) => server.close(closed));
    world.time.now = NOW;
    const rows = await world.as((ctx) =>
      ctx.sql.rows<{ type: string; at: number; properties: { lines?: object } }>(
        "select type, at, properties from ledger.event where user_id = 'client-7' order by seq",
      ),
    );
    expect(requests).toBeGreaterThan(1);
    expect(rows.map((row) => row.type)).toEqual([
      "identified",
      "product_added",
      "order_placed",
      "page_viewed",
      "grouped",
      "aliased",
    ]);
    expect(rows[1]?.at).toBe(timestamp.getTime());
    expect(rows[2]?.properties.lines).toMatchObject([
      { ordinal: 1, sku: "p9", quantity: 3, unitPrice: { minor: 1999, currency: "CNY" } },
    ]);
  });
});
