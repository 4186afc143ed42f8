import { type Ctx, DAY, profileId, shopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOrders, type LineHistory, type Outcome, schema } from "../src/index.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const PEOPLE = ["b1", "b2", "b3"].map((n) => profileId(`00000000-0000-7000-8000-0000000000${n}`));
const [ANN, BOB] = PEOPLE;
const T0 = Date.UTC(2011, 8, 1);
const seal = testSeal();
const orders = createOrders();

let db: TestDatabase;
beforeEach(async () => {
  db = await openTestDatabase([schema]);
});
afterEach(() => db.close());

type Doc = {
  readonly kind: "order_placed" | "order_paid" | "order_refunded";
  readonly at: number;
  readonly number: string;
  readonly source?: string;
  readonly order?: string | null;
  readonly profile?: (typeof PEOPLE)[number] | undefined;
  /** Product and amount of each line. */
  readonly lines?: readonly (readonly [string, number])[];
};
let messages = 0;
const event = ({ kind, at, number, source = "mall", order = null, profile, lines = [] }: Doc) =>
  ({
    ...{ tenant: seal.tenant, shop: SHOP, messageId: `m${messages++}`, type: kind, version: 1 },
    ...{ anonymousId: null, userId: null, profile: profile ?? null, at, receivedAt: at },
    properties: {
      ...{ source, number, order, first: true, amount: { minor: 1, currency: "CNY" } },
      lines: lines.map(([product, minor], i) => ({
        ...{ ordinal: i + 1, sku: `${product}-1`, product, title: product, category: null },
        ...{ quantity: 1, unitPrice: { minor, currency: "CNY" }, kind: "goods" },
      })),
    },
  }) satisfies LedgerEvent;
const project = (...docs: readonly Doc[]): Promise<void> =>
  db.asTenant(seal, (ctx) => orders.projection.project(ctx.sql, docs.map(event)));
const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.asTenant(seal, work);
const window = (asOf: number) => ({
  ...{ shop: SHOP, profiles: PEOPLE, from: T0, until: T0 + 7 * DAY, asOf, product: null },
});
const known = (asOf: number) => within((ctx) => orders.outcomes(ctx, window(asOf)));

test("OR8 lines of goods in the window, refunded and paid as of an instant", async () => {
  await project(
    { kind: "order_placed", at: T0 - 1, number: "0", profile: ANN, lines: [["tea", 100]] },
    {
      kind: "order_placed",
      at: T0,
      number: "1",
      profile: ANN,
      lines: [
        ["tea", 100],
        ["cup", 50],
      ],
    },
    { kind: "order_placed", at: T0 + DAY, number: "2", profile: BOB, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + 7 * DAY, number: "3", profile: BOB, lines: [["tea", 100]] },
    {
      kind: "order_placed",
      at: T0 + DAY,
      number: "9",
      source: "file",
      profile: BOB,
      lines: [["tea", 7]],
    },
    { kind: "order_paid", at: T0 + 2 * DAY, number: "1" },
    { kind: "order_refunded", at: T0 + 9 * DAY, number: "r", order: "1", lines: [["tea", 60]] },
  );
  const told = (await known(T0 + 10 * DAY)).map((o) => [
    o.number,
    o.product,
    o.minor,
    o.refunded,
    o.paid,
  ]);
  expect(told).toEqual([
    ["1", "tea", 100, 60, "yes"],
    ["1", "cup", 50, 0, "yes"],
    ["9", "tea", 7, 0, "untold"],
    ["2", "tea", 100, 0, "no"],
  ]);
  const early = (await known(T0)).map((o) => [o.number, o.refunded, o.paid]);
  expect(early).toEqual([
    ["1", 0, "untold"],
    ["1", 0, "untold"],
  ]);
});

