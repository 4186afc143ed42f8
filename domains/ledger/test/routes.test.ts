import { profileId } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../src/index.ts";
import { freshId, OTHER_SHOP, openWorld, SHOP, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ask = (path: string, input: object) => {
  const found = routes(world.ledger).find((route) => route.path === `/shops/:shop${path}`);
  if (found === undefined) throw new Error(`There is no route ${path}`);
  return world.as((ctx) => found.answer(ctx, { shop: SHOP, ...input }));
};

test("LE15 the list shows the newest events of its shop, or those after a number, oldest first", async () => {
  for (const messageId of ["r1", "r2", "r3"]) await world.post("track", view({ messageId }));
  const seen = await ask("/events", { limit: "2" });
  expect(seen).toMatchObject({
    ok: true,
    value: { events: [{ messageId: "r2" }, { messageId: "r3", type: "product_viewed" }] },
  });
  const all = await world.as((ctx) => world.ledger.events(ctx, { shop: SHOP, limit: 3 }));
  const after = await ask("/events", { after: String(all[0]?.seq) });
  expect(after).toMatchObject({ ok: true, value: { events: [{ messageId: "r2" }, {}] } });
  expect(await ask("/events", { shop: OTHER_SHOP })).toEqual({ ok: true, value: { events: [] } });
  expect(await ask("/events", { limit: "501" })).toMatchObject({ ok: false });
  expect(await ask("/events", { after: "-1" })).toMatchObject({ ok: false });
});

test("LE12 letters are listed, mended one by one, and replayed by their code", async () => {
  await world.post("track", view({ messageId: "l1", event: "Unheard of" }));
  await world.post("track", view({ messageId: "l2", anonymousId: null }));
  const listed = await ask("/dead-letters", {});
  expect(listed).toMatchObject({ ok: true });
  const kept = await world.as((ctx) => world.ledger.deadLetters(ctx, { shop: SHOP, limit: 9 }));
  expect(listed).toEqual({ ok: true, value: { deadLetters: kept } });
  const unknown = kept.find(({ reason }) => reason.code === "event.unknown");
  expect(await ask("/dead-letters/replay", { code: "event.nobody" })).toEqual({
    ok: true,
    value: { stored: 0, duplicates: 0, still: 1 },
  });
  expect(await ask("/dead-letters/:id/mend", { id: unknown?.id, event: view() })).toEqual({
    ok: true,
    value: { stored: true, duplicate: false },
  });
  expect(await ask("/dead-letters/replay", {})).toMatchObject({ ok: true, value: { still: 1 } });
  expect(await ask("/dead-letters/:id/mend", { id: "1", event: {} })).toMatchObject({ ok: false });
});

test("PE2 after a merge one person's timeline holds the events of both, and nobody else's moved", async () => {
  const [before, user, other] = ["before", "user", "other"].map(() => freshId());
  for (const anonymousId of [before, user, other])
    await world.post("track", view({ anonymousId, messageId: `of ${anonymousId}` }));
  const profileOf = (anonymousId: string | undefined) =>
    world.as(async ({ sql }) => {
      const row = await sql.one<{ profile: string }>(
        "select profile from ledger.event where anonymous_id = $1",
        [anonymousId ?? null],
      );
      return profileId(row.profile);
    });
  const [from, to, third] = [
    await profileOf(before),
    await profileOf(user),
    await profileOf(other),
  ];
  const byText = (a: string, b: string) => a.localeCompare(b);
  const timeline = (profile: typeof from) =>
    world.as(async (ctx) => {
      const asked = { shop: SHOP, profile, before: null, limit: 9 };
      const seen = await world.ledger.timeline(ctx, asked);
      return seen.map(({ messageId }) => messageId).toSorted(byText);
    });
  await world.as(({ sql }) => world.ledger.reassign(sql, []));
  expect(await timeline(from)).toEqual([`of ${before}`]);
  await world.as(({ sql }) => world.ledger.reassign(sql, [{ from, to, base: to }]));
  expect(await timeline(from)).toEqual([]);
  expect(await timeline(to)).toEqual([`of ${before}`, `of ${user}`].toSorted(byText));
  expect(await timeline(third)).toEqual([`of ${other}`]);
});
