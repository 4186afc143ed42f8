import { err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { isAPIError } from "better-auth/api";
import { Pool } from "pg";
import { isLoopbackHost } from "../edge/host.ts";
import { openBetter } from "./better.ts";
import { addressLimits, RESEND_AFTER_S, sendLimits } from "./limits.ts";
import { normalisePhone } from "./phone.ts";
import { badPhone, codeUsedUp, smsDown, tooOften, wrongCode } from "./refusals.ts";
import { createThrottle, type Throttle } from "./throttle.ts";
import { createTurns } from "./turns.ts";

/** Somebody whom the sign-in vouches for. */
export type Person = { readonly id: string; readonly phone: string };

/** The port through which codes reach phones. */
export type CodeSender = {
  sendCode(phone: string, code: string): Promise<void>;
  peek?(phone: string): string | null;
};

export type AuthOptions = {
  readonly authUrl: string;
  readonly secret: string;
  readonly sms: CodeSender;
  /** Where people reach the product; cookies are Secure unless it is on this machine. */
  readonly baseUrl: string;
  /** Shows codes on the sign-in page of this machine. */
  readonly demo: boolean;
  readonly now: () => number;
  /** Told when a message could not be sent. */
  readonly report: (problem: unknown) => void;
};

/** Who asks: their address, and whether they sit at this machine. */
export type Caller = { readonly address: string; readonly local: boolean };
export type CodeSent = {
  readonly sent: true;
  readonly resendAfterS: number;
  readonly demoCode?: string;
};
export type SignedIn = { readonly cookies: readonly string[] };

export type Auth = {
  migrate(): Promise<void>;
  sendCode(phone: string, caller: Caller): Promise<Result<CodeSent, Refusal>>;
  signIn(phone: string, code: string, caller: Caller): Promise<Result<SignedIn, Refusal>>;
  signOut(headers: Headers): Promise<SignedIn>;
  session(headers: Headers): Promise<Person | null>;
  ensureUser(phone: string): Promise<string>;
  /** The counts of who asks how often, for other doors to keep theirs. */
  readonly throttle: Pick<Throttle, "take" | "giveBack">;
  close(): Promise<void>;
};

type Parts = {
  readonly options: AuthOptions;
  readonly better: ReturnType<typeof openBetter>;
  readonly throttle: Throttle;
};

class NotSent extends Error {}

async function sendCode(
  parts: Parts,
  typed: string,
  caller: Caller,
): Promise<Result<CodeSent, Refusal>> {
  const { options, better, throttle } = parts;
  const phone = normalisePhone(typed);
  if (phone === null) return err(badPhone);
  const limits = [...sendLimits(phone), addressLimits(caller.address).send];
  const wait = await throttle.take(limits, options.now());
  if (wait > 0) return err(tooOften(wait));
  try {
    await better.api.sendPhoneNumberOTP({ body: { phoneNumber: phone } });
  } catch (problem) {
    await throttle.giveBack(limits);
    if (!(problem instanceof NotSent)) throw problem;
    options.report(problem.cause);
    return err(smsDown);
  }
  const here = options.demo && caller.local && isHere(options.baseUrl);
  const demoCode = here ? options.sms.peek?.(phone) : null;
  const sent = { sent: true, resendAfterS: RESEND_AFTER_S } as const;
  return ok(typeof demoCode === "string" ? { ...sent, demoCode } : sent);
}

/** What better-auth says of a code, in words that do not tell whether one was ever sent. */
function codeRefusal(problem: unknown): Refusal {
  if (!isAPIError(problem)) throw problem;
  const code: unknown = problem.body?.code;
  if (code === "TOO_MANY_ATTEMPTS") return codeUsedUp;
  if (code === "INVALID_OTP" || code === "OTP_NOT_FOUND" || code === "OTP_EXPIRED")
    return wrongCode;
  throw problem;
}

async function signIn(
  { options, better, throttle }: Parts,
  typed: string,
  code: string,
  caller: Caller,
): Promise<Result<SignedIn, Refusal>> {
  const phone = normalisePhone(typed);
  if (phone === null) return err(badPhone);
  const from = addressLimits(caller.address);
  const wait = await throttle.take([from.try], options.now());
  if (wait > 0) return err(tooOften(wait));
  try {
    const { headers } = await better.api.verifyPhoneNumber({
      body: { phoneNumber: phone, code: code.trim() },
      returnHeaders: true,
    });
    await throttle.giveBack([from.try, from.send]);
    return ok({ cookies: headers.getSetCookie() });
  } catch (problem) {
    return err(codeRefusal(problem));
  }
}

async function session({ better }: Parts, headers: Headers): Promise<Person | null> {
  if (!headers.has("cookie")) return null;
  const found = await better.api.getSession({ headers });
  const phone = found?.user.phoneNumber;
  if (found === null || typeof phone !== "string") return null;
  return { id: found.user.id, phone };
}

async function signOut({ better }: Parts, headers: Headers): Promise<SignedIn> {
  const answer = await better.api.signOut({ headers, returnHeaders: true });
  return { cookies: answer.headers.getSetCookie() };
}

const isHere = (baseUrl: string): boolean => {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && isLoopbackHost(hostname);
};

/** Sign-in by phone code. Has its own connections, as a role that sees no row of the product. */
export function createAuth(options: AuthOptions): Auth {
  const { authUrl, secret, baseUrl, sms } = options;
  const pool = new Pool({
    connectionString: authUrl,
    max: 4,
    options: "-c search_path=auth",
    keepAlive: true,
  });
  let closing = false;
  // A connection on its way out may still hear that the database stops, which is no news.
  const lost = (problem: Error): void => {
    if (!closing) options.report(problem);
  };
  pool.on("error", lost);
  // A connection that dies while it is lent out tells only itself; unheard, that would end the process.
  pool.on("connect", (client) => client.on("error", lost));
  const send = (phone: string, code: string): Promise<void> =>
    sms.sendCode(phone, code).catch((cause: unknown) => {
      throw new NotSent("not sent", { cause });
    });
  const better = openBetter({ pool, secret, baseUrl, secure: !isHere(baseUrl), send });
  const takeTurn = createTurns(pool, "zhongshu.auth");
  const parts: Parts = { options, better, throttle: createThrottle(pool) };
  return {
    migrate: () =>
      takeTurn(async () => {
        await better.migrate();
        await parts.throttle.migrate();
      }),
    sendCode: (phone, caller) => sendCode(parts, phone, caller),
    signIn: (phone, code, caller) => signIn(parts, phone, code, caller),
    signOut: (headers) => signOut(parts, headers),
    session: (headers) => session(parts, headers),
    ensureUser: (phone) => takeTurn(() => better.ensureUser(phone)),
    throttle: parts.throttle,
    close: () => {
      closing = true;
      return pool.end();
    },
  };
}
