import type { AsTenant } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composed, HEAD, openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const lines = (rows: number, price = "1.00"): string =>
  [
    HEAD,
    ...Array.from(
      { length: rows },
      (_, i) =>
        `${700_000 + Math.floor(i / 4)},S${i % 7},T,1,2011-01-05 10:00:00,${price},c${i >> 2},X`,
    ),
  ].join("\n");

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });

/** The database as `world` has it, but the calls of these numbers fail before or behind their work. */
function failing(before: ReadonlyMap<number, Error>, behind: ReadonlyMap<number, Error>) {
  const told = { calls: 0 };
  const asTenant: AsTenant = async (as, work) => {
    told.calls += 1;
    const [early, late] = [before.get(told.calls), behind.get(told.calls)];
    if (early !== undefined) throw early;
    const value = await world.asTenant(as, work);
    if (late !== undefined) throw late;
    return value;
  };
  return { asTenant, told };
}

test("IM10 an outage of the database is waited for, wherever it strikes, and nothing is doubled", async () => {
  const id = await world.begin(await world.file("outage.csv", lines(12_000)), { source: "outage" });
  const before = new Map([
    [1, coded("connect", "ECONNREFUSED")],
    [3, coded("starting up", "57P03")],
    [4, coded("reset", "ECONNRESET")],
    [8, coded("no space left", "53100")],
    [10, coded("starting up", "57P03")],
  ]);
  // Committed, but the answer was lost on the way.
  const behind = new Map([[5, new Error("Connection terminated unexpectedly")]]);
  const { asTenant, told } = failing(before, behind);
  await composed(asTenant, world.root, (e) => world.failures.push(e))
    .imports()
    .perform(seal, id, () => undefined);
  expect(told.calls).toBe(11);
  expect(await world.get(id)).toMatchObject({
    state: "done",
    counts: { rows: 12_000, accepted: 12_000, refused: 0, added: 12_000, orders: 3_000 },
  });
  expect(world.failures).toEqual([]);
});

test("IM10 a connection that the server ends in the middle of a batch costs that attempt alone", async () => {
  const id = await world.begin(await world.file("ended.csv", lines(6_000)), { source: "ended" });
  let ended = 0;
  const dying = world.imports(async (ctx, facts) => {
    const stored = await world.ledger.append(ctx, facts);
    if (ended++ === 1) await ctx.sql.run("select pg_terminate_backend(pg_backend_pid())");
    return stored;
  });
  await dying.perform(seal, id, () => undefined);
  expect(ended).toBe(3);
  expect(await world.get(id)).toMatchObject({
    state: "done",
    counts: { rows: 6_000, accepted: 6_000, added: 6_000, orders: 1_500 },
  });
});

test("IM10 an error that would come again ends the run at once, in plain words", async () => {
  const id = await world.begin(await world.file("bad.csv", lines(8)), { source: "bad" });
  let tried = 0;
  const broken = world.imports(async () => {
    tried += 1;
    throw coded("value out of range", "22003");
  });
  await broken.perform(seal, id, () => undefined);
  expect(tried).toBe(1);
  expect((await world.get(id)).state).toBe("failed");
  expect(world.failures.splice(0)).toHaveLength(1);
});

test("IM10 a process that is told to stop does not wait for the database to come back", async () => {
  const path = await world.file("stop.csv", lines(8));
  const mapped = await world.register(path);
  const down = world.imports(async () => {
    throw coded("terminating connection", "57P01");
  });
  await world.asTenant(seal, (ctx) => down.start(ctx, world.startOf(mapped, { source: "stop" })));
  await new Promise((done) => setTimeout(done, 150));
  await down.stop();
  expect((await world.get(mapped.id)).state).toBe("running");
  await world.imports().perform(seal, mapped.id, () => undefined);
  expect((await world.get(mapped.id)).counts).toMatchObject({ added: 8 });
});

test("IM12 added counts what the ledger really stored", async () => {
  const message = { messageId: "import:order:known:700000:1-4", type: "x_known", version: 1 };
  const known = { ...message, tenant: seal.tenant, shop: SHOP, anonymousId: "a", userId: null };
  await world.asTenant(seal, (ctx) =>
    world.ledger.append(ctx, [{ ...known, at: 0, receivedAt: 0, properties: {} }]),
  );
  const id = await world.begin(await world.file("known.csv", lines(12)), { source: "known" });
  await world.imports().perform(seal, id, () => undefined);
  const [found] = await world.rows<{ n: number }>(
    "select count(*) as n from orders.line where source = 'known'",
  );
  expect(found?.n).toBe(8);
  expect((await world.get(id)).counts).toMatchObject({ accepted: 12, added: 8 });
});
