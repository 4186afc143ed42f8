import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const Ready = z.object({ ready: z.literal(true), url: z.string() });

/** The product as a person starts it, in a process of its own. */
export type App = {
  /** Where it says it can be reached; rejects when it ends before. */
  ready(): Promise<string>;
  /** All that it wrote to stderr. */
  said(): string;
  ended(): Promise<number | null>;
  stop(): Promise<void>;
};

async function readyOf(child: ChildProcess, said: () => string): Promise<string> {
  if (child.stdout === null) throw new Error("The app has no output");
  for await (const line of createInterface(child.stdout)) {
    const ready = line.startsWith("{") ? Ready.safeParse(JSON.parse(line)) : null;
    if (ready?.success) return ready.data.url;
  }
  throw new Error(`The app ended before it was ready:\n${said()}`);
}

export function startApp(args: readonly string[], env: Readonly<Record<string, string>> = {}): App {
  const child = spawn(process.execPath, ["apps/cli/src/main.ts", "start", "--json", ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, ZHONGSHU_URL: undefined, ...env },
  });
  const chunks: string[] = [];
  child.stderr.on("data", (chunk) => chunks.push(String(chunk)));
  const exit = once(child, "close");
  const said = (): string => chunks.join("");
  return {
    ready: () => readyOf(child, said),
    said,
    ended: async () => {
      await exit;
      return child.exitCode;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exit;
    },
  };
}
