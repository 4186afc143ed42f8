import type { Ctx, Customer, CustomerRoute } from "@zhongshu/kernel";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { refuse } from "../edge/answer.ts";
import { inboxClosed } from "../edge/refusals.ts";
import { SESSION } from "./cookies.ts";
import { perform } from "./enter.ts";
import { feed } from "./live.ts";
import { answered, inputOf } from "./mount.ts";
import type { CustomerLive, Edge, Env, HttpOptions } from "./types.ts";

/** Whose inbox the cookie opens, if it opens one. */
export async function customerOf(
  { customerOf: known, now, random }: HttpOptions,
  c: Context<Env>,
): Promise<Customer | null> {
  const secret = getCookie(c, SESSION);
  if (secret === undefined || known === undefined) return null;
  return known(secret, { now: now(), random });
}

export const answerCustomer =
  (options: Edge, route: CustomerRoute) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const customer = await customerOf(options, c);
    if (customer === null) return refuse(request, inboxClosed);
    const raw = await inputOf(options, c, route.method);
    if (!raw.ok) return refuse(request, raw.error);
    const work = (ctx: Ctx) => route.answer(ctx, customer, raw.value);
    return answered(request, await perform(options.asTenant, customer.seal, work));
  };

/** So many pages of one inbox are fed at once; one more ends the oldest, which was likely left behind. */
const PAGES = 6;

/** The feeds of each person, oldest first. */
type Feeds = Map<string, readonly AbortController[]>;

async function* oneOf(
  feeds: Feeds,
  { profile }: Customer,
  {
    signal,
    follow,
  }: { signal: AbortSignal; follow: (until: AbortSignal) => AsyncIterable<unknown> },
): AsyncGenerator<unknown, void, undefined> {
  const mine = new AbortController();
  const open = [...(feeds.get(profile) ?? []), mine];
  for (const older of open.slice(0, -PAGES)) older.abort();
  feeds.set(profile, open.slice(-PAGES));
  try {
    yield* follow(AbortSignal.any([signal, mine.signal]));
  } finally {
    const left = (feeds.get(profile) ?? []).filter((feed) => feed !== mine);
    if (left.length > 0) feeds.set(profile, left);
    else feeds.delete(profile);
  }
}

export function answerCustomerLive(
  options: HttpOptions,
  live: CustomerLive,
  closing: AbortSignal,
): (c: Context<Env>) => Promise<Response> {
  const feeds: Feeds = new Map();
  return async (c) => {
    const customer = await customerOf(options, c);
    if (customer === null) return refuse(c.req.raw, inboxClosed);
    const follow = (until: AbortSignal) => live.follow(customer, until);
    return feed(c, closing, (signal) => oneOf(feeds, customer, { signal, follow }));
  };
}
