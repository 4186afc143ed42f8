import { lstat, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** As whom Postgres runs: it refuses to be root, so then as nobody; else as ourselves (null). */
export type Runner = { readonly uid: number; readonly gid: number } | null;

const NOBODY = 65534;

export const runnerHere = (): Runner =>
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;

/** The uid that must own what Postgres writes; null where the system has none (Windows). */
export const ownerOf = (runner: Runner): number | null => {
  if (runner !== null) return runner.uid;
  return process.getuid === undefined ? null : process.getuid();
};

/** May `runner` pass every folder above `path` and read it? We ourselves may, or find out soon. */
export async function reachable(path: string, runner: Runner): Promise<boolean> {
  if (runner === null) return true;
  const here = await stat(path);
  const bit = here.uid === runner.uid ? 0o100 : here.gid === runner.gid ? 0o010 : 0o001;
  if ((here.mode & bit) === 0) return false;
  const above = dirname(path);
  return above === path || reachable(above, runner);
}

export const exists = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => null)) !== null;
