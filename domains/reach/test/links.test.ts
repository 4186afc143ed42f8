import type { Caller, Customer, ProfileId, Seal } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { reassign } from "../src/merge.ts";
import {
  A,
  ABSORBED,
  as,
  B,
  nobody,
  OTHER_SHOP,
  OWNER,
  openSide,
  person,
  RICE,
  rowsOf,
  SHOP,
  send,
} from "./customers.ts";

let db: TestDatabase;
const { links, seen: events, offers } = openSide(() => db);
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const customer = (profile: ProfileId, seal: Seal = A, shop = SHOP): Customer => ({
  ...{ seal, shop, profile },
});
const codeOf = (link: string, seal: Seal = A): string =>
  links.urlOf({ tenant: seal.tenant, link }).split("/").at(-1) ?? "";
const look = (link: string, caller: Caller, seal: Seal = A) =>
  db.asTenant(seal, (ctx) => links.seen(ctx, { code: codeOf(link, seal), caller }));
const clicks = async (link: string): Promise<readonly string[]> =>
  (
    await rowsOf<{ visitor: string }>(
      db,
      "select visitor from reach.click where link = $1 order by visitor",
      [link],
    )
  ).map(({ visitor }) => visitor);
const clickedAt = async (execution: string): Promise<number | null | undefined> =>
  (
    await rowsOf<{ at: number | null }>(
      db,
      "select clicked_at as at from reach.recipient where execution = $1",
      [execution],
    )
  )[0]?.at;
const visitorIn = (told: Awaited<ReturnType<typeof look>>): string | null =>
  told.ok ? told.value.visitor : null;
const eventsOf = (link: string) => events.filter(({ messageId }) => messageId.includes(link));

test("RE40 RE41 a link stands on our customers' host and leads where the row says, as it is sold at this moment", async () => {
  const { link } = await send(db, A, { profile: person(1) });
  expect(links.urlOf({ tenant: A.tenant, link })).toMatch(
    /^https:\/\/l\.example\.com\/m\/l\/[\w-]{64}$/,
  );
  const target = () => db.asTenant(A, (ctx) => links.target(ctx, codeOf(link)));
  expect(await target()).toEqual({
    ok: true,
    value: { shop: "小满的店", product: RICE, closed: null },
  });
  const earning = { ...RICE, stock: 0, commission: { bp: 1_200 } };
  offers.set("p1/s1", earning);
  expect(JSON.stringify(await target())).not.toContain("1200");
  expect(await target()).toMatchObject({ value: { closed: { zh: "已经卖完了。" } } });
  offers.delete("p1/s1");
  expect(await target()).toMatchObject({
    value: { product: null, closed: { en: "The shop does not sell this any more." } },
  });
  offers.set("p1/s1", RICE);
});

test("RE40 a link that is not there, or of another organisation, is as unknown as a forged one", async () => {
  const { link } = await send(db, A, { profile: person(1) });
  const codes = [
    [A, codeOf(person(99))],
    [B, codeOf(link, A)],
    [B, codeOf(link, B)],
    [A, `${codeOf(link).slice(0, -1)}_`],
  ] as const;
  const told = new Set<string>();
  for (const [seal, code] of codes) {
    const target = await db.asTenant(seal, (ctx) => links.target(ctx, code));
    const seen = await db.asTenant(seal, (ctx) => links.seen(ctx, { code, caller: nobody }));
    told.add(JSON.stringify(target)).add(JSON.stringify(seen));
  }
  expect([...told]).toEqual([expect.stringContaining("reach.no-link")]);
});

test("RE42 a customer counts once, however many beacons come at one moment", async () => {
  const { link, execution, message } = await send(db, A, { profile: person(2) });
  const caller = as(customer(person(2)));
  const beacons = Array.from({ length: 12 }, () => look(link, caller));
  for (const each of await Promise.all(beacons)) expect(each.ok).toBe(true);
  expect(await clicks(link)).toEqual([person(2)]);
  expect(await clickedAt(execution)).toBe(A.now);
  expect(eventsOf(link)).toEqual([
    {
      ...{ shop: SHOP, profile: person(2), type: "message_clicked", at: A.now },
      messageId: `reach:click:${link}:${person(2)}`,
      properties: { message, channel: "inbox", execution, product: "p1" },
    },
  ]);
});

test("RE42 an unknown browser is counted once by a name of its own, and never as the person written to", async () => {
  const { link, execution } = await send(db, A, { profile: person(3) });
  const visitor = visitorIn(await look(link, nobody));
  expect(visitor).toMatch(/^[\w-]{22}$/);
  expect(visitorIn(await look(link, { ...nobody, visitor }))).toBeNull();
  expect(await clicks(link)).toEqual([visitor]);
  // Nobody can pass for a customer by writing their id into the cookie.
  const forged = visitorIn(await look(link, { ...nobody, visitor: person(3) }));
  expect(forged).toMatch(/^[\w-]{22}$/);
  expect(await clickedAt(execution)).toBeNull();
  expect(eventsOf(link)).toEqual([]);
});

