import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const Ready = z.object({ ready: z.literal(true), url: z.string() });

type Started = { readonly pid: number; readonly seconds: number; stop(): Promise<void> };

/** Starts the product as a user does, and waits until it says it is ready and answers. */
async function start(data: string): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, "start", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const said = parsed(line);
    if (said === null) continue;
    const answer = await fetch(new URL("/readyz", said.url));
    if (!answer.ok) throw new Error(`It says it is ready, but answers ${answer.status}`);
    const seconds = (performance.now() - began) / 1_000;
    return {
      pid: child.pid ?? 0,
      seconds,
      stop: async () => {
        child.kill("SIGTERM");
        await gone;
      },
    };
  }
  throw new Error("The product ended before it was ready");
}

function parsed(line: string): z.infer<typeof Ready> | null {
  if (!line.startsWith("{")) return null;
  const said = Ready.safeParse(JSON.parse(line));
  return said.success ? said.data : null;
}

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
  const data = await mkdtemp(join(tmpdir(), "zhongshu-start-"));
  try {
    process.stderr.write("first start, with the demo's data …\n");
    const cold = await start(data);
    await cold.stop();
    process.stderr.write(`cold: ${cold.seconds.toFixed(1)} s; warm start …\n`);
    const warm = await start(data);
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
