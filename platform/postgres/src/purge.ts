import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import { withClient } from "./client.ts";

/** Refused to whoever is not the superuser: then the operator of that Postgres decides about its log of changes. */
async function shortenLog(client: ClientBase): Promise<boolean> {
  try {
    await client.query("alter system set wal_recycle = off");
  } catch {
    return false;
  }
  try {
    await client.query("select pg_reload_conf()");
    // The second checkpoint no longer needs what the first one closed, and what is not needed is thrown away.
    for (let round = 0; round < 2; round++) {
      await client.query("select pg_switch_wal()");
      await client.query("checkpoint");
    }
    return true;
  } finally {
    await client.query("alter system reset wal_recycle");
    await client.query("select pg_reload_conf()");
  }
}

/** What the planner remembers of a table are some of its values, and of an empty table it goes on remembering them. */
const FORGET = `
select pg_clear_attribute_stats(s.schemaname, s.tablename, s.attname, s.inherited) from pg_stats s
 where s.schemaname not like 'pg\\_%' and s.schemaname <> 'information_schema'`;

/** Only from version 18 on; before it, analysing replaces what is remembered of tables that still hold rows. */
async function forgetValues(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regproc('pg_clear_attribute_stats') is not null as there",
  );
  if (rows[0]?.there === true) await client.query(FORGET);
}

const LOOKING = `
select pid || ' ' || backend_xmin::text as who from pg_stat_activity
 where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null`;
/** What writes now ends before this number … */
const NEXT = "select pg_snapshot_xmax(pg_current_snapshot())::text as next";
/** … and while anything before it writes, in whichever database of this Postgres, a look sees as far back as that. */
const OVER = "select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 as over";
const PATIENCE = 600;
const GLANCE_MS = 100;

/**
 * Whoever began to look before now may still see what was deleted, so it is kept for them, and so it is for whoever looks
 * while something writes that began before now, also for the purge itself. Both are waited for, a minute long.
 */
async function untilNobodyLooks(client: ClientBase): Promise<void> {
  const looking = async () => (await client.query<{ who: string }>(LOOKING)).rows;
  const next = (await client.query<{ next: string }>(NEXT)).rows[0]?.next;
  const over = async () => (await client.query<{ over: boolean }>(OVER, [next])).rows[0]?.over;
  const before = new Set((await looking()).map(({ who }) => who));
  for (let glance = 0; glance < PATIENCE; glance += 1) {
    const seen = (await looking()).some(({ who }) => before.has(who));
    if (!seen && (await over()) === true) return;
    await pause(GLANCE_MS);
  }
}

/**
 * What was deleted stays in the free space of its pages until something else is written there, and in the log of
 * changes until that is over. This writes every table and index anew, without it. Each table is locked meanwhile.
 */
export const purge = (ownerUrl: string): Promise<{ readonly log: boolean }> =>
  withClient(ownerUrl, async (client) => {
    await forgetValues(client);
    await untilNobodyLooks(client);
    await client.query("vacuum (full, analyze)");
    await client.query("vacuum (full) pg_catalog.pg_statistic").catch(() => undefined);
    return { log: await shortenLog(client) };
  });