test("OR9 a refund takes from the lines of its product, the earliest first and never more than the line", async () => {
  await project(
    {
      kind: "order_placed",
      at: T0,
      number: "1",
      profile: ANN,
      lines: [
        ["tea", 100],
        ["cup", 50],
        ["tea", 80],
      ],
    },
    { kind: "order_refunded", at: T0 + 1, number: "r1", order: "1", lines: [["tea", 130]] },
    { kind: "order_refunded", at: T0 + 2, number: "r2", order: "1", lines: [["cup", 500]] },
    { kind: "order_refunded", at: T0 + 3, number: "r3", order: "1", lines: [["hat", 500]] },
  );
  expect((await known(T0 + DAY)).map((o) => o.refunded)).toEqual([100, 50, 30]);
});

test("OR9 a refund that names no order takes from its customer's newest order with that product", async () => {
  await project(
    { kind: "order_placed", at: T0, number: "1", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + DAY, number: "2", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + DAY, number: "3", profile: ANN, lines: [["cup", 100]] },
    { kind: "order_placed", at: T0 + 8 * DAY, number: "4", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_refunded", at: T0 + 2 * DAY, number: "r1", profile: ANN, lines: [["tea", 40]] },
    { kind: "order_refunded", at: T0 + 9 * DAY, number: "r2", profile: ANN, lines: [["tea", 70]] },
  );
  const told = (await known(T0 + 20 * DAY)).map((o) => [o.number, o.refunded]);
  expect(told).toEqual([
    ["1", 0],
    ["2", 40],
    ["3", 0],
  ]);
});

test("OR9 the rows behind the figures are the same lines, with a statement that gives them", async () => {
  await project(
    {
      kind: "order_placed",
      at: T0,
      number: "1",
      profile: ANN,
      lines: [
        ["tea", 100],
        ["cup", 50],
      ],
    },
    { kind: "order_placed", at: T0 + DAY, number: "2", profile: BOB, lines: [["tea", 100]] },
  );
  const asked = { ...window(T0 + DAY), product: "tea", limit: 1 };
  const opened = await within((ctx) => orders.outcomeRows(ctx, asked));
  expect(opened).toMatchObject({ total: 2, rows: [{ number: "2", minor: 100, paid: "untold" }] });
  const again = await within((ctx) => ctx.sql.rows(opened.check.sql, opened.check.values));
  expect(again).toHaveLength(2);
  const only = (boughtIn: string) =>
    within((ctx) => orders.outcomeRows(ctx, { ...asked, boughtIn }));
  const [own, foreign] = [await only("CNY"), await only("USD")];
  expect([own.total, foreign.total]).toEqual([2, 0]);
  expect(await within((ctx) => ctx.sql.rows(own.check.sql, own.check.values))).toHaveLength(2);
  await project({ kind: "order_paid", at: T0 + DAY, number: "2" });
  expect((await only("CNY")).rows).toMatchObject([{ number: "2", paid: "yes" }]);
  expect((await only("CNY")).total).toBe(1);
});

test("OR9 the lines of each of the four sums of a commission are told by themselves, in its currency, without what was never paid in time", async () => {
  await project(
    { kind: "order_placed", at: T0, number: "1", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0, number: "2", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + 2 * DAY, number: "3", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + 2 * DAY, number: "4", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_paid", at: T0 + DAY, number: "1" },
    { kind: "order_paid", at: T0 + 2 * DAY, number: "3" },
    { kind: "order_refunded", at: T0 + 3 * DAY, number: "r", order: "3", lines: [["tea", 40]] },
  );
  const told = async (of: "estimated" | "pending" | "settled" | "clawedBack", currency = "CNY") => {
    const stage = { of, currency, ripeBy: T0 };
    const asked = { ...window(T0 + 4 * DAY), product: "tea", limit: 9, stage };
    const { rows, total, check } = await within((ctx) => orders.outcomeRows(ctx, asked));
    const again = await within((ctx) => ctx.sql.rows(check.sql, check.values));
    expect([rows.length, again.length]).toEqual([total, total]);
    return rows.map(({ number }) => number);
  };
  expect(await told("estimated")).toEqual(["4"]);
  expect(await told("pending")).toEqual(["3"]);
  expect(await told("settled")).toEqual(["1"]);
  expect(await told("clawedBack")).toEqual(["3"]);
  expect(await told("settled", "USD")).toEqual([]);
});

test("OR8 of everybody the nameless customers are told too, and one product by itself", async () => {
  await project(
    { kind: "order_placed", at: T0, number: "1", profile: ANN, lines: [["tea", 100]] },
    {
      kind: "order_placed",
      at: T0,
      number: "2",
      lines: [
        ["tea", 90],
        ["cup", 50],
      ],
    },
    { kind: "order_refunded", at: T0 + 1, number: "r", profile: ANN, lines: [["tea", 30]] },
  );
  const asked = { ...window(T0 + DAY), profiles: null };
  const told = await within((ctx) => orders.outcomes(ctx, asked));
  expect(told.map((o) => [o.profile, o.minor, o.refunded])).toEqual([
    [ANN, 100, 30],
    [null, 90, 0],
    [null, 50, 0],
  ]);
  const tea = await within((ctx) => orders.outcomes(ctx, { ...asked, product: "tea" }));
  expect(tea).toEqual(told.filter(({ product }) => product === "tea"));
});

const PRODUCTS = ["tea", "cup"] as const;
const docs = fc.array(
  fc.record({
    kind: fc.constantFrom("order_placed", "order_paid", "order_refunded"),
    hours: fc.nat(300),
    number: fc.constantFrom("1", "2", "3", "4", "5"),
    order: fc.constantFrom("1", "2", "3", null),
    profile: fc.constantFrom(...PEOPLE),
    lines: fc.array(fc.tuple(fc.constantFrom(...PRODUCTS), fc.integer({ min: 1, max: 90 })), {
      ...{ minLength: 1, maxLength: 3 },
    }),
  }),
  { maxLength: 25 },
);

/** What was refunded of each line, by the rules and nothing else. */
function naively(
  all: readonly Doc[],
  asOf: number,
): readonly (readonly [string, number, number])[] {
  const known = all.filter((doc) => doc.at <= asOf);
  const placed = known.filter(({ kind }) => kind === "order_placed");
  const taken = new Map<string, number>();
  for (const doc of known.filter(({ kind }) => kind === "order_refunded"))
    for (const [product, minor] of doc.lines ?? []) {
      const newest = placed
        .filter((one) => one.at <= doc.at && one.profile === doc.profile)
        .filter((one) => one.lines?.some(([held]) => held === product))
        .toSorted((a, b) => b.at - a.at || (a.number < b.number ? -1 : 1))[0];
      const order = doc.order ?? newest?.number;
      if (order === undefined) continue;
      taken.set(`${order} ${product}`, (taken.get(`${order} ${product}`) ?? 0) + minor);
    }
  return placed.flatMap(({ number, lines = [] }) =>
    lines.map(([product, minor], i) => {
      const key = `${number} ${product}`;
      const refunded = Math.min(minor, taken.get(key) ?? 0);
      taken.set(key, (taken.get(key) ?? 0) - refunded);
      return [number, i + 1, refunded] as const;
    }),
  );
}

type Plain = Pick<Outcome, "number" | "ordinal" | "minor" | "refunded" | "paid">;
const plainly = ({ number, ordinal, minor, refunded, paid }: Plain): string =>
  JSON.stringify([number, ordinal, minor, refunded, paid]);
const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** What the histories that are known at `known` say of every line as of an earlier instant. */
async function historiesAt(known: number, asOf: number): Promise<readonly string[]> {
  const asked = { shop: SHOP, from: T0, until: T0 + 400 * 3_600_000, since: null, asOf: known };
  const lines = await within(async (ctx) => {
    const all: LineHistory[] = [];
    for await (const batch of orders.histories(ctx, asked)) all.push(...batch);
    return all;
  });
  return lines
    .filter((line) => Math.max(line.at, line.toldAt) <= asOf)
    .map((line) => {
      const taken = line.taken.filter((part) => part.at <= asOf);
      const tells = line.tellsFrom !== null && line.tellsFrom <= asOf;
      const paid = line.paidAt !== null && line.paidAt <= asOf ? "yes" : "no";
      return plainly({
        ...{ number: line.number, ordinal: line.ordinal, minor: line.minor },
        refunded: taken.reduce((sum, { minor }) => sum + minor, 0),
        paid: tells ? paid : "untold",
      });
    })
    .toSorted(byText);
}

test("OR31 orders of any time come too when something happened to them since, whole and each once", async () => {
  await project(
    { kind: "order_placed", at: T0, number: "1", profile: ANN, lines: [["tea", 100]] },
    { kind: "order_placed", at: T0 + 1, number: "2", profile: BOB, lines: [["tea", 50]] },
    { kind: "order_placed", at: T0 + 2, number: "3", profile: BOB, lines: [["cup", 50]] },
    { kind: "order_placed", at: T0 + 9 * DAY, number: "4", profile: BOB, lines: [["hat", 50]] },
    { kind: "order_refunded", at: T0 + DAY, number: "r0", order: "1", lines: [["tea", 10]] },
    { kind: "order_refunded", at: T0 + 9 * DAY, number: "r1", order: "1", lines: [["tea", 40]] },
    { kind: "order_refunded", at: T0 + 9 * DAY, number: "r2", profile: BOB, lines: [["cup", 5]] },
  );
  const told = async (since: number | null, asOf: number) => {
    const asked = { shop: SHOP, from: T0 + 8 * DAY, until: T0 + 20 * DAY, since, asOf };
    return within(async (ctx) => {
      const all: string[] = [];
      for await (const batch of orders.histories(ctx, asked))
        all.push(...batch.map(({ number, taken }) => `${number} ${taken.map((t) => t.minor)}`));
      return all;
    });
  };
  expect(await told(T0 + 8 * DAY, T0 + 20 * DAY)).toEqual(["1 10,40", "3 5", "4 "]);
  expect(await told(null, T0 + 20 * DAY)).toEqual(["4 "]);
  expect(await told(T0 + 8 * DAY, T0 + 8 * DAY)).toEqual([]);
});

test("OR8 OR9 OR31 deleting everything later than the instant changes nothing, and no line is refunded beyond its sum", async () => {
  await fc.assert(
    fc.asyncProperty(docs, fc.nat(300), async (drawn, hours) => {
      const asOf = T0 + hours * 3_600_000;
      const all = drawn.map(
        (doc, i): Doc => ({
          ...{ ...doc, at: T0 + doc.hours * 3_600_000, number: `${doc.kind} ${doc.number} ${i}` },
          ...(doc.kind === "order_refunded" ? {} : { number: doc.number }),
        }),
      );
      // One order has one customer and one time: the first told.
      const once = all.filter(
        (doc, i) =>
          doc.kind !== "order_placed" ||
          all.findIndex((d) => d.kind === doc.kind && d.number === doc.number) === i,
      );
      await project(...once);
      const long = { ...window(asOf), until: T0 + 400 * 3_600_000 };
      const full = await within((ctx) => orders.outcomes(ctx, long));
      const told = full.map((o) => [o.number, o.ordinal, o.refunded] as const);
      const byKey = (a: { toString(): string }, b: { toString(): string }) =>
        String(a) < String(b) ? -1 : 1;
      expect(told.toSorted(byKey)).toEqual([...naively(once, asOf)].toSorted(byKey));
      for (const { minor, refunded } of full) {
        expect(refunded).toBeGreaterThanOrEqual(0);
        expect(refunded).toBeLessThanOrEqual(minor);
      }
      // Known at once or only later, the same is told of every line as of the instant.
      for (const known of [asOf, T0 + 400 * 3_600_000])
        expect(await historiesAt(known, asOf)).toEqual(full.map(plainly).toSorted(byText));
      await db.asOwner((sql) => sql.run(TRUNCATE));
      await project(...once.filter((doc) => doc.at <= asOf));
      expect(await within((ctx) => orders.outcomes(ctx, long))).toEqual(full);
      await db.asOwner((sql) => sql.run(TRUNCATE));
    }),
    { numRuns: 30 },
  );
});
const TRUNCATE =
  'truncate orders."order", orders.line, orders.refund, orders.refund_line, orders.payment';
