import { newId, type ProfileId, profileId } from "@zhongshu/kernel";
import { forgetting as people } from "@zhongshu/people";
import { copyFiles } from "@zhongshu/people/contract";
import { openTestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgettingOf } from "../src/forgetting.ts";
import { SCHEMAS } from "../src/schemas.ts";
import { HEAD, NOW, openUndoWorld, SHOP, type UndoWorld } from "./undo.world.ts";

let w: UndoWorld;
beforeAll(async () => {
  w = await openUndoWorld();
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const ORDERS = `${HEAD}
E1001,P1,米粉,辅食,1,2011-09-01 10:00,49.90,HY-77aa88bb,
E1002,P1,米粉,辅食,2,2011-09-02 10:00,49.90,HY-11cc22dd,
E1003,P1,米粉,辅食,许多,2011-09-02 11:00,49.90,HY-77aa88bb,`;
const traits = { name: "黛黛岚", phone: "13912345678", unionid: "o6_unionid_dai" };
const told = (messageId: string, type: string, properties: object) => ({
  ...{ messageId, type, anonymousId: null, userId: "HY-77aa88bb", at: NOW - 9 },
  properties: { ...properties },
});
const NAMES = ["HY-77aa88bb", "黛黛岚", "13912345678", "139****5678", "o6_unionid_dai"];

const tell = () =>
  w.live([
    told("crm-HY-77aa88bb", "identified", { traits }),
    told("v1", "product_viewed", { product: "P1", category: "辅食" }),
  ]);

const everything = (): Promise<string> =>
  w.within(async ({ sql }) => {
    const tables = await sql.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname = any($1::text[])`,
      [SCHEMAS.map(({ name }) => name)],
    );
    let text = "";
    for (const { name } of tables)
      for (const { row } of await sql.rows<{ row: string }>(`select t::text as row from ${name} t`))
        text += `${name} ${row}\n`;
    return text;
  });

const found = async (names: readonly string[]) => {
  const text = await everything();
  return names.filter((name) => text.includes(name));
};

async function personOf(userId: string): Promise<ProfileId> {
  const [known] = await w.within((ctx) =>
    w.system.people.profilesOf(ctx, { shop: SHOP, userIds: [userId] }),
  );
  if (known === undefined) throw new Error(`Nobody is ${userId}`);
  return known.profile;
}

const ask = async (profile: ProfileId) =>
  w.within((ctx) => w.system.people.askErasure(ctx, { shop: SHOP, profile }));
const step = () => w.within((ctx) => w.system.people.eraseStep(ctx));
const books = () =>
  w.within(({ sql }) =>
    sql.one<object>(
      `select count(*)::int as orders, count(distinct profile)::int as buyers, sum(total)::int as total
         from orders."order"`,
    ),
  );

test("every table says whether it holds anything of a person", async () => {
  const db = await openTestDatabase(SCHEMAS);
  const tables = await db.asOwner((sql) =>
    sql.rows<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname = any($1::text[])`,
      [SCHEMAS.map(({ name }) => name)],
    ),
  );
  await db.close();
  const said = [people, ...forgettingOf(w.system.imports)].flatMap(({ room, tables: own }) =>
    Object.keys(own).map((table) => `${room}.${table}`),
  );
  expect(said.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});

test("an erased person is in no row of any table, their orders stay as nobody's, and what comes again brings nobody back", async () => {
  const run = await w.importFile(ORDERS);
  await tell();
  const profile = await personOf("HY-77aa88bb");
  expect(await found([...NAMES.filter((name) => name !== "13912345678"), profile])).toHaveLength(5);
  const before = await books();
  await ask(profile);
  while (await step());
  expect(await found([...NAMES, profile])).toEqual([]);
  expect(await books()).toEqual(before);
  await tell();
  await w.importFile(ORDERS);
  expect(await found([...NAMES, profile])).toEqual([]);
  expect(await books()).toEqual(before);
  await w.undo(run);
  expect(await found([...NAMES, profile])).toEqual([]);
  expect(await found(["HY-11cc22dd"])).toEqual(["HY-11cc22dd"]);
});

/** Is every transaction over that was open when the newest event was written? */
const OVER = `select pg_snapshot_xmin(pg_current_snapshot())::text::int8 > max(xmin::text::int8) as over
  from ledger.event`;

test("where somebody is named is looked for before anybody waits; what is told meanwhile is found too, and only that is looked through again", async () => {
  const shared = (messageId: string) => ({
    ...told(messageId, "product_viewed", { product: "P1", url: "/p1?from=HY-77aa88bb" }),
    userId: "HY-11cc22dd",
  });
  await w.live([shared("before")]);
  const names = ["HY-77aa88bb"];
  // Of what other databases of the same Postgres still write nothing earlier may be open.
  await expect
    .poll(() => w.within(({ sql }) => sql.one(OVER)), { timeout: 60_000 })
    .toEqual({ over: true });
  const mentions = await w.within((ctx) => w.system.ledger.mentionsOf(ctx, { shop: SHOP, names }));
  expect(mentions.events).toHaveLength(1);
  await w.live([shared("meanwhile")]);
  const [ledger] = forgettingOf(w.system.imports);
  const forget = (looked: typeof mentions | null) =>
    w.within(async (ctx) => {
      const nobody = profileId(newId(ctx));
      const erased = { shop: SHOP, ids: [], nobody, names, mentions: looked };
      const gone = { holds: () => false, renamed: (id: string) => id };
      return (await ledger?.forget(ctx, { ...erased, ...gone }))?.["named"] ?? 0;
    });
  expect(await forget({ ...mentions, events: [] })).toBe(1);
  expect(await found(names)).toEqual(names);
  expect(await forget(mentions)).toBe(1);
  expect(await found(names)).toEqual([]);
  await w.live([shared("late")]);
  expect(await forget({ ...mentions, names: [] })).toBe(1);
});

test("a copy names real columns of orders, goods, events and messages", async () => {
  await w.importFile(ORDERS);
  await tell();
  const profile = await personOf("HY-77aa88bb");
  const held = await w.within((ctx) => w.system.people.held(ctx, { shop: SHOP, profile }));
  if (!held.ok) throw new Error(held.error.code);
  const sheets = new Map<string, readonly (readonly unknown[])[]>();
  copyFiles(held.value, "zh", (told) => {
    for (const { name, rows } of told) sheets.set(name, rows);
    return new Uint8Array();
  });
  const first = (name: string) => sheets.get(name)?.[1] ?? [];
  expect(first("订单").slice(0, 5)).toEqual(["2011-09-01 10:00", "E1001", 49.9, 0, "CNY"]);
  expect(first("订单商品")).toEqual(["2011-09-01 10:00", "E1001", "米粉", "P1", 1, 49.9, "CNY"]);
  expect(first("行为记录").slice(1, 3)).toEqual(["product_viewed", "HY-77aa88bb"]);
  expect(first("兴趣").slice(1)).toEqual(["辅食", expect.any(Number)]);
  expect(sheets.get("基本信息")).toContainEqual(["累计消费", 49.9]);
});

test("an erasure that dies in the middle has done nothing, and is done whole the next time, once", async () => {
  await tell();
  const profile = await personOf("HY-77aa88bb");
  await ask(profile);
  const dying = w.within(async (ctx) => {
    await w.system.people.eraseStep(ctx);
    throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
  expect(await found(["HY-77aa88bb", profile])).toHaveLength(2);
  expect([await step(), await step()]).toEqual([true, false]);
  expect(await found([...NAMES, profile])).toEqual([]);
});
