import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ImportRun } from "@zhongshu/ledger/contract";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const LOOK_MS = 250;

export type Importing = { readonly data: string; readonly file: string };
export type Ended = {
  /** Null when it was killed. */
  readonly run: ImportRun | null;
  /** Resident memory in MB: the most, and the most within the first quarter of the rows. */
  readonly peak: number;
  readonly early: number;
  readonly died: boolean;
};

/** Resident memory of another process in MB; 0 where the system does not tell. */
async function resident(child: ChildProcess): Promise<number> {
  const told = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(told)?.[1] ?? 0) / 1024);
}

/** The product's own command in a process of its own, killed when it has told of so many rows; null lets it end. */
export async function importOnce(
  { data, file }: Importing,
  { rows, killAt }: { readonly rows: number; readonly killAt: number | null },
): Promise<Ended> {
  const words = ["import", "orders", file, "--org", "测量", "--shop", "测量", "--json"];
  const child = spawn(process.execPath, [MAIN, ...words, "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let [seen, peak, early] = [0, 0, 0];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    seen = Math.max(seen, Number(/(\d+) 行\s*$/.exec(text)?.[1] ?? 0));
    process.stderr.write(text);
    if (killAt !== null && seen >= killAt) child.kill("SIGKILL");
  });
  const look = setInterval(async () => {
    const now = await resident(child);
    peak = Math.max(peak, now);
    if (seen <= rows / 4) early = Math.max(early, now);
  }, LOOK_MS);
  const [code, signal] = await once(child, "close");
  clearInterval(look);
  const died = signal === "SIGKILL";
  if (!died && code !== 0) throw new Error(`The import ended with ${code}: ${out}`);
  return { run: died ? null : ImportRun.parse(JSON.parse(out)), peak, early, died };
}
