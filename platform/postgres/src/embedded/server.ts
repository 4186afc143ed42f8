import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { failureOf } from "./failures.ts";
import type { Home } from "./home.ts";
import { environment } from "./initdb.ts";
import { birthOf, endLeftovers, endPostmaster, gone, isPostmasterOf } from "./processes.ts";
import type { Runner } from "./runner.ts";

export type Launch = {
  readonly home: Home;
  readonly binaries: string;
  readonly runner: Runner;
  readonly port: number;
  readonly durable: boolean;
  readonly connections: number;
};

/** A running postmaster that is our child. */
export type Server = {
  readonly pid: number;
  /** Resolves when it ends, however it ends. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

const LOG_LIMIT = 10 * 2 ** 20;
const READY_MS = 120_000;

// Small, because app and database share one modest machine; durability stays at Postgres's default.
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  shared_buffers: "96MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "1GB",
  wal_compression: "on",
  io_method: "sync",
  jit: "off",
  huge_pages: "off",
  max_worker_processes: "4",
  max_wal_senders: "0",
  wal_level: "minimal",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  log_checkpoints: "off",
  // Details tell the key of a row, which may name somebody.
  log_error_verbosity: "terse",
  // Filled in at once, a table must not be planned for as empty until a minute is over.
  autovacuum_naptime: "10s",
} as const;

const NOT_DURABLE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } as const;

const settings = (launch: Launch): readonly string[] =>
  Object.entries({
    ...SETTINGS,
    ...(launch.durable ? {} : NOT_DURABLE),
    port: String(launch.port),
    max_connections: String(launch.connections),
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

const pidFile = (home: Home) => join(home.data, "postmaster.pid");

async function pidLines(home: Home): Promise<readonly string[]> {
  return (await readFile(pidFile(home), "utf8").catch(() => "")).split("\n");
}

/** Leaves the data folder free: no postmaster, none of its children, no pid file that would mislead. */
export async function clearFolder(home: Home): Promise<void> {
  const pid = Number((await pidLines(home))[0]);
  if (Number.isInteger(pid) && pid > 1) {
    if (await isPostmasterOf(pid, home.data)) await endPostmaster(pid);
    // The file of a dead process is Postgres's to judge, which looks at the shared memory too. One whose
    // number lives on in another process would stop it, though.
    else if ((await birthOf(pid)) !== null) await rm(pidFile(home), { force: true });
  }
  await endLeftovers(home.data);
}

/** Starts Postgres and waits until it takes connections, recovery after a crash included. */
export async function launch(options: Launch): Promise<Server> {
  const { home } = options;
  const large = await stat(home.log).then(
    (found) => found.size > LOG_LIMIT,
    () => false,
  );
  const log = await open(home.log, large ? "w" : "a", 0o600);
  const from = (await log.stat()).size;
  const child = spawn(
    join(options.binaries, "bin", "postgres"),
    ["-D", home.data, ...settings(options)],
    {
      ...(options.runner ?? {}),
      cwd: home.data,
      env: environment(),
      // A group of its own: Ctrl-C is for us, and we stop Postgres when we are done with it.
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      windowsHide: true,
    },
  );
  const ended = new Promise<void>((done) => {
    child.once("error", () => done());
    child.once("exit", () => done());
  });
  await log.close();
  await ready(options, child, from);
  const pid = child.pid ?? 0;
  return { pid, ended, stop: () => stop(child, ended) };
}

async function ready({ home }: Launch, child: ChildProcess, from: number): Promise<void> {
  const died: { error?: Error } = {};
  child.once("error", (error) => {
    died.error = error;
  });
  const late = AbortSignal.timeout(READY_MS);
  while (!late.aborted) {
    const lines = await pidLines(home);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return;
    if (died.error !== undefined) throw failureOf("postgres", died.error.message);
    if (child.exitCode !== null || child.signalCode !== null) {
      const log = await readFile(home.log);
      throw failureOf("postgres", log.subarray(from).toString("utf8"));
    }
    await pause(15);
  }
  child.kill("SIGKILL");
  throw failureOf("postgres", "not ready after two minutes");
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await endPostmaster(child.pid);
  await ended;
  await gone([child.pid], 1_000);
}
