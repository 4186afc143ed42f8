import { readFile, rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { scratchFolder } from "@zhongshu/postgres";
import { startProduct } from "./product.ts";

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);

/**
 * Memory of a process and of all its descendants, in bytes. Pages that several share (the database's buffers)
 * are counted once per user of them divided by the number of users (PSS) where the kernel tells it.
 */
async function memoryOf(pid: number): Promise<{ readonly rss: number; readonly pss: number }> {
  const read = (file: string): Promise<string> => readFile(`/proc/${file}`, "utf8").catch(() => "");
  const children = (await read(`${pid}/task/${pid}/children`))
    .split(" ")
    .filter(Boolean)
    .map(Number);
  const status = await read(`${pid}/status`);
  const rollup = await read(`${pid}/smaps_rollup`);
  let rss = field(status, "VmRSS") * 1024;
  let pss = field(rollup, "Pss") * 1024;
  for (const child of children) {
    const theirs = await memoryOf(child);
    rss += theirs.rss;
    pss += theirs.pss;
  }
  return { rss, pss };
}

/**
 * A warm start with the demo's data: seconds from the command to the first good answer, and the memory of app
 * and database together a few seconds later. `rss_mb` adds up resident pages, so shared ones count more than once.
 */
export async function startBench(): Promise<object> {
  const data = await scratchFolder("start");
  try {
    process.stderr.write("first start, with the demo's data …\n");
    const cold = await startProduct(data);
    await cold.stop();
    process.stderr.write(`cold: ${cold.seconds.toFixed(1)} s; warm start …\n`);
    const warm = await startProduct(data);
    await pause(3_000);
    const { rss, pss } = await memoryOf(warm.pid);
    await warm.stop();
    const mb = (bytes: number): number => Math.round(bytes / 2 ** 20);
    return {
      ready_s: Number(warm.seconds.toFixed(2)),
      rss_mb: mb(rss),
      pss_mb: mb(pss),
      cold_s: Number(cold.seconds.toFixed(2)),
    };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
