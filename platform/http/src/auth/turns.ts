import type { Pool } from "pg";

/** One at a time, over all processes: `work` runs while nobody else's does. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

async function locked<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const turn = await pool.connect();
  try {
    await turn.query("select pg_advisory_lock(hashtext($1))", [name]);
    return await work();
  } finally {
    // The lock ends with its connection, whatever happened.
    turn.release(true);
  }
}

export function createTurns(pool: Pool, name: string): TakeTurn {
  // Within the process they queue here: each waiting for the lock would hold a connection that the first needs.
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => locked(pool, name, work));
    last = mine.catch(() => undefined);
    return mine;
  };
}
