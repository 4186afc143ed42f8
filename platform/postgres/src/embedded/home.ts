import { createHash, randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  stat,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { refused } from "../refused.ts";
import { exists, ownerOf, type Runner, reachable } from "./runner.ts";

/** Where root keeps what its unprivileged Postgres must reach, when the chosen folder is closed to it. */
const ROOTS_PLACE = "/var/lib/zhongshu";

/** The places of one embedded Postgres. */
export type Home = {
  readonly folder: string;
  readonly data: string;
  readonly secret: string;
  readonly port: string;
  readonly log: string;
  /** For copies of the binaries. */
  readonly binaries: string;
};

const foreign = (path: string, uid: number) =>
  refused("wrong-owner", [
    `数据目录 ${path} 属于另一个系统用户（uid ${uid}）。`,
    `The data folder ${path} belongs to another system user (uid ${uid}).`,
    "请用该用户启动，或用 --data 指定另一个目录。",
    "Start as that user, or name another folder with --data.",
  ]);

const closed = (path: string, cause: unknown) =>
  refused(
    "folder-closed",
    [
      `无法在 ${path} 建立数据目录。`,
      `The data folder cannot be made at ${path}.`,
      "请检查上级目录的写权限和磁盘空间，或用 --data 指定另一个目录。",
      "Check the permissions and the disk above it, or name another folder with --data.",
    ],
    cause,
  );

/** Like `recursive`, which never ends where a folder is there and yet takes none (/proc). */
async function makeAll(path: string, mode: number): Promise<void> {
  if (await exists(path)) {
    if (!(await stat(path)).isDirectory()) throw new Error(`${path} is no folder`);
    return;
  }
  await makeAll(dirname(path), mode);
  await mkdir(path, { mode }).catch((error: NodeJS.ErrnoException) => {
    // Another start made it meanwhile.
    if (error.code !== "EEXIST") throw error;
  });
}

async function makeFolder(path: string, mode: number): Promise<void> {
  await makeAll(path, mode).catch((cause: unknown) => {
    throw closed(path, cause);
  });
}

/**
 * The folder for Postgres: in `dataDir`, or elsewhere when root chose one that nobody else may enter. What
 * was chosen once stays chosen, for otherwise a chmod would show an empty database in place of the full one.
 */
async function folderFor(dataDir: string, runner: Runner): Promise<string> {
  const wanted = resolve(dataDir);
  await makeFolder(wanted, runner === null ? 0o700 : 0o711);
  const real = await realpath(wanted);
  const inside = join(real, "postgres");
  if (runner === null || (await exists(inside))) return inside;
  const name = createHash("sha256").update(real).digest("hex").slice(0, 24);
  const outside = join(ROOTS_PLACE, name);
  if (!(await exists(outside)) && (await reachable(real, runner))) return inside;
  await makeFolder(ROOTS_PLACE, 0o711);
  return outside;
}

export async function openHome(dataDir: string, runner: Runner): Promise<Home> {
  const folder = await folderFor(dataDir, runner);
  await makeFolder(folder, 0o700);
  const found = await lstat(folder);
  const us = process.getuid?.() ?? null;
  if (!found.isDirectory() || (us !== null && found.uid !== us)) throw foreign(folder, found.uid);
  // Root keeps the folder and lets its Postgres pass through, no more.
  if (runner !== null) await chown(folder, 0, runner.gid);
  await chmod(folder, runner === null ? 0o700 : 0o710);
  const data = join(folder, "data");
  const owned = await lstat(data).catch(() => null);
  const owner = ownerOf(runner);
  if (owned !== null && owner !== null && owned.uid !== owner) throw foreign(data, owned.uid);
  return {
    folder,
    data,
    secret: join(folder, "secret"),
    port: join(folder, "port"),
    log: join(folder, "postgres.log"),
    binaries: runner === null ? folder : join(ROOTS_PLACE, "binaries"),
  };
}

/** Writes a small file so that after a crash it is there whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const making = `${path}.making`;
  const file = await open(making, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(making, path);
}

/** The owner's password: made once, kept where only we can read it. */
export async function secretOf(home: Home): Promise<string> {
  const known = await readFile(home.secret, "utf8").catch(() => "");
  if (known !== "") return known;
  if (await exists(home.data)) {
    throw refused("secret-lost", [
      `数据库还在，但它的密钥文件 ${home.secret} 不见了。`,
      `The database is there, but its secret ${home.secret} is gone.`,
      "请从备份中找回该文件；若不需要旧数据，可用 --fresh 重新开始。",
      "Bring the file back from your backup; if the data is not needed, start with --fresh.",
    ]);
  }
  const made = randomBytes(32).toString("hex");
  await writeWhole(home.secret, made);
  return made;
}
