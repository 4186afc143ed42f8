import { createHash } from "node:crypto";
import { DAY, type Seal } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MESSAGE_WORDINGS } from "../src/contract.ts";
import { hashOf } from "../src/inbox/secret.ts";
import { schema } from "../src/index.ts";
import {
  A,
  ABSORBED,
  as,
  B,
  nobody,
  OTHER_SHOP,
  openSide,
  person,
  rowsOf,
  SHOP,
  STRANGER,
  send,
} from "./customers.ts";

let db: TestDatabase;
const { inbox, heard } = openSide(() => db);
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const invite = async (seal: Seal, profile = person(1), shop = SHOP): Promise<string> => {
  const made = await db.asTenant(seal, (ctx) => inbox.invite(ctx, { shop, profile }));
  if (!made.ok) throw new Error(made.error.code);
  return made.value.url.split("/").at(-1) ?? "";
};
const enter = (seal: Seal, token: string, caller = nobody) =>
  db.asTenant(seal, (ctx) => inbox.enter(ctx, { token, caller }));
const secretOf = async (seal: Seal, profile = person(1), shop = SHOP): Promise<string> => {
  const entered = await enter(seal, await invite(seal, profile, shop));
  if (!entered.ok || entered.value.session === null) throw new Error("no session");
  return entered.value.session;
};
const open = async (seal: Seal, profile = person(1), shop = SHOP) => {
  const customer = await inbox.customerOf(await secretOf(seal, profile, shop), seal);
  if (customer === null) throw new Error("nobody");
  return customer;
};
const MARKETING = { purpose: "marketing", words: 1 } as const;
const refused = (code: string) => ({ ok: false, error: { code } });
const later = (ms: number): Seal => ({ ...A, now: A.now + ms });

test("RE44 a way in is for a customer of the shop, by who may write to them, audited, and kept as a hash only", async () => {
  const token = await invite(A);
  expect(token).toMatch(/^[\w-]{54}$/);
  expect(heard.at(-1)).toBe(`system entry.made ${person(1)}`);
  const kept = await rowsOf<{ row: string }>(db, "select e::text as row from reach.entry e", []);
  expect(kept.map(({ row }) => row).join()).not.toContain(token);
  const made = (seal: Seal, profile = person(1)) =>
    db.asTenant(seal, (ctx) => inbox.invite(ctx, { shop: SHOP, profile }));
  expect(await made(A, STRANGER)).toMatchObject(refused("reach.no-person"));
  expect(await made({ ...A, can: () => false })).toMatchObject(refused("reach.not-allowed"));
});

