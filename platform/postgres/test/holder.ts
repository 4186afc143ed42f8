import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Said = z.union([
  z.object({ ownerUrl: z.string(), appUrl: z.string(), postmaster: z.int() }),
  z.object({ refused: z.string(), next: z.object({ zh: z.string(), en: z.string() }) }),
]);

const SCRIPT = fileURLToPath(new URL("fixture/hold.ts", import.meta.url));

/** Another process that opens Postgres in `dataDir`; `uid` lets root try it as somebody else. */
export function hold(dataDir: string, uid?: number, sync = "quick"): ChildProcess {
  return spawn(process.execPath, [SCRIPT, dataDir, sync], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

/** The first line it says. */
export async function heard(child: ChildProcess): Promise<z.infer<typeof Said>> {
  if (child.stdout === null) throw new Error("Nothing to hear");
  for await (const line of createInterface(child.stdout)) return Said.parse(JSON.parse(line));
  throw new Error("It ended without a word");
}

export async function running(child: ChildProcess) {
  const said = await heard(child);
  if ("refused" in said) throw new Error(`Refused: ${said.refused}`);
  return said;
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

export async function freshFolder(uid?: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zhongshu-hold-"));
  // mkdtemp makes 0700, which a Postgres that may not be root could not pass.
  if (process.getuid?.() === 0) await chown(folder, uid ?? 65_534, uid ?? 65_534);
  return folder;
}
