import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openHome } from "./home.ts";
import { isPostmasterOf, processesIn } from "./processes.ts";
import { runnerHere } from "./runner.ts";

/** The live postmaster of `dataDir` and all processes of its cluster, for whoever wants to kill them. */
export async function postmasterOf(
  dataDir: string,
): Promise<{ readonly postmaster: number; readonly all: readonly number[] } | null> {
  const home = await openHome(dataDir, runnerHere());
  const text = await readFile(join(home.data, "postmaster.pid"), "utf8").catch(() => "");
  const postmaster = Number(text.split("\n")[0]);
  if (!(postmaster > 1) || !(await isPostmasterOf(postmaster, home.data))) return null;
  return { postmaster, all: await processesIn(home.data) };
}
