import {
  businessDay,
  type Ctx,
  DAY,
  HOUR,
  type Instant,
  MINUTE,
  type ProfileId,
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
/** Days in which the market counts what follows a message. */
const WEEK = 7;

/** One shop of the demo at a moment of its past. */
type Moment = {
  readonly past: System;
  readonly seal: Seal;
  readonly shop: ShopId;
  readonly world: World;
  readonly day: number;
};

type Run = { readonly id: string; readonly product: string };

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`The demo could not be played: ${result.error.message.en}`);
  return result.value;
}
const within = <T>({ past, seal }: Moment, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  past.asTenant(seal, work);

/** The owner taps the first cards of the morning that write to persons. */
async function tap(at: Moment): Promise<readonly Run[]> {
  const { past, shop, seal } = at;
  const { cards } = must(
    await within(at, (ctx) => past.brain.today(ctx, shop, businessDay(seal.now))),
  );
  const runs: Run[] = [];
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

type Sent = { readonly profile: ProfileId; readonly customer: number; readonly execution: string };

/** Minutes after which somebody picks up the phone: most soon, some in the afternoon. */
const soon = ({ customer }: Sent): number => MINUTE * (3 + ((customer * 37) % 19) ** 2);

/** The customer opens what was sent, and follows its link when they like it: through the doors that they have. */
async function look(at: Moment, sent: Sent, clicked: boolean): Promise<void> {
  const { past, shop } = at;
  const seal = { ...at.seal, now: at.seal.now + soon(sent) };
  const whose = { shop, profile: sent.profile };
  await past.asTenant(seal, async (ctx) => {
    const { messages } = must(await past.inbox.read(ctx, whose));
    const message = messages.find(({ at: told }) => told === at.seal.now);
    if (message === undefined) throw new Error("The demo's customer did not get what was sent");
    must(await past.inbox.opened(ctx, { ...whose, message: message.id }));
    if (!clicked) return;
    const code = message.link.slice(message.link.lastIndexOf("/") + 1);
    const caller = { customer: { seal, ...whose }, visitor: null };
    must(await past.links.seen(ctx, { code, caller }));
  });
}

/** Whoever was reached reacts as the market lets them; what is bought comes in as orders of the shop's own system. */
async function answered(at: Moment, run: Run): Promise<void> {
  const { past, shop, seal, world, day } = at;
  const good = world.goods.findIndex(({ id }) => id === run.product);
  const people = await usersOf(at);
  const drawn = await within(at, (ctx) => past.reach.assigned(ctx, { shop, execution: run.id }));
  const reached = drawn.flatMap(({ profile, state }, number) => {
    const customer = people.get(profile);
    if (state !== "sent" || customer === undefined || good < 0) return [];
    const reaction = react(world, { customer, good, day, window: WEEK, number });
    return [{ sent: { profile, customer, execution: run.id }, ...reaction }];
  });
  for (const { sent, opened, clicked } of reached) if (opened) await look(at, sent, clicked);
  const events = reached.flatMap(({ sent, bought }) => {
    if (!bought) return [];
    const when = seal.now + soon(sent) + 5 * MINUTE;
    const { event: type, timestamp, ...rest } = orderOf(world, { ...sent, good }, when);
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
      for (const run of runs) await answered(moment, run);
    }
  }
  time.now = seal.now;
  await past.asTenant(seal, (ctx) => past.brain.learn(ctx));
}
