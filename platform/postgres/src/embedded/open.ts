import { rm, statfs } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { escapeIdentifier } from "pg";
import { withClient } from "../client.ts";
import { DatabaseRefused } from "../refused.ts";
import { inDatabase } from "../url.ts";
import { locateBinaries, prepareBinaries } from "./binaries.ts";
import { diskFull } from "./failures.ts";
import { type Home, openHome, secretOf } from "./home.ts";
import { ensureData, OWNER } from "./initdb.ts";
import { ownFolder } from "./owner-lock.ts";
import { choosePort } from "./port.ts";
import { runnerHere } from "./runner.ts";
import { clearFolder, type Launch } from "./server.ts";
import { type Supervised, supervise } from "./supervise.ts";

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** Begin with an empty database, throwing away what the folder holds. */
  readonly fresh?: boolean;
  /** False only for tests: no fsync. */
  readonly durable?: boolean;
  readonly connections?: number;
  readonly say?: (line: string) => void;
  readonly onLost?: (error: Error) => void;
};

export type Embedded = {
  readonly ownerUrl: string;
  readonly postmaster: () => number;
  stop(): Promise<void>;
  /** Stops it and throws everything away. */
  remove(): Promise<void>;
};

export const DATABASE = "zhongshu";
const LEAST_FREE = 64 * 2 ** 20;

/** A Postgres of our own in `dataDir`, which this process alone owns from now on. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const runner = runnerHere();
  const native = locateBinaries();
  const home = await openHome(options.dataDir, runner);
  await refuseFullDisk(home);
  const lock = await ownFolder(home.folder);
  try {
    await clearFolder(home);
    if (options.fresh === true) await rm(home.data, { recursive: true, force: true });
    const binaries = await prepareBinaries(native, runner, home.binaries);
    const password = await secretOf(home);
    const durable = options.durable ?? true;
    await ensureData({ home, binaries, runner, password, durable });
    const connections = options.connections ?? 50;
    const { server, port } = await begin({ home, binaries, runner, durable, connections }, options);
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    const remove = async () => {
      await server.stop();
      await rm(home.folder, { recursive: true, force: true });
    };
    const root = `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`;
    await ensureDatabase(root).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { ownerUrl: inDatabase(root, DATABASE), postmaster: server.pid, stop, remove };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Another attempt cannot help against these. */
const HOPELESS = new Set(["database.disk-full", "database.no-memory", "database.no-user"]);
const ATTEMPTS = 5;

/**
 * Starts Postgres, several times if need be: somebody took the port between our look and Postgres's, or
 * an app that was killed just before had a postmaster on its way, which shows only now.
 */
async function begin(
  launch: Omit<Launch, "port">,
  { say = () => undefined, onLost = () => undefined }: EmbeddedOptions,
): Promise<{ readonly server: Supervised; readonly port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    await clearFolder(launch.home);
    const port = await choosePort(launch.home);
    try {
      return { server: await supervise({ ...launch, port }, { say, onLost }), port };
    } catch (error) {
      const hopeless = !(error instanceof DatabaseRefused) || HOPELESS.has(error.refusal.code);
      if (hopeless || attempt === ATTEMPTS) throw error;
      say(`Postgres did not start (${error.refusal.message.en}); trying again`);
      await pause(attempt * 200);
    }
  }
}

async function refuseFullDisk(home: Home): Promise<void> {
  const disk = await statfs(home.folder);
  if (disk.bavail * disk.bsize < LEAST_FREE) throw diskFull();
}

const ensureDatabase = (root: string): Promise<void> =>
  withClient(root, async (client) => {
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${escapeIdentifier(DATABASE)}`);
  });
