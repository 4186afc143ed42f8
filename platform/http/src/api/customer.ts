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

export const answerCustomerLive =
  (options: HttpOptions, live: CustomerLive, closing: AbortSignal) =>
  async (c: Context<Env>): Promise<Response> => {
    const customer = await customerOf(options, c);
    if (customer === null) return refuse(c.req.raw, inboxClosed);
    return feed(c, closing, (signal) => live.follow(customer, signal));
  };
