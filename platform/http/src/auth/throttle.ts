import type { Pool, PoolClient } from "pg";

/** At most `times` within `periodMs`, evenly refilled; `key` says of whom. */
export type Limit = { readonly key: string; readonly times: number; readonly periodMs: number };

export type Throttle = {
  migrate(): Promise<void>;
  /** Takes one from every limit, or none when any is used up: then says how long to wait, in ms. */
  take(limits: readonly Limit[], now: number): Promise<number>;
  /** Gives one back: it turned out to be in order. */
  giveBack(limits: readonly Limit[]): Promise<void>;
};

/**
 * The generic cell rate algorithm: one number per key, the time at which it would be idle again. Each use moves it
 * by period / times, and a use that would move it further than one period ahead is refused. It is a row, so it
 * survives restarts and counts for all processes.
 */
const TAKE = `
  insert into auth.throttle as t (key, idle_at) values ($1, $2::float8 + $3::float8)
  on conflict (key) do update set idle_at = greatest(t.idle_at, $2::float8) + $3::float8
    where greatest(t.idle_at, $2::float8) + $3::float8 <= $2::float8 + $4::float8
  returning idle_at`;

const WAIT =
  "select idle_at + $3::float8 - $4::float8 - $2::float8 as wait from auth.throttle where key = $1";

type Waiting = { readonly wait: number };

async function takeOne(client: PoolClient, limit: Limit, now: number): Promise<number> {
  const values = [limit.key, now, limit.periodMs / limit.times, limit.periodMs];
  const taken = await client.query(TAKE, values);
  if (taken.rowCount === 1) return 0;
  const { rows } = await client.query<Waiting>(WAIT, values);
  return Math.max(1, Math.ceil(rows[0]?.wait ?? 1));
}

async function takeAll(client: PoolClient, limits: readonly Limit[], now: number): Promise<number> {
  // In one order everywhere, so that two requests cannot wait for each other.
  for (const limit of limits.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const wait = await takeOne(client, limit, now);
    if (wait > 0) return wait;
  }
  return 0;
}

async function transaction(
  pool: Pool,
  work: (client: PoolClient) => Promise<number>,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const wait = await work(client);
    await client.query(wait === 0 ? "commit" : "rollback");
    client.release();
    return wait;
  } catch (problem) {
    client.release(true);
    throw problem;
  }
}

export const createThrottle = (pool: Pool): Throttle => ({
  migrate: async () => {
    await pool.query(
      "create table if not exists auth.throttle (key text primary key, idle_at float8 not null)",
    );
    await pool.query("create index if not exists throttle_idle on auth.throttle (idle_at)");
  },
  take: async (limits, now) => {
    await pool.query("delete from auth.throttle where idle_at < $1", [now]);
    return transaction(pool, (client) => takeAll(client, limits, now));
  },
  giveBack: async (limits) => {
    for (const { key, times, periodMs } of limits)
      await pool.query("update auth.throttle set idle_at = idle_at - $2::float8 where key = $1", [
        key,
        periodMs / times,
      ]);
  },
});
