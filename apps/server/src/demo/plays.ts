import {
  businessDay,
  type Ctx,
  DAY,
  HOUR,
  type Instant,
  MINUTE,
  type ProfileId,
  plusDays,
  type Seal,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import { orderOf, react, type World } from "@zhongshu/market";
import type { System } from "../compose.ts";
import { demoWorlds } from "./market.ts";
import { must } from "./must.ts";

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
  /** Which customer of the world a profile is. */
  readonly people: ReadonlyMap<string, number>;
  readonly day: number;
};

type Run = { readonly id: string; readonly product: string };

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

const dayOf = (now: Instant): number => Math.floor(now / DAY);

type Place = Omit<Moment, "people" | "day">;

async function placeOf(place: Place): Promise<Omit<Moment, "day">> {
  const { past, seal, shop, world } = place;
  const index = new Map(world.customers.map((c) => [c.id, c.index]));
  const found = await past.asTenant(seal, (ctx) =>
    past.people.profilesOf(ctx, { shop, userIds: [...index.keys()] }),
  );
  const people = new Map(found.map(({ profile, userId }) => [profile, index.get(userId) ?? 0]));
  return { ...place, people };
}

type Sent = { readonly profile: ProfileId; readonly customer: number; readonly title: string };

/** Minutes after which somebody picks up the phone: most soon, some in the afternoon. */
const soon = ({ customer }: Sent): number => MINUTE * (3 + ((customer * 37) % 19) ** 2);

/** The customer opens what was sent, and follows its link when they like it: through the doors that they have. */
async function look(at: Moment, sent: Sent, clicked: boolean): Promise<void> {
  const { past, shop } = at;
  const seal = { ...at.seal, now: at.seal.now + soon(sent) };
  const whose = { shop, profile: sent.profile };
  await past.asTenant(seal, async (ctx) => {
    const { messages } = must(await past.inbox.read(ctx, whose));
    const message = messages.find((one) => one.at === at.seal.now && one.text.includes(sent.title));
    if (message === undefined) throw new Error("The demo's customer did not get what was sent");
    must(await past.inbox.opened(ctx, { ...whose, message: message.id }));
    if (!clicked) return;
    const code = message.link.slice(message.link.lastIndexOf("/") + 1);
    const caller = { customer: { seal, ...whose }, visitor: null, user: null };
    must(await past.links.seen(ctx, { code, caller }));
  });
}

/** Whoever was reached reacts as the market lets them; what is bought comes in as orders of the shop's own system. */
async function answered(at: Moment, run: Run): Promise<void> {
  const { past, shop, seal, world, people, day } = at;
  const good = world.goods.findIndex(({ id }) => id === run.product);
  const title = world.goods[good]?.title ?? "";
  const drawn = await within(at, (ctx) => past.reach.assigned(ctx, { shop, execution: run.id }));
  const reached = drawn.flatMap(({ profile, state }, number) => {
    const customer = people.get(profile);
    if (state !== "sent" || customer === undefined || good < 0) return [];
    const reaction = react(world, { customer, good, day, window: WEEK, number });
    return [{ sent: { profile, customer, title }, ...reaction }];
  });
  await Promise.all(
    reached.map(({ sent, opened, clicked }) => (opened ? look(at, sent, clicked) : null)),
  );
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
  const today = businessDay(seal.now);
  const worlds = demoWorlds();
  const places = await Promise.all(
    shops.flatMap((shop, index) => {
      const world = worlds[index];
      return world === undefined ? [] : [placeOf({ past, seal, shop, world })];
    }),
  );
  for (const ago of TAPPED) {
    const date = plusDays(today, -ago);
    time.now = startOf(date) + MORNING;
    const then = { ...seal, now: time.now };
    await past.asTenant(then, (ctx) => past.brain.morning(ctx, date));
    const moments = places.map((place) => ({ ...place, seal: then, day: dayOf(then.now) }));
    const tapped = await Promise.all(moments.map(async (at) => ({ at, runs: await tap(at) })));
    while ((await past.reach.runDue()) > 0);
    await Promise.all(
      tapped.map(async ({ at, runs }) => {
        for (const run of runs) await answered(at, run);
      }),
    );
  }
  time.now = seal.now;
  await past.asTenant(seal, (ctx) => past.brain.learn(ctx));
}
