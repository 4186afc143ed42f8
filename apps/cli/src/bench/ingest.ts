import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { scratchFolder } from "@zhongshu/postgres";
import { z } from "zod";
import { rounded } from "../figures.ts";
import { closedLoop, openLoop } from "./ingest/load.ts";

// So many requests under way fill the two lanes with batches of about a thousand.
const SOCKETS = 64;
const ROUND_S = 6;

const Bare = z.object({ perSecond: z.number() });
const Ready = z.object({ url: z.string(), key: z.string() });

async function heard(server: ChildProcess): Promise<unknown> {
  const gone = once(server, "exit").then(() => {
    throw new Error("The server of the bench ended early");
  });
  const [message] = await Promise.race([once(server, "message"), gone]);
  return message;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

async function measure(server: ChildProcess) {
  const target = Ready.parse(await heard(server));
  const bare = async (): Promise<number> => {
    server.send("bare");
    return Bare.parse(await heard(server)).perSecond;
  };
  // Warm both ways, then in turns: tables that grow and a machine that wavers touch both alike.
  await closedLoop(target, SOCKETS, 3);
  await bare();
  const http: number[] = [];
  const sql: number[] = [];
  for (let round = 0; round < 3; round++) {
    http.push(await closedLoop(target, SOCKETS, ROUND_S));
    sql.push(await bare());
  }
  const events = middle(http);
  const bareSql = middle(sql);
  const latency = await openLoop(target, events / 2, 10);
  return {
    events_per_s: Math.round(events),
    bare_sql_per_s: Math.round(bareSql),
    ratio: rounded(events / bareSql, 3),
    p50_ms: rounded(quantile(latency, 0.5), 1),
    p99_ms: rounded(quantile(latency, 0.99), 1),
  };
}

/** HTTP intake in one process, load from this one; beside it the same transaction without HTTP. */
export async function ingest(_args: readonly string[]): Promise<object> {
  const folder = await scratchFolder("bench");
  const server = fork(new URL("./ingest/server.ts", import.meta.url), [join(folder, "data")]);
  try {
    return await measure(server);
  } finally {
    if (server.exitCode === null) {
      server.send("stop");
      await once(server, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  }
}
