import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { demoSms, httpSms, type Sms } from "@zhongshu/channels";
import { type Auth, createAuth, deriveSecret, normalisePhone, signerOf } from "@zhongshu/http";
import type { TenantId } from "@zhongshu/kernel";
import { type Llm, llmOf } from "@zhongshu/llm";
import {
  migrate,
  openPool,
  openPostgres,
  type Postgres,
  refreshStatistics,
  removeTenant,
  visitPostgres,
} from "@zhongshu/postgres";
import { compose, type System } from "./compose.ts";
import { type OwnDemo, ownDemo } from "./demo/own.ts";
import { SCHEMAS } from "./schemas.ts";

export type OpenOptions = {
  /** Folder of everything that is kept. */
  readonly data: string;
  readonly fresh: boolean;
  readonly databaseUrl: string | undefined;
  readonly smsUrl: string | undefined;
  /** Where people reach the product. */
  readonly baseUrl: string;
  /** Where customers reach it, when that is another address. */
  readonly linkUrl?: string | null;
  /** Without an SMS gateway sign-in codes are shown on this machine; else they are only sent. */
  readonly demo: boolean;
  /** May whoever signs in and belongs to no shop open one? */
  readonly signUp?: boolean;
  readonly say: (line: string) => void;
  /** A short visit of a command, also while the product runs on the same folder. */
  readonly visit?: boolean;
  /** The time that everybody inside lives in; the machine's own when left out. */
  readonly clock?: () => number;
  /** The database stopped and cannot be brought back. */
  readonly onLost?: (cause: Error) => void;
};

/** The product without its HTTP edge. */
export type Opened = {
  readonly system: System;
  readonly auth: Auth;
  readonly database: Postgres;
  /** The time that everybody inside lives in. */
  clock(): number;
  /** The same product on the same rows, living at the moments that `clock` tells: for a past that is made up. */
  at(clock: () => number): System;
  /** Where anybody looks around first. */
  readonly demo: OwnDemo;
  /** For the moment after much was filled in at once. */
  refreshStatistics(): Promise<void>;
  close(): Promise<void>;
};

export const clock = (): number => Date.now();
/** Chance that nobody can guess: ids and secrets are made of it. */
export const random = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

const failed = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
};

function smsOf({ smsUrl, demo, say }: OpenOptions): Sms {
  const newKey = () => randomBytes(16).toString("hex");
  if (smsUrl !== undefined) return httpSms({ url: smsUrl, newKey });
  if (demo) return demoSms(say);
  throw new Error(
    "没有短信通道，谁也无法登录：请设置 SMS_WEBHOOK_URL；只在本机试用，就去掉 --no-demo。 Without an SMS gateway nobody can sign in: set SMS_WEBHOOK_URL, or leave --no-demo out to try it on this machine.",
  );
}

/** What all secrets of this deployment are derived from: given, or the password that it keeps anyway. */
const rootSecret = ({ ownerUrl }: Postgres): string =>
  process.env["AUTH_SECRET"] ?? decodeURIComponent(new URL(ownerUrl).password);

function authOf(options: OpenOptions, database: Postgres): Auth {
  return createAuth({
    authUrl: database.authUrl,
    secret: deriveSecret(rootSecret(database)),
    sms: smsOf(options),
    baseUrl: options.baseUrl,
    demo: options.demo,
    now: options.clock ?? clock,
    report: failed,
  });
}

/** Opens database, sign-in and all rooms; resolves when each is ready to be used. */
export async function open(options: OpenOptions): Promise<Opened> {
  const data = resolve(options.data);
  // Told before anything is started, should half of it be missing.
  const writer = llmOf(process.env, clock);
  const database = await (options.visit === true ? visitPostgres : openPostgres)({
    dataDir: data,
    fresh: options.fresh,
    databaseUrl: options.databaseUrl,
    say: options.say,
    onLost: options.onLost ?? failed,
  });
  try {
    return await furnish(options, database, { data, writer });
  } catch (error) {
    await database.stop();
    throw error;
  }
}

type Furniture = { readonly data: string; readonly writer: Llm | null };

async function furnish(
  options: OpenOptions,
  database: Postgres,
  { data, writer }: Furniture,
): Promise<Opened> {
  await migrate(database.ownerUrl, SCHEMAS);
  const auth = authOf(options, database);
  await auth.migrate();
  const pool = openPool({ url: database.appUrl });
  const rim = {
    pool,
    random,
    randomBytes,
    normalisePhone,
    ensureUser: auth.ensureUser,
    signUp: options.signUp ?? false,
    links: {
      url: options.linkUrl ?? options.baseUrl,
      sign: signerOf(rootSecret(database), "zhongshu links"),
    },
    secret: signerOf(rootSecret(database), "zhongshu people"),
    uploads: join(data, "uploads"),
    writer,
    failed,
  };
  const lived = options.clock ?? clock;
  const system = compose({ ...rim, clock: lived });
  const remove = (tenant: TenantId) => removeTenant(database.ownerUrl, tenant);
  const demo = ownDemo({ system, clock: lived, random, remove });
  const at = (other: () => number): System => compose({ ...rim, clock: other });
  const close = async (): Promise<void> => {
    await Promise.all([system.imports.stop(), system.creative.stop()]);
    await system.ledger.drain();
    await Promise.all([pool.end(), auth.close()]);
    await database.stop();
  };
  return {
    ...{ system, auth, database, demo, clock: lived, at, close },
    refreshStatistics: () => refreshStatistics(database.ownerUrl),
  };
}
