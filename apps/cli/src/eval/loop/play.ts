import { setTimeout as pause } from "node:timers/promises";
import { DAY, HOUR, type Instant, startOf } from "@zhongshu/kernel";
import { live } from "@zhongshu/market";
import { nightOf, type Open, openMarketAt, tellDay } from "./open.ts";
import { dateOf, type Plan } from "./plan.ts";
import type { Product } from "./product.ts";
import { reactions, type Sent } from "./reactions.ts";
import { comeAndSay } from "./visits.ts";

/** A card that was acted on. */
export type Played = {
  readonly shop: string;
  readonly execution: string;
  readonly kind: string;
  readonly at: Instant;
  readonly audience: number;
  readonly treated: number;
  readonly heldOut: number;
};

const MORNING = 9 * HOUR;
/** What an owner with one thumb sends on a morning. */
const A_DAY = 2;
const PATIENCE = 400;

/** The owner sends the day's first cards, unless the card itself expects to lose by it. */
async function tap(open: Open, shop: string, at: Instant): Promise<readonly Played[]> {
  const { cards } = await open.member.today(shop);
  const hopeful = cards.filter(({ promises: { worth } }) => !worth.known || worth.middle.minor > 0);
  const played: Played[] = [];
  for (const card of hopeful) {
    if (played.length === A_DAY) break;
    const body = { style: "warm", way: "inbox", key: card.id };
    const done = await open.member.execute(shop, card.id, body).catch(() => null);
    if (done === null) continue;
    const { heldOut, stopped, ...others } = done.counts;
    const audience = Object.values(others).reduce((a, b) => a + b, 0) + heldOut + stopped;
    played.push({
      ...{ shop, execution: done.id, kind: card.kind, at, audience, heldOut },
      treated: audience - heldOut - stopped,
    });
  }
  return played;
}

async function finished(open: Open, { shop, execution }: Played) {
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    const run = await open.member.execution(shop, execution);
    if (run.state !== "running") return run;
    await pause(50);
  }
  throw new Error(`The execution ${execution} does not come to an end`);
}

/** Whom a finished execution reached, as the market knows them. */
async function reached(open: Open, played: Played, names: ReadonlyMap<string, number>) {
  const run = await finished(open, played);
  const good = open.world.goods.findIndex(({ id }) => id === run.product);
  const people = await open.member.recipients(played.shop, played.execution, "sent");
  return people.flatMap(({ profile }): Sent[] => {
    const customer = names.get(profile);
    return customer === undefined || good < 0 ? [] : [{ customer, good }];
  });
}

/** One day: cards are acted on in the morning, customers react, the day goes by, and the evening is told. */
async function dayOf(open: Open, day: number, names: readonly ReadonlyMap<string, number>[]) {
  const { product, plan, world } = open;
  const morning = startOf(dateOf(plan, day)) + MORNING;
  product.setClock(morning);
  const played: Played[] = [];
  const sent: Sent[] = [];
  for (const { id } of product.shops) played.push(...(await tap(open, id, morning)));
  for (const one of played) {
    const shop = product.shops.findIndex(({ id }) => id === one.shop);
    sent.push(...(await reached(open, one, names[shop] ?? new Map())));
  }
  const { acts: came, reacted } = reactions(world, open.account, {
    day,
    window: plan.window,
    sent,
  });
  await comeAndSay(open, reacted, names);
  const acts = [...came, ...live(world, { day, date: dateOf(plan, day) })];
  await tellDay(
    open,
    day,
    acts.toSorted((a, b) => a.second - b.second),
  );
  await product.learn();
  return { played, sent };
}

export type Told = {
  readonly played: readonly Played[];
  /** Messages a day, and by customer the days on which they got one: as they see it, where they ever looked. */
  readonly daily: readonly number[];
  readonly days: ReadonlyMap<number, readonly number[]>;
};

/** The past, then the days with messages, then the windows that are still open, until every result is known. */
export async function play(
  plan: Plan,
  product: Product,
  told: (text: string) => void,
): Promise<Told & { readonly open: Open }> {
  const open = await openMarketAt(plan, product);
  const live_ = (day: number) => live(open.world, { day, date: dateOf(plan, day) });
  for (let day = 0; day < plan.history; day += 1) await tellDay(open, day, live_(day));
  const names = await Promise.all(product.shops.map(({ id }) => namesOf(open, id)));
  const all: Played[] = [];
  const daily: number[] = [];
  const days = new Map<number, number[]>();
  const last = plan.history + plan.days;
  for (let day = plan.history; day < last; day += 1) {
    const { played, sent } = await dayOf(open, day, names);
    all.push(...played);
    daily.push(sent.length);
    for (const { customer } of sent) days.set(customer, [...(days.get(customer) ?? []), day]);
    told(`day ${day - plan.history + 1} of ${plan.days}: ${all.length} plays`);
  }
  for (let day = last; day <= last + plan.window; day += 1) await tellDay(open, day, live_(day));
  product.setClock(nightOf(plan, last + plan.window) + DAY);
  await product.learn();
  for (const [customer, got] of await arrivals(open)) days.set(customer, got);
  return { played: all, daily, days, open };
}

/** Of whoever ever came to their inbox, the days on which something lies in it, whatever the product says it sent. */
async function arrivals({ plan, visits }: Open): Promise<ReadonlyMap<number, number[]>> {
  const began = startOf(dateOf(plan, 0));
  const all = new Map<number, number[]>();
  for (const [customer, visit] of visits) {
    const { messages } = await visit.inbox();
    const days = messages.map(({ at }) => Math.floor((at - began) / DAY));
    all.set(
      customer,
      days.toSorted((a, b) => a - b),
    );
  }
  return all;
}

/** Which customer of the market a profile is. */
async function namesOf(open: Open, shop: string): Promise<ReadonlyMap<string, number>> {
  const byUser = new Map(open.world.customers.map(({ id, index }) => [id, index]));
  const profiles = await open.member.customers(shop);
  return new Map(
    [...profiles].flatMap(([user, profile]) => {
      const index = byUser.get(user);
      return index === undefined ? [] : [[profile, index] as const];
    }),
  );
}