test("RE42 an unknown browser that turns out to be the customer was one click all along", async () => {
  const { link, execution } = await send(db, A, { profile: person(4) });
  const visitor = visitorIn(await look(link, nobody));
  await look(link, { ...as(customer(person(4))), visitor });
  expect(await clicks(link)).toEqual([person(4)]);
  expect(await clickedAt(execution)).toBe(A.now);
});

test("RE43 a forwarded link counts for the link, not as a click of the person it was sent to", async () => {
  const { link, execution } = await send(db, A, { profile: person(5) });
  await look(link, as(customer(person(6))));
  expect(await clicks(link)).toEqual([person(6)]);
  expect([await clickedAt(execution), eventsOf(link)]).toEqual([null, []]);
  await look(link, as(customer(person(5))));
  expect(await clicks(link)).toEqual([person(5), person(6)]);
  expect(await clickedAt(execution)).toBe(A.now);
  expect(eventsOf(link).map(({ profile }) => profile)).toEqual([person(5)]);
});

const byHand = (n: number) => send(db, A, { profile: person(n), way: "named-copy" });

test("RE78 a stranger who opens a link that was sent by hand is the person it was sent to, once", async () => {
  const { link, execution } = await byHand(21);
  const visitor = visitorIn(await look(link, nobody));
  await look(link, { ...nobody, visitor });
  await look(link, nobody);
  expect(await clicks(link)).toHaveLength(2);
  expect(await clickedAt(execution)).toBe(A.now);
  expect(eventsOf(link)).toMatchObject([
    {
      ...{ type: "message_clicked", profile: person(21) },
      properties: { message: link, channel: "named-copy", execution },
    },
  ]);
});

test("RE78 a customer whom we know got it forwarded; the person themselves is one click", async () => {
  const { link, execution } = await byHand(22);
  await look(link, as(customer(person(23))));
  expect([await clickedAt(execution), eventsOf(link)]).toEqual([null, []]);
  const visitor = visitorIn(await look(link, nobody));
  await look(link, { ...as(customer(person(22))), visitor });
  expect(await clickedAt(execution)).toBe(A.now);
  expect(new Set(eventsOf(link).map(({ messageId }) => messageId)).size).toBe(1);
});

test("RE78 whoever works in the shop tries a link out and is nobody's click; elsewhere they are a visitor", async () => {
  const { link, execution } = await byHand(24);
  expect(await look(link, { ...nobody, user: OWNER })).toMatchObject({
    value: { counted: false, visitor: null },
  });
  const asVisitor = visitorIn(await look(link, { ...nobody, user: "u-of-another-house" }));
  expect(await clicks(link)).toEqual([asVisitor]);
  const own = await byHand(25);
  await look(own.link, { ...nobody, user: OWNER });
  expect([await clicks(own.link), await clickedAt(own.execution), eventsOf(own.link)]).toEqual([
    [],
    null,
    [],
  ]);
  await look(own.link, { ...as(customer(person(25))), user: OWNER });
  expect(await clicks(own.link)).toEqual([person(25)]);
  expect(await clickedAt(execution)).toBe(A.now);
  const group = await send(db, A, { profile: null, community: person(0x53) });
  await look(group.link, { ...nobody, user: OWNER });
  expect(await clicks(group.link)).toEqual([]);
});

test("RE42 a customer cannot undo another's click, or their own, by writing an id into the cookie", async () => {
  const { link } = await send(db, A, { profile: null, community: person(0x52) });
  await look(link, as(customer(person(13))));
  await look(link, { ...as(customer(person(14))), visitor: person(13) });
  await look(link, { ...as(customer(person(14))), visitor: person(14) });
  expect(await clicks(link)).toEqual([person(13), person(14)]);
});

test("RE43 a customer of another shop or organisation is nobody we know here", async () => {
  const { link } = await send(db, A, { profile: person(7) });
  for (const stranger of [customer(person(7), B), customer(person(7), A, OTHER_SHOP)])
    expect(visitorIn(await look(link, as(stranger)))).not.toBeNull();
  expect(await clicks(link)).not.toContain(person(7));
  expect(eventsOf(link)).toEqual([]);
});

test("RE43 the link of a community is told of whoever of its customers followed it", async () => {
  const { link, execution } = await send(db, A, { profile: null, community: person(0x50) });
  await look(link, as(customer(person(8))));
  await look(link, as(customer(person(8))));
  await look(link, nobody);
  expect(await clicks(link)).toHaveLength(2);
  expect(eventsOf(link)).toMatchObject([
    {
      profile: person(8),
      properties: { message: link, channel: "group-copy", execution, community: person(0x50) },
    },
  ]);
});

test("RE43 after a merge the link is that of the person who was kept, and two clicks of theirs are one", async () => {
  const { link, execution } = await send(db, A, { profile: ABSORBED });
  await look(link, as(customer(person(1))));
  expect(await clickedAt(execution)).toBe(A.now);
  expect(eventsOf(link).map(({ profile }) => profile)).toEqual([person(1)]);

  const shared = await send(db, A, { profile: null, community: person(0x51) });
  for (const who of [person(9), person(12)]) await look(shared.link, as(customer(who)));
  await db.asTenant(A, ({ sql }) => reassign(sql, [{ from: person(9), to: person(12) }]));
  expect(await clicks(shared.link)).toEqual([person(12)]);
});
