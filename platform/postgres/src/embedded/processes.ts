import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

const OURS = new Set(["postgres", "initdb"]);

/**
 * What tells this life of a process id from every other: boot and start time. Null when no such process
 * lives; a zombie does not. Empty where the system will not say.
 */
export async function birthOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") return linuxBirth(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  if (process.platform === "win32") return "";
  const { stdout } = await run("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim();
}

async function linuxBirth(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  // The second field is the name in brackets and may hold anything; the third is the state.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()}/${fields[19]}`;
}

/** Postgres's processes that work in `folder`: of a data folder, the postmaster and all its children. */
export async function processesIn(folder: string): Promise<readonly number[]> {
  if (process.platform !== "linux") return [];
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      if (place !== folder) return [];
      // Somebody's shell may stand in the folder too; it is none of ours.
      const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
      return OURS.has(name.trim()) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** Is `pid` really the postmaster of `data`, or another process that was given its number? */
export async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (process.platform === "linux") return (await processesIn(data)).includes(pid);
  if ((await birthOf(pid)) === null) return false;
  const [command, args] =
    process.platform === "win32"
      ? (["tasklist", ["/FI", `PID eq ${pid}`, "/NH"]] as const)
      : (["ps", ["-o", "command=", "-p", String(pid)]] as const);
  const { stdout } = await run(command, [...args]).catch(() => ({ stdout: "" }));
  return stdout.includes("postgres");
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what was wanted.
  }
};

/** Waits until none of `pids` lives; false when `ms` were not enough. */
export async function gone(pids: readonly number[], ms: number): Promise<boolean> {
  const late = AbortSignal.timeout(ms);
  for (;;) {
    const births = await Promise.all(pids.map(birthOf));
    if (births.every((birth) => birth === null)) return true;
    if (late.aborted) return false;
    await pause(20);
  }
}

/** Ends a postmaster: asked politely, then at once, then by force. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const [name, ms] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    signal(pid, name);
    if (await gone([pid], ms)) return;
  }
  throw new Error(`Process ${pid} does not end`);
}

/** Ends by force what a killed postmaster left behind; crash recovery makes good for it. */
export async function endLeftovers(data: string): Promise<void> {
  const left = await processesIn(data);
  for (const pid of left) signal(pid, "SIGKILL");
  if (!(await gone(left, 10_000))) throw new Error(`Processes ${left.join(", ")} do not end`);
}
