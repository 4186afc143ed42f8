import { fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HEAD, openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Orders of four lines, 50 customers, every 40th document a refund, every 100th row refused. */
const many = (rows: number, from = 0): string =>
  [
    HEAD,
    ...Array.from({ length: rows }, (_, i) => {
      const order = from + Math.floor(i / 4);
      const back = order % 40 === 0;
      const price = i % 100 === 99 ? "-1" : "1.00";
      return `${back ? "C" : ""}${800_000 + order},S${i % 7},T,${back ? -1 : 1},2011-01-05 10:00:00,${price},c${order % 50},X`;
    }),
  ].join("\n");

/** The slow, obvious count of such a text, by the words of the rules. */
function oracle(text: string) {
  const cells = text
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const good = cells.filter((row) => Number(row[5]) >= 0);
  const refunds = good.filter((row) => row[0]?.startsWith("C"));
  const adjustments = good.filter((row) => !row[0]?.startsWith("C") && Number(row[3]) < 0);
  const sold = good.filter((row) => !refunds.includes(row) && !adjustments.includes(row));
  return {
    ...{
      rows: cells.length,
      accepted: good.length,
      refused: cells.length - good.length,
      leftOut: 0,
    },
    ...{ refunds: refunds.length, adjustments: adjustments.length },
    orders: new Set(sold.map((row) => row[0])).size,
  };
}

const TABLES = ["line", "refund_line", "stock_line", '"order"', "refund", "payment"];
/** Every row of a source, without what differs between two runs of the same file. */
const stored = async (source: string): Promise<unknown> =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => {
        const rows = await world.rows<{ row: unknown }>(
          `select to_jsonb(t) - 'source' - 'tenant' as row from orders.${table} t
            where source = '${source}' order by (to_jsonb(t) - 'source')::text`,
        );
        return [table, rows.map(({ row }) => row)];
      }),
    ),
  );
const perform = (id: string): Promise<void> => world.imports().perform(seal, id, () => undefined);
async function whole(text: string, source: string) {
  const id = await world.begin(await world.file(`${source}.csv`, text), { source });
  await perform(id);
  return world.get(id);
}
const stateOf = async (id: string): Promise<string> => (await world.get(id)).state;

test("IM10 a run that was started always goes on, once its request is over", async () => {
  const path = await world.file("short.csv", many(4, 10));
  for (let round = 0; round < 20; round += 1) {
    const imports = world.imports();
    const mapped = await world.register(path);
    const start = world.startOf(mapped, { source: `round ${round}` });
    await world.asTenant(seal, async (ctx) => {
      await imports.start(ctx, start);
      // The background has every chance to look before this transaction is over.
      await ctx.sql.run("select pg_sleep(0.02)");
    });
    await expect.poll(() => stateOf(mapped.id), { interval: 5, timeout: 10_000 }).toBe("done");
    expect((await world.get(mapped.id)).counts).toMatchObject({ rows: 4, added: 4 });
    await imports.stop();
  }
});

test("IM10 a run whose starting request fails does not go on, and can be started again", async () => {
  const imports = world.imports();
  const mapped = await world.register(await world.file("back.csv", many(8, 20)));
  const start = world.startOf(mapped, { source: "back" });
  const request = world.asTenant(seal, async (ctx) => {
    await imports.start(ctx, start);
    await ctx.sql.run("select pg_sleep(0.05)");
    throw new Error("the request failed");
  });
  await expect(request).rejects.toThrow("the request failed");
  await imports.stop();
  expect(await world.get(mapped.id)).toMatchObject({ state: "mapped", counts: { rows: 0 } });
  expect(await world.rows("select number from orders.line where source = 'back'")).toEqual([]);
  await world.asTenant(seal, (ctx) => world.imports().start(ctx, start));
  await expect.poll(() => stateOf(mapped.id)).toBe("done");
});

