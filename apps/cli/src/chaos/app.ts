import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Without its demo it has no key to tell. */
const Ready = z.object({
  ...{ ready: z.literal(true), url: z.string(), serverKey: z.string().default("") },
});

/** The product as another process, which can be killed. */
export type App = {
  readonly url: string;
  readonly key: string;
  readonly alive: () => boolean;
  /** kill -9, or the polite way. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
};

export const START_MS = 60_000;
const END_MS = 60_000;

async function firstReady(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  if (child.stdout === null) throw new Error("The app has no stdout");
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith("{")) continue;
    const said = Ready.safeParse(JSON.parse(line));
    if (said.success) return said.data;
  }
  throw new Error("The app ended before it was ready");
}

const alive = (child: ChildProcess): boolean =>
  child.exitCode === null && child.signalCode === null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!alive(child)) return;
  const ended = once(child, "exit");
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), END_MS);
  await ended;
  clearTimeout(late);
}

/** Starts it and waits until it says that it is ready; null when it does not come up in time. */
export async function startApp(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<App | null> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    ...{ stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } },
  });
  const late = setTimeout(() => child.kill("SIGKILL"), START_MS);
  const said = await firstReady(child).catch(() => null);
  clearTimeout(late);
  if (said === null) {
    await end(child, "SIGKILL");
    return null;
  }
  // Read on, or the app would stand still when the pipe is full.
  child.stdout?.resume();
  return {
    url: said.url,
    key: said.serverKey,
    alive: () => alive(child),
    end: (signal) => end(child, signal),
  };
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
/** Nobody signs in here. */
const NOWHERE = "http://127.0.0.1:9/";

/** The product itself on this folder, without its demo. */
export async function startProduct(dataDir: string): Promise<App> {
  const words = ["start", "--no-demo", "--data", dataDir, "--port", "0", "--json"];
  const app = await startApp([process.execPath, MAIN, ...words], { SMS_WEBHOOK_URL: NOWHERE });
  if (app === null) throw new Error("The app does not start");
  return app;
}
