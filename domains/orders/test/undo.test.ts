import { afterAll, beforeAll, expect, test } from "vitest";
import { HEAD, openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let files = 0;
async function imported(source: string, rows: readonly string[]): Promise<string> {
  files += 1;
  const path = await world.file(`${source}-${files}.csv`, [HEAD, ...rows].join("\n"));
  const id = await world.begin(path, { source });
  await world.imports().perform(seal, id, () => undefined);
  return id;
}

/** Undoes a run `batch` events at a time, without its own line. */
async function undone(id: string, batch = 2) {
  const line = world.imports();
  const begun = await world.asTenant(seal, (ctx) => {
    void line.stop();
    return line.undo(ctx, { shop: SHOP, id });
  });
  if (!begun.ok) throw new Error(begun.error.code);
  await world.imports(undefined, { batch }).performUndo(seal, id);
  return world.get(id);
}

const line = (number: string, sku: string, minute = 0, customer = "c1"): string =>
  `${number},${sku},T,1,2011-01-05 10:${String(minute).padStart(2, "0")}:00,1.00,${customer},X`;
const lines = (source: string) =>
  world.rows<{ at: string }>(
    `select number || '/' || ordinal || ' ' || sku as at from orders.line where source = '${source}' order by 1`,
  );
const orders = (source: string) =>
  world.rows<object>(
    `select number, customer, at, total, refunded from orders."order" where source = '${source}' order by number`,
  );
const said = async (source: string): Promise<readonly string[]> =>
  (await lines(source)).map(({ at }) => at);

test("IM40 undoing an import takes its orders, refunds and stock away and nothing else; the file can come again", async () => {
  const rows = [
    line("1", "A"),
    line("1", "B"),
    "C1,A,T,-1,2011-01-06 10:00:00,1.00,c1,X",
    "9,A,T,-3,2011-01-06 10:00:00,0.00,,X",
  ];
  await imported("plain", [line("2", "A")]);
  const before = await orders("plain");
  const run = await imported("plain", rows);
  const after = await orders("plain");
  expect(await undone(run)).toMatchObject({
    state: "undone",
    undo: { total: 3, done: 3, kept: 0 },
  });
  expect(await orders("plain")).toEqual(before);
  for (const table of ["line", "refund", "refund_line", "stock_line"])
    expect(
      await world.rows(`select from orders.${table} where source = 'plain' and number <> '2'`),
    ).toEqual([]);
  const again = await world.get(await imported("plain", rows));
  expect(again.counts).toMatchObject({ added: 4, refused: 0 });
  expect(await orders("plain")).toEqual(after);
});

test("IM41 what a later file tells too stays when the earlier one is undone, and goes with the last that told it", async () => {
  const first = await imported("twice", [line("1", "A"), line("1", "B"), line("2", "A")]);
  const same = await imported("twice", [line("1", "A"), line("1", "B")]);
  expect(await undone(first)).toMatchObject({ undo: { total: 2, kept: 1 } });
  expect(await said("twice")).toEqual(["1/1 A", "1/2 B"]);
  const longer = await imported("twice", [line("1", "A"), line("1", "B"), line("1", "C")]);
  expect(await said("twice")).toEqual(["1/1 A", "1/2 B", "1/3 C"]);
  await undone(same);
  expect(await said("twice")).toEqual(["1/1 A", "1/2 B", "1/3 C"]);
  // As though it had been the only one all along: the order came whole.
  const told = await world.rows<{ id: string }>(
    "select message_id as id from ledger.event where properties ->> 'source' = 'twice'",
  );
  expect(told).toEqual([{ id: "import:order:twice:1:1-3" }]);
  await undone(longer);
  expect(await said("twice")).toEqual([]);
});

test("IM41 a shorter file keeps only its own lines of an order", async () => {
  const whole = await imported("shorter", [line("1", "A"), line("1", "B"), line("1", "C")]);
  await imported("shorter", [line("1", "A"), line("1", "B")]);
  await undone(whole);
  expect(await said("shorter")).toEqual(["1/1 A", "1/2 B"]);
});

test("IM42 an undo that breaks off goes on where it was; one that is cancelled keeps whole batches and can be begun again", async () => {
  const rows = Array.from({ length: 9 }, (_, i) => line(String(i), "A", i));
  const run = await imported("broken", rows);
  let batches = 0;
  const withdraw: typeof world.ledger.withdraw = async (ctx, withdrawn) => {
    await world.ledger.withdraw(ctx, withdrawn);
    batches += 1;
    if (batches === 3) throw new Error("killed in the middle of a batch");
  };
  const held = world.imports();
  await world.asTenant(seal, (ctx) => {
    void held.stop();
    return held.undo(ctx, { shop: SHOP, id: run });
  });
  const broken = world.imports(undefined, { withdraw, batch: 2 });
  await expect(broken.performUndo(seal, run)).rejects.toThrow("killed");
  expect(await world.get(run)).toMatchObject({ state: "undoing", undo: { total: 9, done: 4 } });
  // The newest go first.
  expect(await said("broken")).toEqual(["0/1 A", "1/1 A", "2/1 A", "3/1 A", "4/1 A"]);
  await world.asTenant(seal, (ctx) => world.imports().cancel(ctx, { shop: SHOP, id: run }));
  expect((await world.get(run)).state).toBe("cancelled");
  expect(await undone(run)).toMatchObject({ state: "undone", undo: { total: 5, done: 5 } });
  expect(await said("broken")).toEqual([]);
  const next = world.imports();
  await next.resume();
  await next.stop();
  expect(world.failures).toEqual([]);
});

test("IM43 an undo says before what would go, and what is running, tried or undone cannot be undone", async () => {
  const run = await imported("asked", [
    line("1", "A"),
    line("1", "B"),
    line("2", "A", 0, "c2"),
    "C2,A,T,-1,2011-01-06 10:00:00,1.00,c2,X",
    line("3", "A", 0, "c3"),
  ]);
  await imported("asked", [line("1", "A"), line("1", "B")]);
  const ask = (id: string) =>
    world.asTenant(seal, (ctx) => world.imports().undoable(ctx, { shop: SHOP, id }));
  expect(await ask(run)).toEqual({
    ok: true,
    value: {
      events: 3,
      orders: 2,
      restated: 0,
      refunds: 1,
      customers: 2,
      forgotten: 2,
      kept: 1,
      cards: { open: 0, sent: 0 },
    },
  });
  await undone(run);
  for (const id of [
    run,
    await world.begin(await world.file("r.csv", [HEAD, line("1", "A")].join("\n")), {
      source: "r",
    }),
  ]) {
    const asked = await ask(id);
    expect(!asked.ok && asked.error.code).toBe("import.not-undoable");
  }
});

test("IM43 an order that another file tells in its own words is told to stay, and so is who bought it", async () => {
  const run = await imported("part", [
    ...[line("1", "A", 0, "c1"), line("1", "B", 0, "c1")],
    ...[line("2", "A", 0, "c2"), line("3", "A", 0, "c3")],
  ]);
  // Of the first order less, of the second more.
  await imported("part", [
    ...[line("1", "A", 0, "c1"), line("2", "A", 0, "c2"), line("2", "C", 0, "c2")],
  ]);
  const asked = await world.asTenant(seal, (ctx) =>
    world.imports().undoable(ctx, { shop: SHOP, id: run }),
  );
  expect(asked).toMatchObject({ ok: true, value: { orders: 1, restated: 2, forgotten: 1 } });
  await undone(run);
  const left = await world.rows<{ number: string }>(
    `select number from orders."order" where source = 'part' order by number`,
  );
  expect(left.map(({ number }) => number)).toEqual(["1", "2"]);
});

test("IM44 an event of a file names its lines there", async () => {
  await imported("lines", [line("1", "A"), line("2", "A"), line("1", "B"), line("1", "C", 7)]);
  const told = await world.rows<{ id: string; rows: string }>(
    "select message_id as id, rows::text as rows from ledger.event where properties ->> 'source' = 'lines' order by 1",
  );
  expect(told).toEqual([
    { id: "import:order:lines:1:1-2", rows: "{[2,3),[4,5)}" },
    { id: "import:order:lines:1:3-3", rows: "{[5,6)}" },
    { id: "import:order:lines:2:1-1", rows: "{[3,4)}" },
  ]);
});

test("IM8 a refund that names nobody takes its order's customer, and says the same when it comes again", async () => {
  const rows = [line("1", "A"), "C1,A,T,-1,2011-01-06 10:00:00,1.00,,X"];
  const head = HEAD.replace("Country", "原订单号");
  files += 1;
  const text = [head, rows[0]?.replace(",X", ","), rows[1]?.replace(",X", ",1")].join("\n");
  for (const added of [2, 0]) {
    const id = await world.begin(await world.file(`refund-${files}.csv`, text), {
      source: "unsaid",
    });
    await world.imports().perform(seal, id, () => undefined);
    expect((await world.get(id)).counts).toMatchObject({ added, refused: 0 });
  }
  expect(await orders("unsaid")).toMatchObject([{ customer: "c1", refunded: 100 }]);
});
