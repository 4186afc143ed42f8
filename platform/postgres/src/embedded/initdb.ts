import { spawn } from "node:child_process";
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refused } from "../refused.ts";
import { MAJOR } from "./binaries.ts";
import { failureOf } from "./failures.ts";
import type { Home } from "./home.ts";
import { endLeftovers } from "./processes.ts";
import { exists, type Runner } from "./runner.ts";

export const OWNER = "zhongshu";

// libc's C.UTF-8: with no locale, or with the builtin provider, pg_trgm finds nothing in Chinese.
const LOCALE: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "en_US.UTF-8",
  win32: "en-US",
};

// Nobody is ever trusted, and nobody comes from outside this machine.
const HBA = `host all all 127.0.0.1/32 scram-sha-256\n`;

export type Making = {
  readonly home: Home;
  readonly binaries: string;
  readonly runner: Runner;
  readonly password: string;
  readonly durable: boolean;
};

/** Makes the data folder unless it is there. It appears whole or not at all, wherever we are killed. */
export async function ensureData(making: Making): Promise<void> {
  const { home } = making;
  await clearUnfinished(home);
  if (await exists(home.data)) return checkVersion(home.data);
  const folder = join(home.folder, `making-data-${process.pid}`);
  await mkdir(folder, { mode: 0o700 });
  const word = join(home.folder, `making-password-${process.pid}`);
  await writeFile(word, making.password, { mode: 0o600, flag: "wx" });
  if (making.runner !== null) {
    await chown(folder, making.runner.uid, making.runner.gid);
    await chown(word, making.runner.uid, making.runner.gid);
  }
  await initdb(making, folder, word);
  await rm(word);
  await writeFile(join(folder, "pg_hba.conf"), HBA);
  await rename(folder, home.data);
  await syncFolder(home.folder);
}

/** Throws away what a start that was killed had begun; its initdb may still be at work. */
async function clearUnfinished(home: Home): Promise<void> {
  await endLeftovers(home.folder);
  for (const name of (await readdir(home.folder)).filter((entry) => entry.startsWith("making-"))) {
    await endLeftovers(join(home.folder, name));
    await rm(join(home.folder, name), { recursive: true, force: true });
  }
}

async function checkVersion(data: string): Promise<void> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "");
  if (version.trim() === MAJOR) return;
  throw version === ""
    ? refused("not-a-database", [
        `${data} 里不是完整的 Postgres 数据。`,
        `${data} does not hold a whole Postgres database.`,
        "请从备份恢复，或用 --data 指定另一个目录；若不需要旧数据，可用 --fresh 重新开始。",
        "Restore a backup, or name another folder with --data; if the data is not needed, start with --fresh.",
      ])
    : refused("other-major", [
        `数据目录由 Postgres ${version.trim()} 建立，而内置版本是 ${MAJOR}。`,
        `The data folder was made by Postgres ${version.trim()}; the built-in one is ${MAJOR}.`,
        "请用旧版程序执行 backup，再用新版执行 restore。",
        "Run backup with the old version of the program, then restore with this one.",
      ]);
}

function initdb(making: Making, folder: string, word: string): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${OWNER}`,
    `--pwfile=${word}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=libc",
    `--locale=${LOCALE[process.platform] ?? "C.UTF-8"}`,
    ...(making.durable ? [] : ["--no-sync"]),
  ];
  const child = spawn(join(making.binaries, "bin", "initdb"), args, {
    ...(making.runner ?? {}),
    cwd: making.home.folder,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const said: string[] = [];
  child.stdout.on("data", (chunk) => said.push(String(chunk)));
  child.stderr.on("data", (chunk) => said.push(String(chunk)));
  return new Promise((done, fail) => {
    child.once("error", (error) => fail(failureOf("initdb", error.message)));
    child.once("close", (code) => (code === 0 ? done() : fail(failureOf("initdb", said.join("")))));
  });
}

/** Nothing of ours leaks into Postgres: neither a key in the environment nor a PG… variable. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH = "", SystemRoot = "" } = process.env;
  const locale = LOCALE[process.platform] ?? "C.UTF-8";
  return { PATH, LC_ALL: locale, TZ: "UTC", ...(SystemRoot === "" ? {} : { SystemRoot }) };
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}
