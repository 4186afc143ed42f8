import { postmasterOf } from "@zhongshu/postgres";
import type { App } from "./app.ts";

const VICTIMS = [
  "app",
  "database",
  "cluster",
  "app database",
  "database app",
  "app cluster",
] as const;
export type Victims = (typeof VICTIMS)[number];

export const choose = (random: () => number): Victims =>
  VICTIMS[Math.floor(random() * VICTIMS.length)] ?? "app";

const kill = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone before us.
  }
};

/** Kills with -9: the app, the postmaster, or the postmaster with all its children; in the order named. */
export async function strike(
  victims: Victims,
  app: Pick<App, "end">,
  dataDir: string,
): Promise<void> {
  for (const victim of victims.split(" ")) {
    if (victim === "app") {
      await app.end("SIGKILL");
      continue;
    }
    const cluster = await postmasterOf(dataDir);
    if (cluster === null) continue;
    for (const pid of victim === "database" ? [cluster.postmaster] : cluster.all) kill(pid);
  }
}
