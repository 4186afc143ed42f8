import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type ChaosReport, runChaos } from "./run.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} wants a whole number: ${text}`);
  return value;
}

/** `chaos --kills 20 [--seed N]`: starts the real app on a folder of its own, and kills it under load. */
export async function chaos(
  args: readonly string[],
): Promise<ChaosReport & { readonly seed: number }> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
    },
  });
  const seed = whole("seed", values.seed);
  const folder = await mkdtemp(join(tmpdir(), "zhongshu-chaos-"));
  // So that root's Postgres, which is nobody, keeps its data in here.
  await chmod(folder, 0o711);
  const dataDir = join(folder, "data");
  const command = [process.execPath, MAIN, "start", "--data", dataDir, "--port", "0", "--json"];
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const kills = whole("kills", values.kills);
    return { ...(await runChaos({ command, dataDir, kills, seed, now: Date.now, say })), seed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
