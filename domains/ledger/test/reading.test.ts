import { profileId } from "@zhongshu/kernel";
import { testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TailEvent } from "../src/contract.ts";
import { dispatchOnce, type Notice } from "../src/tail/dispatch.ts";
import { freshId, NOW, OTHER_SHOP, openWorld, SHOP, TENANT, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("LE12 a mended letter is stored under its own messageId and arrival, once, with an audit entry", async () => {
  await world.post("track", view({ messageId: "bad", event: "Prodct Viewed" }));
  const [letter] = await world.as((ctx) => world.ledger.deadLetters(ctx, { shop: SHOP, limit: 1 }));
  if (letter === undefined) throw new Error("There is no letter");
  const mend = (event: unknown) =>
    world.as((ctx) => world.ledger.mend(ctx, { shop: SHOP, id: letter.id, event }), {
      now: NOW + 9,
    });
  expect(await mend(view({ event: "still wrong" }))).toMatchObject({
    ok: false,
    error: { status: 422 },
  });
  expect(await mend(view({ messageId: "another" }))).toMatchObject({
    ok: true,
    value: { stored: true },
  });
  expect(await mend(view())).toMatchObject({ ok: false, error: { status: 404 } });
  const [event] = await world.as((ctx) => world.ledger.events(ctx, { shop: SHOP, limit: 1 }));
  expect(event).toMatchObject({ messageId: "bad", type: "product_viewed", at: NOW });
  expect(world.audit.map((entry) => entry.action)).toEqual(["dead-letter.mended"]);
  const other = await world.as((ctx) =>
    world.ledger.deadLetters(ctx, { shop: OTHER_SHOP, limit: 9 }),
  );
  expect(other).toEqual([]);
});

test("LE12 mending needs its permission", async () => {
  const asked = { shop: SHOP, id: "00000000-0000-7000-8000-000000000001", event: view() };
  const refused = await world.as((ctx) => world.ledger.mend(ctx, asked), { can: () => false });
  expect(refused).toMatchObject({ ok: false, error: { status: 403 } });
});

test("LE13 the outbox hands over every event at least once, and again after a handler threw", async () => {
  await world.post("batch", { batch: [view({ messageId: "n1" }), view({ messageId: "n2" })] });
  const heard: Notice[] = [];
  const mood: { failing: boolean } = { failing: true };
  const by = {
    asTenant: world.asTenant,
    tenants: async () => [TENANT],
    clock: () => NOW,
    random: () => 0.5,
    failed: () => undefined,
    handlers: [
      {
        name: "ear",
        handle: async (_: unknown, notices: readonly Notice[]) => {
          if (mood.failing) throw new Error("not now");
          heard.push(...notices);
        },
      },
    ],
  };
  await expect(dispatchOnce(by, TENANT)).rejects.toThrow("not now");
  mood.failing = false;
  const [one, two] = await Promise.all([dispatchOnce(by, TENANT), dispatchOnce(by, TENANT)]);
  expect(one + two).toBe(heard.length);
  const ours = heard.filter((notice) => ["n1", "n2"].includes(notice.messageId));
  const told = { shop: SHOP, topic: "product_viewed", at: NOW };
  expect(ours).toEqual(["n1", "n2"].map((messageId) => ({ ...told, messageId })));
  expect(await world.counted("ledger.outbox")).toBe(0);
});

test("LE14 a follower sees what is stored from now on, once, in this shop only", async () => {
  const stop = new AbortController();
  const seen: TailEvent[] = [];
  const following = (async () => {
    const tail = world.ledger.follow(testSeal({ tenant: TENANT }), SHOP, stop.signal);
    for await (const event of tail) if (seen.push(event) === 3) stop.abort();
  })();
  await new Promise((ready) => setTimeout(ready, 200));
  for (const messageId of ["f1", "f2", "f3"]) await world.post("track", view({ messageId }));
  await following;
  expect(seen.map((event) => event.messageId)).toEqual(["f1", "f2", "f3"]);
});

test("LE15 counts, hours and timeline tell of the period and the person only", async () => {
  const person = freshId();
  // 23:30 and 00:30 in Shanghai.
  const times = ["2025-05-01T15:30:00Z", "2025-05-01T16:30:00Z", "2025-05-02T16:30:00Z"];
  await world.post("import", {
    batch: times.map((timestamp) => view({ anonymousId: person, timestamp })),
  });
  const period = { shop: SHOP, from: "2025-05-01", to: "2025-05-02" };
  const profile = await world.as(async (ctx) => {
    const row = await ctx.sql.one<{ profile: string }>(
      "select distinct profile from ledger.event where anonymous_id = $1",
      [person],
    );
    return profileId(row.profile);
  });
  expect(await world.as((ctx) => world.ledger.counts(ctx, period))).toEqual([
    { type: "product_viewed", events: 2 },
  ]);
  const hours = await world.as((ctx) =>
    world.ledger.hourCounts(ctx, { ...period, profiles: [profile] }),
  );
  expect(hours.flatMap((n, hour) => (n > 0 ? [[hour, n]] : []))).toEqual([
    [0, 1],
    [23, 1],
  ]);
  // Reached by a message at ten: nothing that this person did.
  await world.post("import", {
    batch: [
      {
        ...view({ anonymousId: person, timestamp: "2025-05-02T02:00:00Z" }),
        event: "message_delivered",
        properties: { message: "m1" },
      },
    ],
  });
  expect(await world.as((ctx) => world.ledger.counts(ctx, period))).toContainEqual({
    type: "message_delivered",
    events: 1,
  });
  expect(
    await world.as((ctx) => world.ledger.hourCounts(ctx, { ...period, profiles: [profile] })),
  ).toEqual(hours);
  const asked = { shop: SHOP, profile, limit: 2, before: Date.parse("2025-05-02T00:30:00Z") };
  const line = await world.as((ctx) => world.ledger.timeline(ctx, asked));
  expect(line.map((entry) => entry.at)).toEqual([
    Date.parse(times[1] ?? ""),
    Date.parse(times[0] ?? ""),
  ]);
});
