import {
  businessDay,
  type Ctx,
  DAY,
  HOUR,
  type Instant,
  plusDays,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import { orderOf, react, type World } from "@zhongshu/market";
import type { System } from "../compose.ts";
import { demoWorlds } from "./market.ts";

/** Days ago on which the demo's owners tapped; the windows of all are closed today. */
const TAPPED = [22, 19, 16, 13, 10, 8] as const;
const MORNING = 9 * HOUR;
const A_DAY = 2;
const WEEK = 7;

/** One shop of the demo at a moment of its past. */
type Moment = {
  readonly past: System;
  readonly seal: Seal;
  readonly shop: ShopId;
  readonly world: World;
  readonly day: number;
};

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`The demo could not be played: ${result.error.message.en}`);
  return result.value;
}
const within = <T>({ past, seal }: Moment, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  past.asTenant(seal, work);

/** The owner taps the first cards of the morning that write to persons. */
async function tap(at: Moment): Promise<readonly { id: string; product: string }[]> {
  const { past, shop, seal } = at;
  const { cards } = must(
    await within(at, (ctx) => past.brain.today(ctx, shop, businessDay(seal.now))),
  );
  const runs: { id: string; product: string }[] = [];
  for (const card of cards.filter(({ kind }) => kind === "due-again").slice(0, A_DAY)) {
    const asked = { shop, card: card.id, style: "warm", way: "inbox", holdOutShare: 0.3 } as const;
    const run = await within(at, (ctx) =>
      past.brain.execute(ctx, { ...asked, key: `demo ${card.id}` }),
    );
    if (run.ok) runs.push(run.value);
  }
  return runs;
}

async function usersOf(at: Moment): Promise<ReadonlyMap<string, number>> {
  const { past, shop, world } = at;
  const userIds = world.customers.map(({ id }) => id);
  const index = new Map(world.customers.map((c) => [c.id, c.index]));
  const found = await within(at, (ctx) => past.people.profilesOf(ctx, { shop, userIds }));
  return new Map(found.map(({ profile, userId }) => [profile, index.get(userId) ?? 0]));
}

/** Whoever was reached reacts as the market lets them; what is bought comes in as orders of the shop's own system. */
async function react_(at: Moment, run: { id: string; product: string }): Promise<void> {
  const { past, shop, seal, world, day } = at;
  const good = world.goods.findIndex(({ id }) => id === run.product);
  const people = await usersOf(at);
  const drawn = await within(at, (ctx) => past.reach.assigned(ctx, { shop, execution: run.id }));
  const events = drawn.flatMap(({ profile, state }, number) => {
    const customer = people.get(profile);
    if (state !== "sent" || customer === undefined || good < 0) return [];
    const message = { customer, good, day, window: WEEK, number };
    if (!react(world, message).bought) return [];
    const placed = orderOf(world, { customer, good }, seal.now + HOUR * (1 + (customer % 9)));
    const { event: type, timestamp, ...rest } = placed;
    const happened = Date.parse(timestamp);
    return [
      {
        ...{ ...rest, type, tenant: seal.tenant, shop, version: 1, anonymousId: null },
        ...{ at: happened, receivedAt: happened },
      },
    ];
  });
  await within(at, (ctx) => past.ledger.append(ctx, events));
}

/**
 * What the demo's owners sent in the last weeks, through the same rooms as today, on a clock of its own: executions
 * with their hold-outs, and what customers did. `at` gives the product as it lives at a moment.
 */
export async function playedBefore(
  at: (clock: () => Instant) => System,
  seal: Seal,
  shops: readonly ShopId[],
): Promise<void> {
  const time = { now: seal.now };
  const past = at(() => time.now);
  const worlds = demoWorlds();
  const today = businessDay(seal.now);
  for (const ago of TAPPED) {
    const date = plusDays(today, -ago);
    time.now = startOf(date) + MORNING;
    const then = { ...seal, now: time.now };
    await past.asTenant(then, (ctx) => past.brain.morning(ctx, date));
    for (const [index, shop] of shops.entries()) {
      const world = worlds[index];
      if (world === undefined) continue;
      const moment = { past, seal: then, shop, world, day: Math.floor(then.now / DAY) };
      const runs = await tap(moment);
      while ((await past.reach.runDue()) > 0);
      for (const run of runs) await react_(moment, run);
    }
  }
  time.now = seal.now;
  await past.asTenant(seal, (ctx) => past.brain.learn(ctx));
}
