import { setTimeout as pause } from "node:timers/promises";
import type { Execution } from "@zhongshu/reach/contract";
import type { z } from "zod";
import { customerOf } from "./client/customer.ts";
import type { ShopSystem, Told } from "./client/intake.ts";
import type { Member } from "./client/member.ts";
import { chanceAt } from "./world/chance.ts";
import { type Message, type Reaction, react } from "./world/react.ts";
import type { World } from "./world/world.ts";

/** One shop as its customers meet it. */
export type ShopDoors = {
  readonly shop: string;
  readonly url: string;
  readonly member: Member;
  readonly system: ShopSystem;
};

export type Pace = {
  /** Milliseconds from a message's arrival until most customers have looked. */
  readonly within: number;
  /** How often the shop's executions are looked at. */
  readonly every: number;
  /** Chance that somebody a message is about buys the goods by themselves, written to or left out. */
  readonly unasked: number;
  now(): number;
};

type Shopping = { readonly world: World; readonly doors: ShopDoors; readonly pace: Pace };
type Meant = { readonly customer: number; readonly good: number; readonly profile: string };

const MOODS = 9;
const UNASKED = 10;

/** Sends what this customer does with the message, at the customer's own pace, through the customer's own door. */
async function lives(
  { doors, pace, world }: Shopping,
  { customer, good, profile }: Meant,
  reaction: Reaction,
): Promise<void> {
  if (!reaction.opened) return;
  const random = chanceAt(world.seed, MOODS, customer, good);
  await pause(random() * pace.within);
  const { url: entry } = await doors.member.entry(doors.shop, profile);
  const visit = await customerOf(doors.url, entry);
  const [message] = (await visit.inbox()).messages;
  if (message === undefined) return;
  await visit.opened(message.id);
  if (reaction.unsubscribed) await visit.optOut();
  if (!reaction.clicked) return;
  await visit.click(message.link);
  if (reaction.bought) await doors.system.tell([orderOf(world, { customer, good }, pace.now())]);
}

/** The order that a message led to, as the shop's own system tells it. */
export function orderOf(
  world: World,
  { customer, good: index }: Pick<Meant, "customer" | "good">,
  at: number,
): Told {
  const good = world.goods[index];
  const person = world.customers[customer];
  if (good === undefined || person === undefined) throw new Error("Nobody, or nothing, to sell");
  const number = `L${at}${String(customer).padStart(4, "0")}`;
  const line = {
    ordinal: 1,
    sku: good.id,
    product: good.id,
    title: good.title,
    category: world.categories[good.category] ?? null,
    quantity: 1,
    unitPrice: { minor: good.price, currency: "CNY" },
    kind: "goods",
  };
  return {
    messageId: `live:${number}`,
    userId: person.id,
    event: "order_placed",
    timestamp: new Date(at).toISOString(),
    properties: { source: "market", number, first: true, lines: [line] },
  };
}

type Known = {
  readonly customers: ReadonlyMap<string, number>;
  readonly goods: ReadonlyMap<string, number>;
};

/** Buys without having been asked, sooner or later, whether or not a message came. */
async function buysAnyway(
  { doors, pace, world }: Shopping,
  { customer, good }: Meant,
): Promise<void> {
  const random = chanceAt(world.seed, UNASKED, customer, good);
  if (random() >= pace.unasked) return;
  await pause(random() * 2 * pace.within);
  await doors.system.tell([orderOf(world, { customer, good }, pace.now())]);
}

async function reactTo(
  { world, doors, pace }: Shopping,
  execution: z.infer<typeof Execution>,
  known: Known & { readonly heard: Set<string> },
): Promise<readonly Promise<void>[]> {
  const good = known.goods.get(execution.product);
  if (good === undefined) return [];
  const recipients = (state: "sent" | "held-out") =>
    doors.member.recipients(doors.shop, execution.id, state);
  const drawn = [...(await recipients("sent")), ...(await recipients("held-out"))];
  return drawn.flatMap(({ profile, state }) => {
    const customer = known.customers.get(profile);
    const once = `${execution.id}/${profile}`;
    if (customer === undefined || known.heard.has(once)) return [];
    known.heard.add(once);
    const meant = { customer, good, profile };
    if (state !== "sent") return [buysAnyway({ world, doors, pace }, meant)];
    const day = Math.floor(execution.startedAt / 86_400_000);
    const message: Message = { customer, good, day, window: 7, number: known.heard.size };
    const reaction = react(world, message);
    const lived = lives({ world, doors, pace }, meant, reaction);
    return reaction.bought ? [lived] : [lived, buysAnyway({ world, doors, pace }, meant)];
  });
}

/**
 * Customers of one shop who receive, open, click and buy in compressed time, until `signal` aborts. They see what
 * a customer sees: their own inbox. Only that somebody has something in it is asked at the shop's side.
 */
export async function shoppers(shopping: Shopping, signal: AbortSignal): Promise<void> {
  const { world, doors, pace } = shopping;
  const byUser = new Map(world.customers.map(({ id, index }) => [id, index]));
  const goods = new Map(world.goods.map(({ id }, index) => [id, index]));
  const profiles = await doors.member.customers(doors.shop);
  const customers = new Map(
    [...profiles].flatMap(([user, profile]) => {
      const index = byUser.get(user);
      return index === undefined ? [] : [[profile, index] as const];
    }),
  );
  const known = { customers, goods, heard: new Set<string>() };
  while (!signal.aborted) {
    const now = pace.now();
    const fresh = (await doors.member.executions(doors.shop)).filter(
      ({ way, closesAt }) => way === "inbox" && closesAt > now,
    );
    for (const execution of fresh)
      for (const life of await reactTo(shopping, execution, known)) life.catch(() => undefined);
    await pause(pace.every, undefined, { signal }).catch(() => undefined);
  }
}
