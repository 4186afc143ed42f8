import type { Ctx, Customer, PublicAnswer, PublicRoute } from "@zhongshu/kernel";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { network } from "../auth/limits.ts";
import { tooOften } from "../auth/refusals.ts";
import type { Limit } from "../auth/throttle.ts";
import { json, refuse } from "../edge/answer.ts";
import { cookie, SESSION, VISITOR } from "./cookies.ts";
import { customerOf } from "./customer.ts";
import { perform } from "./enter.ts";
import { inputOf } from "./mount.ts";
import { callerOf } from "./sign-in.ts";
import type { Edge, Env, HttpOptions } from "./types.ts";

/**
 * Many unknown may stand behind one address, so they share a limit; whose inbox is open has one of their own: a session
 * of one shop is nobody at another, and could be many there. Who sits at this machine is not held up.
 */
function limitsOf(
  { proxies = 0 }: HttpOptions,
  { limit, method }: PublicRoute,
  c: Context<Env>,
  customer: Customer | null,
): readonly Limit[] {
  const { address, local } = callerOf(c, proxies);
  if (limit === null || local) return [];
  const who = customer === null ? network(address) : `customer ${customer.profile}`;
  return [{ ...limit, key: `public:${method} ${c.req.path}:${who}` }];
}

function answerWith({ linkUrl, baseUrl }: HttpOptions, answer: PublicAnswer): Response {
  const secure = new URL(linkUrl ?? baseUrl).protocol === "https:";
  const response = json(200, answer.body);
  const set = (name: typeof SESSION | typeof VISITOR, value: string | undefined): void => {
    if (value !== undefined) response.headers.append("set-cookie", cookie(name, value, secure));
  };
  set(SESSION, answer.session);
  set(VISITOR, answer.visitor);
  return response;
}

/** What has no tenant is refused before any row is read, and in the words for what no row is found for. */
export const answerPublic =
  (options: Edge, route: PublicRoute) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const raw = await inputOf(options, c, route.method);
    if (!raw.ok) return refuse(request, raw.error);
    const tenant = route.tenant(raw.value);
    if (tenant === null) return refuse(request, route.unknown);
    const customer = await customerOf(options, c);
    const limits = limitsOf(options, route, c, customer);
    const wait = limits.length === 0 ? 0 : await options.throttle?.take(limits, options.now());
    if (wait !== undefined && wait > 0) return refuse(request, tooOften(wait, "public.too-often"));
    const person = route.asksUser === true ? await options.auth.session(request.headers) : null;
    const caller = { customer, visitor: getCookie(c, VISITOR) ?? null, user: person?.id ?? null };
    const actor = { kind: "customer", id: "unknown", name: "访客" } as const;
    const seal = { tenant, actor, now: options.now(), random: options.random, can: () => false };
    const work = (ctx: Ctx) => route.answer(ctx, caller, raw.value);
    const result = await perform(options.asTenant, seal, work);
    if (!result.ok) return refuse(request, result.error);
    if (route.limit?.forgiving === true) await options.throttle?.giveBack(limits);
    return answerWith(options, result.value);
  };
