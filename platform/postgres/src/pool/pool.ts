import { setTimeout as pause } from "node:timers/promises";
import { type AsTenant, isUuid, type Sql } from "@zhongshu/kernel";
import { Pool as Connections, escapeLiteral, type PoolClient } from "pg";
import { sqlOf } from "./sql.ts";
import { columnTypes } from "./types.ts";

export type PoolOptions = {
  readonly url: string;
  readonly max?: number;
  /** Longest a single statement may run, in ms. */
  readonly statementTimeout?: number;
  /** How long a new transaction waits for a database that is just restarting, in ms. */
  readonly patience?: number;
};

type Settings = Readonly<Record<string, string>>;

/** Connections of one role. A transaction is the only way to use them. */
export type Pool = {
  /** One transaction with `settings` set for its length; commits when `work` resolves. */
  transaction<T>(settings: Settings, work: (sql: Sql) => Promise<T>): Promise<T>;
  end(): Promise<void>;
};

// Nothing was executed yet when one of these comes, so another attempt cannot do anything twice.
const RESTARTING = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);
const LOST = /Connection terminated|not queryable|connection error/;

const restarting = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && typeof error.code === "string" && RESTARTING.has(error.code)) ||
    LOST.test(error.message));

const opening = (settings: Settings): string =>
  [
    "begin",
    ...Object.entries(settings).map(
      ([name, value]) => `select set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`,
    ),
  ].join("; ");

async function begun(connections: Connections, text: string): Promise<PoolClient> {
  const client = await connections.connect();
  try {
    await client.query(text);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function patiently<T>(patience: number, attempt: () => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(patience);
  for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await attempt();
    } catch (error) {
      if (!restarting(error) || late.aborted) throw error;
      await pause(wait);
    }
  }
}

async function settle<T>(client: PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  let open = true;
  try {
    const value = await work(sqlOf(client, () => open));
    open = false;
    const end = await client.query("commit");
    // A failed statement whose error was swallowed turns commit into rollback, without an error.
    if (end.command !== "COMMIT")
      throw new Error("A statement had failed, so nothing was committed");
    client.release();
    return value;
  } catch (error) {
    open = false;
    const back = await client.query("rollback").catch((lost: Error) => lost);
    client.release(back instanceof Error);
    throw error;
  }
}

export function openPool(options: PoolOptions): Pool {
  const { url, max = 10, statementTimeout = 60_000, patience = 20_000 } = options;
  const connections = new Connections({
    connectionString: url,
    max,
    types: columnTypes,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 10 * 60_000,
    connectionTimeoutMillis: 30_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // An idle connection that dies is replaced at the next use; without a listener it would end us.
  connections.on("error", () => undefined);
  // Nor may one that dies while it is lent out and silent; its next statement fails, which is told.
  connections.on("connect", (client) => client.on("error", () => undefined));
  return {
    async transaction(settings, work) {
      const text = opening(settings);
      const client = await patiently(patience, () => begun(connections, text));
      return settle(client, work);
    },
    end: () => connections.end(),
  };
}

/** The kernel's port: every transaction is its tenant's before the first statement of `work`. */
export const asTenant =
  (pool: Pool): AsTenant =>
  (seal, work) => {
    if (!isUuid(seal.tenant)) throw new Error(`Not a tenant: ${seal.tenant}`);
    return pool.transaction({ "app.tenant": seal.tenant }, (sql) => work({ ...seal, sql }));
  };

/** Who knocks before a tenant is known: a signed-in user, or the holder of a write key. */
export type Bearer = { readonly user?: string; readonly keyHash?: string };

/**
 * A transaction without a tenant, in which policies may open single rows to their bearer by
 * `app.user` or `app.key_hash` (a user's memberships, a write key's tenant) and nothing else.
 */
export const asBearer = <T>(
  pool: Pool,
  bearer: Bearer,
  work: (sql: Sql) => Promise<T>,
): Promise<T> =>
  pool.transaction({ "app.user": bearer.user ?? "", "app.key_hash": bearer.keyHash ?? "" }, work);