test("IM9 a dry run changes no table but its own, and counts what the import then counts", async () => {
  const text = many(2_500);
  const path = await world.file("dry.csv", text);
  const all = async () => {
    const tables = await world.asOwner((sql) =>
      sql.rows<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname in ('ledger', 'orders') and tablename not in ('import', 'import_refused')`,
      ),
    );
    expect(tables.length).toBeGreaterThan(8);
    const dump = ({ name }: { name: string }) =>
      world.asOwner((sql) =>
        sql.rows(`select to_jsonb(t) as row, xmin::text from ${name} t order by 1`),
      );
    return Promise.all(tables.map(async (table) => [table.name, await dump(table)]));
  };
  const before = await all();
  const tried = await world.begin(path, { source: "dry", dryRun: true });
  await perform(tried);
  expect(await all()).toEqual(before);
  const done = await whole(text, "dry");
  const { added } = done.counts;
  expect((await world.get(tried)).counts).toEqual({ ...done.counts, added });
  expect(added).toBe(oracle(text).accepted);
});

test("IM12 rows = accepted + refused, with refunds among the accepted and orders by sold numbers", async () => {
  const text = `${many(2_500, 3_000)}\n700005,1003,T,-20,2010-12-02 11:00:00,0.0,,X`;
  const { counts } = await whole(text, "counted");
  expect(counts).toEqual({ ...oracle(text), added: oracle(text).accepted });
  expect(counts.rows).toBe(counts.accepted + counts.refused);
  expect(counts.adjustments).toBe(1);
  const found = await world.rows<{ lines: number; back: number; orders: number }>(
    `select (select count(*) from orders.line where source = 'counted') as lines,
            (select count(*) from orders.refund_line where source = 'counted') as back,
            (select count(*) from orders."order" where source = 'counted') as orders`,
  );
  expect(found).toEqual([
    { lines: counts.accepted - counts.refunds - 1, back: counts.refunds, orders: counts.orders },
  ]);
});

test("IM10 cancelled in the middle: the batch in hand is rolled back, and a later start goes on", async () => {
  const text = many(14_000, 6_000);
  const id = await world.begin(await world.file("cancelled.csv", text), { source: "cancelled" });
  let batches = 0;
  const imports = world.imports(async (ctx, facts) => {
    const appended = await world.ledger.append(ctx, facts);
    batches += 1;
    // By somebody else, while the third batch is written and not yet committed.
    if (batches === 3)
      await world.asTenant(seal, (other) => imports.cancel(other, { shop: SHOP, id }));
    return appended;
  });
  await imports.perform(seal, id, () => undefined);
  const cancelled = await world.get(id);
  expect(cancelled).toMatchObject({ state: "cancelled", counts: { rows: 8_000, accepted: 7_920 } });
  const [held] = await world.rows<{ n: number }>(
    `select count(*) as n from (select number from orders.line where source = 'cancelled'
      union all select number from orders.refund_line where source = 'cancelled') as kept`,
  );
  expect(held?.n).toBe(7_920);
  await world.asTenant(seal, (ctx) =>
    world.imports().begin(ctx, world.startOf(cancelled, { source: "cancelled" })),
  );
  await perform(id);
  const done = await world.get(id);
  expect(done).toMatchObject({
    state: "done",
    counts: { ...oracle(text), added: oracle(text).accepted - 7_920 },
  });
  await whole(text, "undisturbed");
  expect(await stored("cancelled")).toEqual(await stored("undisturbed"));
});

/** Goes on with a run in a process of its own, until it has told of so many rows; then kills it outright. */
async function killedAfter(rows: number, id: string): Promise<void> {
  const child = fork(new URL("./importing.ts", import.meta.url), [
    world.appUrl,
    join(world.root, "uploads"),
    id,
  ]);
  const died = once(child, "exit");
  child.on("message", (seen) => {
    if (typeof seen === "number" && seen >= rows) child.kill("SIGKILL");
  });
  expect(await died).toEqual([null, "SIGKILL"]);
}

test("IM10 after kill -9 the next start goes on; nothing is lost, doubled or counted twice", {
  timeout: 60_000,
}, async () => {
  // The last rows go on with orders of the first batch, which is not read again.
  const later = Array.from({ length: 60 }, (_, i) => {
    const order = 20_001 + i;
    return `${800_000 + order},S9,T,1,2011-01-05 10:00:00,1.00,c${order % 50},X`;
  });
  // Of orders that an older file told: in the first batch only a row that cannot be read, contradicts or sells nothing.
  const row = (number: string, ordinal: number) =>
    `${number},S${ordinal},T,1,2011-01-05 10:00:00,1.00,c1,X`;
  const numbers = ["790001", "790002", "790003", "790004"];
  const old = [HEAD, ...numbers.flatMap((number) => [row(number, 1), row(number, 2)])].join("\n");
  const first = [
    ...[row("790001", 1).replace(",1.00,", ",-1,"), row("790002", 1).replace(",c1,", ",c2,")],
    ...[row("790003", 1).replace(",T,1,", ",T,-1,").replace(",1.00,", ",0,"), row("790004", 1)],
  ];
  const [head, ...rows] = many(21_000, 20_000).split("\n");
  const again = numbers.map((number) => row(number, 2));
  const text = [head, ...first, ...rows, ...later, ...again].join("\n");
  await whole(old, "whole");
  await whole(old, "killed");
  const undisturbed = await whole(text, "whole");
  const id = await world.begin(await world.file("killed.csv", text), { source: "killed" });
  await killedAfter(4_000, id);
  await killedAfter(10_000, id);
  const left = await world.get(id);
  expect(left.state).toBe("running");
  expect(left.counts.rows).toBeGreaterThanOrEqual(10_000);
  expect(left.counts.rows).toBeLessThan(21_068);
  // As at the next start of the product: nobody names the run.
  const next = world.imports();
  await next.resume();
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe("done");
  await next.stop();
  expect((await world.get(id)).counts).toEqual(undisturbed.counts);
  // The slow count knows of no other customer.
  const { accepted, refused: bad, ...others } = oracle(text);
  const counted = { ...others, accepted: accepted - 1, refused: bad + 1 };
  expect(undisturbed.counts).toMatchObject(counted);
  expect(await stored("killed")).toEqual(await stored("whole"));
  const refused = async (run: string) => (await world.refused(run)).split("\r\n").length;
  expect(await refused(id)).toBe(await refused(undisturbed.id));
});

test("IM10 two processes that go on with one run share it", async () => {
  const text = many(6_000, 40_000);
  const id = await world.begin(await world.file("shared.csv", text), { source: "shared" });
  await Promise.all([perform(id), perform(id)]);
  expect(await world.get(id)).toMatchObject({
    state: "done",
    counts: { ...oracle(text), added: oracle(text).accepted },
  });
});

test("IM8 the same file again adds nothing; a longer one adds only its new lines", async () => {
  const text = many(4_000, 50_000);
  await whole(text, "again");
  const before = await stored("again");
  expect((await whole(text, "again")).counts).toEqual({ ...oracle(text), added: 0 });
  expect(await stored("again")).toEqual(before);
  const longer = `${text}\n850001,S9,NEW,1,2011-01-05 10:00:00,1.00,c1,X\n899999,S9,NEW,1,2011-01-06 10:00:00,1.00,c9,X`;
  expect((await whole(longer, "again")).counts).toEqual({ ...oracle(longer), added: 2 });
  const events = await world.rows<{ number: string; first: boolean; lines: number }>(
    `select properties->>'number' as number, (properties->>'first')::bool as first,
            jsonb_array_length(properties->'lines') as lines
       from ledger.event where properties->>'source' = 'again' and properties->'lines'->0->>'sku' = 'S9'
      order by 1`,
  );
  expect(events).toEqual([
    { number: "850001", first: false, lines: 1 },
    { number: "899999", first: true, lines: 1 },
  ]);
});

test("IM8 another content and a second customer are refused as conflicts and change nothing", async () => {
  const text = many(12, 60_001);
  await whole(text, "conflict");
  const before = await stored("conflict");
  const other = text.replace("S1,T,1,", "S1,T,9,").replace(",c3,X", ",somebody,X");
  const run = await whole(other, "conflict");
  expect(run.counts).toMatchObject({ rows: 12, accepted: 10, refused: 2, added: 0 });
  expect(run.refusedSample.map(({ row, reason }) => [row, reason.en])).toEqual([
    [3, "This row was imported before with other content; what is stored stays as it is."],
    [10, "One order number has two customers."],
  ]);
  expect(await stored("conflict")).toEqual(before);
});

test("IM11 every refused row can be downloaded, and no cell of it is run by a spreadsheet", async () => {
  const bad = [
    "=1+1,x",
    "+49,x",
    "-5,x",
    "@sum,x",
    "\t=1,x",
    '"=cmd|x",A,T,1,never,1,c,X',
    "1,A,T,0,2011-01-05,1,c,X",
  ];
  const run = await whole([HEAD, ...bad, "860001,A,T,1,2011-01-05,1,c,X"].join("\n"), "formulas");
  expect(run.counts).toMatchObject({ rows: 8, accepted: 1, refused: 7 });
  const text = await world.refused(run.id);
  expect(text.startsWith(`\uFEFF行号,原因,Reason,原始内容,行序,${HEAD}\r\n`)).toBe(true);
  const rows: string[][] = parse(text, { bom: true, from_line: 2 });
  expect(rows.map(([row]) => row)).toEqual(["2", "3", "4", "5", "6", "7", "8"]);
  for (const cells of rows) {
    const [row, zh, en, raw] = cells;
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    // Behind the apostrophe stands the row as it was.
    expect(raw?.replace(/^'/, "")).toBe(bad[Number(row) - 2]);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z"]/);
  }
});

test("IM11 the file of refused rows, mended and sent in again, stores the lines that were refused", async () => {
  const good = [
    "870001,A,T,1,2011-01-05 10:00:00,1.00,c1,X",
    "870001,B,T,2,2011-01-05 10:00:00,2.00,c1,X",
    '870001,C,"+T, ""big""",3,2011-01-05 10:00:00,3.00,c1,X',
    "C870002,A,T,-1,2011-01-06 10:00:00,1.00,c1,X",
    "870001,D,T,4,2011-01-05 10:00:00,4.00,c1,X",
  ];
  await whole([HEAD, ...good].join("\n"), "flawless");
  const bad = [HEAD, ...good].join("\n").replace("10:00:00,3.00", "never,3.00");
  const run = await whole(bad.replace("01-06 10:00:00,1.00", "01-06 10:00:00,x"), "mended");
  expect(run.counts).toMatchObject({ accepted: 3, refused: 2 });
  const file = await world.refused(run.id);
  expect(file).toContain(`,3,870001,C,"'+T, ""big""",3,`);
  expect(file).toContain(",1,C870002,A,T,'-1,");
  const corrected = file
    .replaceAll(",2011-01-05 never,", ",2011-01-05 10:00:00,")
    .replaceAll(",x,c1,", ",1.00,c1,");
  expect((await whole(corrected, "mended")).counts).toMatchObject({ refused: 0, added: 2 });
  expect((await whole(corrected, "mended")).counts).toMatchObject({ refused: 0, added: 0 });
  expect(await stored("mended")).toEqual(await stored("flawless"));
});

test("IM10 an upload that breaks off leaves no file and no run, and holds no connection while it comes", async () => {
  const before = await world.rows("select id from ledger.import");
  let asked = 0;
  async function* torn() {
    yield Buffer.from(HEAD);
    const [busy] = await world.asOwner((sql) =>
      sql.rows<{ n: number }>(
        "select count(*) as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
      ),
    );
    asked = busy?.n ?? -1;
    throw new Error("gone");
  }
  const sent = { shop: SHOP, kind: "orders", name: "x.csv", body: torn() };
  await expect(world.imports().upload(seal, sent)).rejects.toThrow("gone");
  expect(asked).toBe(0);
  expect(await world.rows("select id from ledger.import")).toEqual(before);
  const body = createReadStream(await world.file("sent.csv", many(4, 70_000)));
  const kept = await world.imports().upload(seal, { ...sent, body });
  if (!kept.ok) throw new Error(kept.error.code);
  const path = join(world.root, "uploads", seal.tenant, kept.value.id);
  expect(await readFile(path, "utf8")).toBe(many(4, 70_000));
});

test("IM47 of windows that start, re-read or undo one run at once, one after the other is heard", async () => {
  const { asTenant } = world;
  const imports = world.imports();
  const mapped = await world.register(await world.file("windows.csv", many(8, 5_000)));
  const run = { shop: SHOP, id: mapped.id };
  const slowly = <T>(work: Parameters<typeof asTenant<T>>[1]): Promise<T> =>
    asTenant(seal, async (ctx) => {
      const answer = await work(ctx);
      // The other windows have every chance to look at what is not committed yet.
      await ctx.sql.run("select pg_sleep(0.1)");
      return answer;
    });
  const start = (dryRun: boolean) =>
    slowly((ctx) => imports.begin(ctx, world.startOf(mapped, { source: "windows", dryRun })));
  const starts = await Promise.all([start(false), start(true), start(false)]);
  expect(starts.filter(({ ok }) => ok)).toHaveLength(1);
  const late = await asTenant(seal, (ctx) => imports.takeAs(ctx, { ...run, kind: mapped.kind }));
  expect(late).toMatchObject({ ok: false, error: { code: "import.busy" } });
  const { dryRun } = await world.get(mapped.id);
  await perform(mapped.id);
  const lines = await world.rows("select number from orders.line where source = 'windows'");
  expect(lines.length > 0).toBe(!dryRun);
  await whole(many(8, 6_000), "undone twice");
  const [other] = await world.rows<{ readonly id: string }>(
    "select id from ledger.import where source = 'undone twice'",
  );
  const undo = { shop: SHOP, id: other?.id ?? "" };
  const undone = await Promise.all([1, 2].map(() => slowly((ctx) => imports.undo(ctx, undo))));
  expect(undone.filter(({ ok }) => ok)).toHaveLength(1);
  await expect.poll(() => stateOf(undo.id), { timeout: 10_000 }).toBe("undone");
  await imports.stop();
});