test("RE45 it opens the inbox once: of ten at the same moment one gets in", async () => {
  const token = await invite(A);
  const all = await Promise.all(Array.from({ length: 10 }, () => enter(A, token)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of all) if (!each.ok) expect(each.error.code).toBe("reach.entry-used");
  const kept = await rowsOf<{ n: number }>(
    db,
    "select count(*) as n from reach.visit v join reach.entry e using (tenant, profile) where e.hash = $1",
    [hashOf(token)],
  );
  expect(kept[0]?.n).toBe(1);
});

test("RE45 used, expired and unknown say how to get a new one; who came in by it simply comes in again", async () => {
  const token = await invite(A);
  expect(await enter(later(7 * DAY), token)).toMatchObject(refused("reach.entry-expired"));
  const entered = await enter(later(7 * DAY - 1), token);
  const session = entered.ok ? entered.value.session : null;
  const customer = await inbox.customerOf(session ?? "", A);
  if (customer === null) throw new Error("nobody");
  expect(await enter(A, token, as(customer))).toEqual({ ok: true, value: { session: null } });
  const other = await open(A, person(2));
  for (const caller of [nobody, as(other), as({ ...customer, shop: OTHER_SHOP })])
    expect(await enter(A, token, caller)).toMatchObject(refused("reach.entry-used"));
  expect(await enter(A, `${token.slice(0, -1)}x`)).toMatchObject(refused("reach.no-entry"));
  expect(await enter(B, token)).toMatchObject(refused("reach.no-entry"));
  expect(inbox.tenantOf(token)).toBe(A.tenant);
  for (const none of ["", token.slice(1), `${token}x`, "%", "é".repeat(54)])
    expect(inbox.tenantOf(none)).toBeNull();
});

test("RE46 a session lasts 90 days, is a customer who may do nothing else, and forged ones are nobody", async () => {
  const secret = await secretOf(A);
  const customer = await inbox.customerOf(secret, A);
  expect(customer).toMatchObject({
    shop: SHOP,
    profile: person(1),
    seal: { tenant: A.tenant, actor: { kind: "customer", id: person(1), name: "林女士" } },
  });
  expect(customer?.seal.can("people.read", SHOP)).toBe(false);
  expect(await inbox.customerOf(secret, later(90 * DAY - 1))).not.toBeNull();
  expect(await inbox.customerOf(secret, later(90 * DAY))).toBeNull();
  const foreign = Buffer.from(secret, "base64url");
  Buffer.from(B.tenant.replaceAll("-", ""), "hex").copy(foreign);
  const other = Buffer.from(secret, "base64url");
  other.writeUInt8(other.readUInt8(other.length - 1) ^ 1, other.length - 1);
  for (const forged of [
    ...[foreign, other].map((one) => one.toString("base64url")),
    "",
    "x",
    "...",
  ])
    expect(await inbox.customerOf(forged, A)).toBeNull();
});

test("RE46 the session of a merged profile leads to the one that was kept, that of nobody nowhere", async () => {
  await send(db, A, { profile: person(1), text: "给留下的人" });
  const token = await invite(A);
  await rowsOf(db, "update reach.entry set profile = $2 where hash = $1 returning hash", [
    hashOf(token),
    ABSORBED,
  ]);
  const entered = await enter(A, token);
  const secret = (entered.ok ? entered.value.session : null) ?? "";
  const bind = (profile: string) =>
    rowsOf(db, "update reach.visit set profile = $2 where hash = $1 returning hash", [
      hashOf(secret),
      profile,
    ]);
  expect(await bind(ABSORBED)).toHaveLength(1);
  const customer = await inbox.customerOf(secret, A);
  expect(customer?.profile).toBe(person(1));
  if (customer === null) return;
  const read = await db.asTenant(customer.seal, (ctx) => inbox.read(ctx, customer));
  expect(read.ok && read.value.messages.map(({ text }) => text)).toContain("给留下的人");
  await bind(STRANGER);
  expect(await inbox.customerOf(secret, A)).toBeNull();
});

test("RE47 everybody sees their own messages, newest first, and no one else's: of no person, shop or organisation", async () => {
  const profile = person(3);
  const mine = [
    await send(db, A, { profile, text: "第一条", at: A.now - 5_000 }),
    await send(db, A, { profile, text: "第二条", at: A.now - 1_000 }),
  ];
  await send(db, A, { profile: person(4), text: "别人的" });
  await send(db, A, { profile, shop: OTHER_SHOP, text: "别的店" });
  const theirs = await send(db, B, { profile, text: "别家的" });
  const read = async (seal: Seal) => {
    const customer = await open(seal, profile);
    const told = await db.asTenant(customer.seal, (ctx) => inbox.read(ctx, customer));
    return told.ok ? told.value : null;
  };
  expect(await read(A)).toMatchObject({
    ...{ shop: "小满的店", name: "林女士", optedOut: false },
    messages: [
      { id: mine[1]?.message, text: "第二条", openedAt: null },
      { id: mine[0]?.message, text: "第一条", openedAt: null },
    ],
  });
  expect((await read(B))?.messages.map(({ id }) => id)).toEqual([theirs.message]);
});

test("RE48 opening counts once, for the message and its recipient, and only in one's own inbox", async () => {
  const sent = await send(db, A, { profile: person(5) });
  const customer = await open(A, person(5));
  const opened = (now: number, message = sent.message, who = customer) =>
    db.asTenant({ ...who.seal, now }, (ctx) => inbox.opened(ctx, { ...who, message }));
  const first = await opened(A.now + 10);
  expect(first).toEqual({ ok: true, value: { openedAt: A.now + 10 } });
  expect(await opened(A.now + 99)).toEqual(first);
  const [row] = await rowsOf<{ at: number }>(
    db,
    "select opened_at as at from reach.recipient where execution = $1",
    [sent.execution],
  );
  expect(row?.at).toBe(A.now + 10);
  for (const who of [await open(A, person(6)), await open(B, person(5))])
    expect(await opened(A.now, sent.message, who)).toMatchObject(refused("reach.no-message"));
});

test("RE49 a customer refuses and allows messages themselves, with proof, audited under their own name", async () => {
  const customer = await open(A, person(7));
  const say = (on: boolean, now: number) =>
    db.asTenant({ ...customer.seal, now }, (ctx) =>
      inbox.optOut(ctx, { ...customer, ...MARKETING, on }),
    );
  const before = heard.length;
  expect(await say(true, A.now)).toEqual({
    ok: true,
    value: { optedOut: true, noticesOff: false },
  });
  expect(await say(true, A.now + 1)).toEqual({
    ok: true,
    value: { optedOut: true, noticesOff: false },
  });
  const read = await db.asTenant({ ...customer.seal, now: A.now + 1 }, (ctx) =>
    inbox.read(ctx, customer),
  );
  expect(read.ok && read.value.optedOut).toBe(true);
  expect(await say(false, A.now + 2)).toEqual({
    ok: true,
    value: { optedOut: false, noticesOff: false },
  });
  expect(await say(false, A.now + 3)).toEqual({
    ok: true,
    value: { optedOut: false, noticesOff: false },
  });
  const rows = await rowsOf(
    db,
    "select channel, proof, withdrawn_proof as back from reach.opt_out where profile = $1",
    [person(7)],
  );
  expect(rows).toEqual([{ channel: "all", proof: "收件箱里点的", back: "收件箱里点的" }]);
  expect(heard.slice(before)).toEqual([
    `customer opt-out.set ${person(7)}`,
    `customer opt-out.withdrawn ${person(7)}`,
  ]);
});

test("RE72 RE73 suggestions and notices are refused each by itself, under the words that stood beside the switch", async () => {
  const customer = await open(A, person(3));
  const say = (over: object) =>
    db.asTenant(customer.seal, (ctx) =>
      inbox.optOut(ctx, { ...customer, ...MARKETING, on: true, ...over }),
    );
  expect(await say({ purpose: "notices" })).toMatchObject({
    value: { optedOut: false, noticesOff: true },
  });
  expect(await say({})).toMatchObject({ value: { optedOut: true, noticesOff: true } });
  expect(await say({ on: false, purpose: "notices", words: null })).toMatchObject({
    value: { optedOut: true, noticesOff: false },
  });
  const told = await db.asTenant(customer.seal, (ctx) => inbox.consents(ctx, customer));
  const kept = told.refused.map(({ purpose, words, withdrawnWords }) => [
    purpose,
    words,
    withdrawnWords,
  ]);
  expect(kept.toSorted()).toEqual([
    ["marketing", 1, null],
    ["notices", 1, null],
  ]);
  const numbers = told.refused.flatMap(({ id, withdrawnId }) => [id, withdrawnId ?? "none"]);
  expect(new Set(numbers).size).toBe(4);
  for (const words of [0, MESSAGE_WORDINGS.notices.length + 1])
    expect(await say({ purpose: "notices", words })).toMatchObject(refused("reach.unknown-words"));
});

test("RE73 words once shown stay as they were", () => {
  const shown = Object.entries(MESSAGE_WORDINGS).flatMap(([purpose, versions]) =>
    versions.map((each, i) => {
      const print = createHash("sha256").update(JSON.stringify(each)).digest("hex").slice(0, 12);
      return `${purpose} ${i + 1} ${print}`;
    }),
  );
  expect(shown).toEqual(["marketing 1 cb3797396d16", "notices 1 d069e833c873"]);
});

test("RE49 tapped many times at one moment it is said once", async () => {
  const customer = await open(A, person(9));
  const say = () =>
    db.asTenant(customer.seal, (ctx) => inbox.optOut(ctx, { ...customer, ...MARKETING, on: true }));
  for (const each of await Promise.all(Array.from({ length: 8 }, say)))
    expect(each).toEqual({ ok: true, value: { optedOut: true, noticesOff: false } });
  const rows = await rowsOf(db, "select 1 from reach.opt_out where profile = $1", [person(9)]);
  expect(rows).toHaveLength(1);
});

test("RE48 RE49 what is said in an inbox while its profile is absorbed is kept under the one that stays", async () => {
  const customer = { ...(await open(A, person(1))), profile: ABSORBED };
  const sent = await send(db, A, { profile: person(1) });
  const told = await db.asTenant(customer.seal, async (ctx) => [
    await inbox.opened(ctx, { ...customer, message: sent.message }),
    await inbox.optOut(ctx, { ...customer, ...MARKETING, on: true }),
  ]);
  expect(told.map(({ ok }) => ok)).toEqual([true, true]);
  const rows = await rowsOf(
    db,
    "select profile from reach.opt_out where profile = any($1::uuid[])",
    [`{${person(1)},${ABSORBED}}`],
  );
  expect(rows).toEqual([{ profile: person(1) }]);
});

test("RE50 an open inbox is told what is there and each message that comes, once, also one with an older time", async () => {
  const profile = person(8);
  const customer = await open(A, profile);
  const first = await send(db, A, { profile, text: "早就在" });
  const leave = new AbortController();
  const heardIds: string[] = [];
  const listening = (async () => {
    for await (const { id } of inbox.follow(customer, leave.signal)) heardIds.push(id);
  })();
  await expect.poll(() => heardIds, { timeout: 10_000 }).toEqual([first.message]);
  const late = await send(db, A, { profile, text: "提交得晚", at: A.now - 60_000 });
  await send(db, B, { profile, text: "别家的" });
  const next = await send(db, A, { profile, text: "新来的" });
  await expect
    .poll(() => new Set(heardIds), { timeout: 10_000 })
    .toEqual(new Set([first.message, late.message, next.message]));
  expect(heardIds).toHaveLength(3);
  leave.abort();
  await listening;
});
