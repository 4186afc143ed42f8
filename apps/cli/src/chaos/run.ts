import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "@zhongshu/numerics";
import { openPostgres } from "@zhongshu/postgres";
import { type App, START_MS, startApp } from "./app.ts";
import { choose, strike } from "./havoc.ts";
import { type Load, startLoad } from "./load.ts";
import { tally } from "./tally.ts";

export type ChaosOptions = {
  readonly command: readonly string[];
  readonly dataDir: string;
  readonly kills: number;
  readonly seed: number;
  readonly now: () => number;
  readonly say: (line: string) => void;
};

export type ChaosReport = {
  readonly kills: number;
  readonly acked: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly failed_starts: number;
};

const TRIES = 3;

/** Kills under load, then counts: what was acknowledged must be there exactly once. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const random = seeded(options.seed);
  const scene = { app: await mustStart(options.command), failed: 0 };
  const target = () => (scene.app.alive() ? scene.app : null);
  const load = startLoad(target, { now: options.now, random: seeded(options.seed + 1) });
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      await pause(200 + random() * 1_500);
      const victims = choose(random);
      await strike(victims, scene.app, options.dataDir);
      const before = load.acked.size;
      if (!(await recovered(scene, load, options.command))) scene.failed += 1;
      const progress = `${load.acked.size} acknowledged, ${load.acked.size - before} since`;
      options.say(`kill ${kill} of ${options.kills}: ${victims}; ${progress}`);
    }
  } finally {
    await load.stop();
    await scene.app.end("SIGTERM");
  }
  return count(options, load, scene.failed);
}

async function count(
  { dataDir, kills }: ChaosOptions,
  { acked }: Load,
  failed: number,
): Promise<ChaosReport> {
  const postgres = await openPostgres({ dataDir });
  try {
    const found = await tally(postgres.ownerUrl, acked);
    return { kills, acked: acked.size, ...found, failed_starts: failed };
  } finally {
    await postgres.remove();
  }
}

async function mustStart(command: readonly string[]): Promise<App> {
  const app = await startApp(command);
  if (app === null) throw new Error("The app does not start, before anything was killed");
  return app;
}

/** Is the app acknowledging again, by itself or after one start? False when that took more. */
async function recovered(
  scene: { app: App },
  load: Load,
  command: readonly string[],
): Promise<boolean> {
  const down = !scene.app.alive();
  if (!down && (await acknowledging(scene.app, load))) return true;
  await scene.app.end("SIGKILL");
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const app = await startApp(command);
    if (app === null) continue;
    scene.app = app;
    if (await acknowledging(app, load)) return down && attempt === 1;
    await app.end("SIGKILL");
  }
  throw new Error(`The app does not come back, in ${TRIES} starts`);
}

async function acknowledging(app: App, load: Load): Promise<boolean> {
  const before = load.acked.size;
  const late = AbortSignal.timeout(START_MS);
  while (app.alive() && !late.aborted) {
    if (load.acked.size > before) return true;
    await pause(20);
  }
  return false;
}
