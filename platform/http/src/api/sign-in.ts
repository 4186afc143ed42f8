import { malformed } from "@zhongshu/kernel";
import type { Context } from "hono";
import { z } from "zod";
import type { Caller, SignedIn } from "../auth/auth.ts";
import { json, refuse } from "../edge/answer.ts";
import { objectOf } from "../edge/body.ts";
import { isLoopbackAddress, isLoopbackHost } from "../edge/host.ts";
import type { Mounted } from "./mount.ts";
import type { Edge, Env } from "./types.ts";

const LIMIT = 4_096;
const AskCode = z.object({ phone: z.string().max(40) });
const SignIn = z.object({ phone: z.string().max(40), code: z.string().max(20) });

const PROXY_HEADERS = ["via", "forwarded", "x-real-ip"];

/** Has somebody handed the request on? A proxy says so under one of these names, whatever else it leaves out. */
const handedOn = (headers: Headers): boolean =>
  [...headers.keys()].some(
    (name) => name.startsWith("x-forwarded-") || PROXY_HEADERS.includes(name),
  );

/** Where the request came from. What a client writes into X-Forwarded-For counts only behind our own proxies. */
export function callerOf(c: Context<Env>, proxies: number): Caller {
  const forwarded = c.req.header("x-forwarded-for");
  const remote = c.env.remote;
  if (proxies > 0 && forwarded !== undefined) {
    const hops = forwarded.split(",").map((hop) => hop.trim());
    return { address: (hops.at(-proxies) ?? remote).slice(0, 64), local: false };
  }
  const direct = proxies === 0 && !handedOn(c.req.raw.headers);
  const local = direct && isLoopbackAddress(remote) && isLoopbackHost(new URL(c.req.url).hostname);
  return { address: remote, local };
}

function withCookies({ cookies }: SignedIn): Response {
  const response = json(200, { ok: true });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

export function signInRoutes({ auth, bodies, proxies = 0 }: Edge): readonly Mounted[] {
  const code = async (c: Context<Env>): Promise<Response> => {
    const body = await objectOf(bodies, c.req.raw, LIMIT);
    if (!body.ok) return refuse(c.req.raw, body.error);
    const asked = AskCode.safeParse(body.value);
    if (!asked.success) return refuse(c.req.raw, malformed(asked.error.issues));
    const sent = await auth.sendCode(asked.data.phone, callerOf(c, proxies));
    return sent.ok ? json(200, sent.value) : refuse(c.req.raw, sent.error);
  };
  const signIn = async (c: Context<Env>): Promise<Response> => {
    const body = await objectOf(bodies, c.req.raw, LIMIT);
    if (!body.ok) return refuse(c.req.raw, body.error);
    const asked = SignIn.safeParse(body.value);
    if (!asked.success) return refuse(c.req.raw, malformed(asked.error.issues));
    const done = await auth.signIn(asked.data.phone, asked.data.code, callerOf(c, proxies));
    return done.ok ? withCookies(done.value) : refuse(c.req.raw, done.error);
  };
  const signOut = async (c: Context<Env>): Promise<Response> =>
    withCookies(await auth.signOut(c.req.raw.headers));
  return [
    { method: "POST", path: "/api/auth/code", answer: code },
    { method: "POST", path: "/api/auth/sign-in", answer: signIn },
    { method: "POST", path: "/api/auth/sign-out", answer: signOut },
  ];
}
