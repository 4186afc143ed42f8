import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { iso } from "@zhongshu/kernel";
import type { Predicate } from "@zhongshu/people/contract";
import { scratchFolder } from "@zhongshu/postgres";
import type { Opened, System } from "@zhongshu/server";
import { type Place, placeOf } from "../admin/place.ts";
import { whole } from "../figures.ts";
import { must, visiting } from "../system.ts";
import { fill } from "./segment/crowd.ts";

const yuan = (minor: number) => ({ minor, currency: "CNY" });
const tag = (key: string, ...values: readonly string[]): Predicate => ({
  is: "tag",
  tag: key,
  in: values,
});

/** What operators ask: one figure, a stage, a tier, tags, a category, a trait, and all of them nested. */
const ASKED: readonly Predicate[] = [
  { is: "orders", atLeast: 2 },
  { is: "stage", in: ["silent", "lost"] },
  { is: "rfm", figure: "m", in: [4, 5] },
  tag("value", "champion", "rescue"),
  tag("price", "high"),
  { is: "interest", category: "辅食", share: 0.4 },
  { is: "worth", atLeast: yuan(20_000) },
  {
    is: "and",
    of: [
      { is: "seen", withinDays: 30 },
      { is: "trait", key: "城市", equals: "杭州" },
    ],
  },
  {
    is: "and",
    of: [
      { is: "not", of: { is: "stage", in: ["visitor"] } },
      {
        is: "or",
        of: [
          { is: "and", of: [tag("value", "champion", "keep"), tag("churn", "high", "middle")] },
          {
            is: "and",
            of: [{ is: "interest", category: "绘本", share: 0.3 }, tag("price", "high")],
          },
          { is: "rfm", figure: "r", in: [5] },
        ],
      },
      { is: "not", of: tag("refund", "often") },
      { is: "spent", atLeast: yuan(5_000) },
    ],
  },
];

async function counted(system: System, { seal, shop }: Place, predicate: Predicate) {
  const began = performance.now();
  const now = { ...seal, now: Date.now() };
  const people = await system.asTenant(now, (ctx) =>
    system.people.countNow(ctx, { shop, predicate }),
  );
  return { people: must(people), ms: performance.now() - began };
}

/** A customer who is not meant yet buys; from the answer that the event is stored to a count that has them in it. */
async function visible(system: System, place: Place, nth: number): Promise<number> {
  const { seal, shop } = place;
  const at = Date.now();
  const who = `new-${nth}`;
  const predicate: Predicate = {
    is: "and",
    of: [tag("taste", "新品类"), { is: "orders", atLeast: 1 }],
  };
  const before = await counted(system, place, predicate);
  const order = (n: number) => ({
    ...{ tenant: seal.tenant, shop, messageId: `${who}-${n}`, anonymousId: null, userId: who },
    ...{ type: "order_placed", version: 1, at, receivedAt: at },
    properties: {
      ...{ source: "bench", number: `${who}-${n}`, first: true },
      lines: Array.from({ length: 3 }, (_, i) => ({
        ...{ ordinal: i + 1, sku: "s", product: "p", title: "新品", category: "新品类" },
        ...{ quantity: 1, unitPrice: yuan(9_900), kind: "goods" },
      })),
    },
  });
  await system.asTenant({ ...seal, now: at }, (ctx) => system.ledger.append(ctx, [order(1)]));
  const acknowledged = performance.now();
  for (;;) {
    const { people } = await counted(system, place, predicate);
    if (people === before.people + 1) return performance.now() - acknowledged;
    if (performance.now() - acknowledged > 60_000)
      throw new Error(`The change is not visible: ${people} after ${before.people}`);
  }
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? Number.NaN;

async function measured({ system }: Opened, place: Place, rounds: number) {
  const all: number[] = [];
  for (const [i, predicate] of ASKED.entries()) {
    const each: number[] = [];
    let people = 0;
    for (let n = 0; n < rounds; n++) {
      const found = await counted(system, place, predicate);
      people = found.people;
      each.push(found.ms);
    }
    all.push(...each);
    process.stderr.write(`${i + 1}: ${people} people, p50 ${Math.round(quantile(each, 0.5))} ms\n`);
  }
  const changes: number[] = [];
  for (let n = 0; n < rounds; n++) changes.push(await visible(system, place, n));
  return {
    count_p50_ms: Math.round(quantile(all, 0.5)),
    count_p95_ms: Math.round(quantile(all, 0.95)),
    change_visible_ms: Math.round(quantile(changes, 0.95)),
  };
}

/**
 * Counts of segments in a shop of a million made-up customers, on a fresh database of its own: `count_p95_ms` over
 * `rounds` of nine predicates; `change_visible_ms` the 95th of the times from a stored order to a count that has it.
 */
export async function segmentBench(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profiles: { type: "string", default: "1000000" },
      rounds: { type: "string", default: "20" },
    },
  });
  const [profiles, rounds] = [whole("profiles", values.profiles), whole("rounds", values.rounds)];
  const data = await scratchFolder("bench");
  try {
    return await visiting({ data, fresh: true }, async (opened) => {
      const { system } = opened;
      const place = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
      process.stderr.write(`${profiles} customers come in …\n`);
      await fill(system, place, { profiles, at: iso(Date.now()) });
      await opened.refreshStatistics();
      await system.asTenant(place.seal, (ctx) => system.people.measure(ctx, place.shop));
      return { profiles, ...(await measured(opened, place, rounds)) };
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
