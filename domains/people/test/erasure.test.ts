import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const U1 = ownProfile({ tenant: TENANT, shop: SHOP }, "user", "u-0001");
const TRAITS = { phone: "13912345678", name: "王小明", unionid: "o-union-1" };
const told = (over: Partial<Said> = {}): Said => ({
  ...{ type: "identified", userId: "u-0001", at: NOW - 10, properties: { traits: TRAITS } },
  ...over,
});
const seen = (at: number): Said => told({ type: "product_viewed", at, properties: {} });
const ask = () => w.within((ctx) => w.people.askErasure(ctx, { shop: SHOP, profile: U1 }));
const step = () => w.within((ctx) => w.people.eraseStep(ctx));

/** Every row of people, but for the record and the keyed hashes. */
const rows = () =>
  w.within(async ({ sql }) => {
    const found: object[] = [];
    for (const table of ["profile", "trait", "attention", "sign", "same", "link", "stale"])
      found.push(...(await sql.rows<object>(`select t::text as row from people.${table} t`)));
    return found;
  });
const mentions = async (text: string) => JSON.stringify(await rows()).includes(text);

async function erased() {
  await w.tell(told({ anonymousId: "browser-1" }), seen(NOW - 5));
  expect(await mentions("王小明")).toBe(true);
  const asked = await ask();
  if (!asked.ok) throw new Error(asked.error.code);
  while (await step());
  w.world.events.length = 0;
  return asked.value.id;
}

test("PE70 whoever asks to be erased is nowhere afterwards; the record says what was removed, and names nobody", async () => {
  const id = await erased();
  for (const gone of ["u-0001", "王小明", "o-union-1", "139****5678", U1, "browser-1"])
    expect([gone, await mentions(gone)]).toEqual([gone, false]);
  const record = await w.within((ctx) => w.people.erasure(ctx, { shop: SHOP, id }));
  if (!record.ok) throw new Error(record.error.code);
  expect(record.value).toMatchObject({ askedBy: "member", removed: { people: { profile: 1 } } });
  expect(record.value.doneAt).not.toBeNull();
  expect(w.world.audited).toEqual(expect.arrayContaining(["person.erase-asked", "person.erased"]));
  expect(await step()).toBe(false);
});

test("PE70 asking twice is one wish, and it needs the permission", async () => {
  await w.tell(told());
  const [first, second] = [await ask(), await ask()];
  expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
  const denied = await w.within((ctx) => w.people.askErasure(ctx, { shop: SHOP, profile: U1 }), {
    can: () => false,
  });
  expect(denied.ok).toBe(false);
});

test("PE71 what is told of before, or by a list, is nobody's; an act of their own begins a new customer", async () => {
  await erased();
  expect(await w.tell(seen(NOW - 5))).toEqual([null]);
  const listed = { traits: TRAITS, listed: true };
  expect(await w.tell(told({ at: NOW + 9, properties: listed }))).toEqual([null]);
  const other = told({ userId: "u-0002", at: NOW + 9 });
  expect(await w.tell(other)).toEqual([null]);
  expect(await w.tell(seen(NOW + 10))).toEqual([U1]);
  expect(await w.tell(told({ at: NOW + 11 }))).toEqual([U1]);
  expect(await w.tell(seen(NOW - 5))).toEqual([null]);
});

test("PE79 whose file was undone between their wish and its turn is kept out all the same", async () => {
  await w.tell(told(), seen(NOW - 5));
  expect((await ask()).ok).toBe(true);
  // The undo of the only file that told of them takes all of it away.
  w.world.events.length = 0;
  await w.within(({ sql }) => sql.run("delete from people.sign", []));
  await w.within(({ sql }) => sql.run("delete from people.trait", []));
  await w.within(({ sql }) => sql.run("delete from people.profile", []));
  expect(await step()).toBe(true);
  expect(await w.tell(seen(NOW - 5), told())).toEqual([null, null]);
  expect(await w.tell(told({ userId: "u-0002", at: NOW + 9 }))).toEqual([null]);
  const left = await w.within(({ sql }) => sql.rows("select known from people.erasure", []));
  expect(left).toEqual([{ known: null }]);
});
