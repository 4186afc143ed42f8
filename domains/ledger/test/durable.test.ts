import type { AsTenant } from "@zhongshu/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Projection } from "../src/contract.ts";
import { freshId, numbered, openWorld, SHOP, TENANT, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A world on the same database whose transactions or projections misbehave. */
const beside = async (over: { asTenant?: AsTenant; projections?: readonly Projection[] }) => {
  const { createLedger } = await import("../src/index.ts");
  const failures: unknown[] = [];
  const ledger = createLedger({
    asTenant: world.asTenant,
    resolve: world.resolve,
    projections: [world.diary],
    authorise: async () => ({ tenant: TENANT, shop: SHOP, kind: "server", keyId: "k" }),
    audit: async () => undefined,
    tenants: async () => [TENANT],
    clock: () => world.time.now,
    random: () => 0.1,
    failed: (error) => failures.push(error),
    ...over,
  });
  const post = (batch: readonly object[]) =>
    ledger.intake({
      path: "/v1/batch",
      method: "POST",
      headers: { authorization: "Basic c2VydmVyOg==" },
      body: Buffer.from(JSON.stringify({ batch })),
    });
  return { ledger, post, failures };
};
const broken = (code: string): Error => Object.assign(new Error(code), { code });

test("LE1 LE8 under concurrent duplicated deliveries every message is stored once and a person's order is kept", async () => {
  const deliveries = fc.record({
    persons: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
    size: fc.integer({ min: 1, max: 4 }),
    copies: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ persons, size, copies }) => {
      const run = freshId();
      const sends = persons.flatMap((events, p) => {
        const all = Array.from({ length: events }, (_, n) => numbered(`${run}-${p}`, n));
        return Array.from({ length: copies }, () => all);
      });
      const other = await beside({});
      // Each copy goes through one of two ledgers, as through two processes; its requests follow each other.
      await Promise.all(
        sends.map(async (all, i) => {
          const requests = Array.from({ length: Math.ceil(all.length / size) }, (_, r) =>
            all.slice(r * size, (r + 1) * size),
          );
          const answers = requests.map((batch) =>
            i % 2 === 0 ? world.post("batch", { batch }) : other.post(batch),
          );
          for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
        }),
      );
      for (const [p, events] of persons.entries()) {
        const seen = await world.written(`${run}-${p}`);
        expect(seen.toSorted()).toEqual(Array.from({ length: events }, (_, n) => n));
        if (copies === 1) expect(seen).toEqual(Array.from({ length: events }, (_, n) => n));
      }
    }),
    { numRuns: 15 },
  );
});

test("LE8 an event with both ids waits behind those of either", async () => {
  const person = freshId();
  const answers = [
    numbered(person, 0),
    { ...numbered(person, 1), userId: `u-${person}` },
    { ...numbered(person, 2), anonymousId: undefined, userId: `u-${person}` },
  ].map((event) => world.post("track", event));
  await Promise.all(answers);
  const rows = await world.as((ctx) =>
    ctx.sql.rows<{ n: number }>(
      `select (properties->>'n')::int as n from ledger.event
        where anonymous_id = $1 or user_id = $2 order by seq`,
      [person, `u-${person}`],
    ),
  );
  expect(rows.map((row) => row.n)).toEqual([0, 1, 2]);
});

test("LE9 a crash between insert and commit loses nothing that was acknowledged and doubles nothing", async () => {
  let crashes = 3;
  const other = await beside({
    asTenant: (seal, work) =>
      world.asTenant(seal, async (ctx) => {
        const value = await work(ctx);
        if (crashes-- > 0) throw broken("57P01");
        return value;
      }),
  });
  const person = freshId();
  const answer = await other.post([numbered(person, 0), numbered(person, 1)]);
  expect(answer.body).toMatchObject({ accepted: 2 });
  expect(await world.written(person)).toEqual([0, 1]);
});

test("LE9 a connection lost after commit is found out: the message is known, not doubled", async () => {
  let losses = 1;
  const other = await beside({
    asTenant: async (seal, work) => {
      const value = await world.asTenant(seal, work);
      if (losses-- > 0) throw broken("ECONNRESET");
      return value;
    },
  });
  const person = freshId();
  expect((await other.post([numbered(person, 0)])).body).toMatchObject({ duplicates: 1 });
  expect(await world.written(person)).toEqual([0]);
});

test("LE9 when the database cannot be written the sender is told to keep it", async () => {
  const other = await beside({ asTenant: () => Promise.reject(broken("53100")) });
  const answer = await other.post([view()]);
  expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
  expect(other.failures).toHaveLength(1);
});

test("LE10 one poisoned event is buried with its reason and the rest is stored", async () => {
  const poison: Projection = {
    name: "poison",
    project: async (_, batch) => {
      if (batch.some((event) => event.properties["n"] === 13)) throw new Error("I cannot take 13");
    },
    withdraw: async () => undefined,
  };
  const other = await beside({ projections: [world.diary, poison] });
  const person = freshId();
  const answer = await other.post(Array.from({ length: 40 }, (_, n) => numbered(person, n)));
  expect(answer.body).toMatchObject({
    accepted: 39,
    deadLetters: [{ index: 13, reason: { code: "event.not-projected" } }],
  });
  expect(await world.written(person)).toEqual(
    Array.from({ length: 40 }, (_, n) => n).filter((n) => n !== 13),
  );
  const replayed = await world.as((ctx) =>
    world.ledger.replay(ctx, { shop: SHOP, code: "event.not-projected" }),
  );
  expect(replayed).toMatchObject({ ok: true, value: { stored: 1, still: 0 } });
  expect(await world.written(person)).toContain(13);
});

test("LE11 a full queue answers 503 and takes nothing; it has room again later", async () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { createLanes } = await import("../src/append/lanes.ts");
  const lanes = createLanes(
    { lanes: 2, rows: 10, waiting: { events: 5, bytes: 1_000 } },
    async (_, works) => {
      await gate;
      return works.map(() => ({ kind: "stored" }));
    },
  );
  const { normalise } = await import("../src/intake/normalise.ts");
  const works = [0, 1, 2].map((n) => {
    const fact = normalise(numbered(`p${n}`, n), {
      tenant: TENANT,
      shop: SHOP,
      key: "server",
      receivedAt: world.time.now,
      historical: false,
      freshId,
    });
    if (!fact.ok) throw new Error("unfit");
    return { kind: "store" as const, fact: fact.value };
  });
  const first = lanes.offer(TENANT, works, 300);
  expect(first).not.toBeNull();
  expect(lanes.offer(TENANT, works, 300)).toBeNull();
  expect(lanes.offer(TENANT, works.slice(0, 1), 800)).toBeNull();
  expect(lanes.waiting()).toEqual({ events: 3, bytes: 300 });
  open();
  expect(await first).toHaveLength(3);
  expect(lanes.waiting()).toEqual({ events: 0, bytes: 0 });
  expect(lanes.offer(TENANT, works, 300)).not.toBeNull();
  await lanes.drain();
});
