import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { scratchFolder } from "@zhongshu/postgres";
import { whole } from "../figures.ts";
import { type EraseReport, runErase } from "./erase.ts";
import { type Report, runSends } from "./execution/run.ts";
import { type ChaosReport, runChaos } from "./run.ts";
import { runUndo, type UndoReport } from "./undo.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

const UNDONE_ROWS = 50_000;
/** So many for each kill that every kill finds somebody who waits. */
const PERSONS_A_KILL = 6;

type During = { readonly kills: number; readonly seed: number; readonly dataDir: string };
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

const DURING = {
  /** Events come in over HTTP. */
  intake: ({ dataDir, ...how }: During): Promise<ChaosReport> => {
    const command = [process.execPath, MAIN, "start", "--data", dataDir, "--port", "0", "--json"];
    return runChaos({ ...how, command, dataDir, now: Date.now, say });
  },
  /** Messages go out under a frequency cap. */
  execution: (how: During): Promise<Report> => runSends({ ...how, say }),
  /** An imported file is taken back. */
  undo: (how: During): Promise<UndoReport> => runUndo({ ...how, rows: UNDONE_ROWS, say }),
  /** Persons are erased. */
  erase: (how: During): Promise<EraseReport> =>
    runErase({ ...how, persons: 30 + PERSONS_A_KILL * how.kills, say }),
};

const isKnown = (name: string): name is keyof typeof DURING => Object.hasOwn(DURING, name);

/**
 * `chaos --kills 20 [--during intake|execution|undo|erase] [--seed N]`: starts the real app on a folder of its own, and kills it,
 * its database or both while it works.
 */
export async function chaos(
  args: readonly string[],
): Promise<(ChaosReport | Report | UndoReport | EraseReport) & { readonly seed: number }> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      during: { type: "string", default: "intake" },
    },
  });
  if (!isKnown(values.during))
    throw new Error(`--during: ${Object.keys(DURING).join(" | ")}, not ${values.during}`);
  const seed = whole("seed", values.seed);
  const folder = await scratchFolder("chaos");
  try {
    const how = { kills: whole("kills", values.kills), seed, dataDir: join(folder, "data") };
    return { ...(await DURING[values.during](how)), seed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
