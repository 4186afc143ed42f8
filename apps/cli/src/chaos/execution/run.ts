import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "@zhongshu/numerics";
import { openPool, openPostgres } from "@zhongshu/postgres";
import { choose, strike } from "../havoc.ts";
import { type House, openHouse } from "./house-door.ts";
import { type Cap, type Tally, type Tap, tallySends } from "./tally.ts";

export type Options = {
  readonly dataDir: string;
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};
export type Report = { readonly kills: number } & Tally;

const PEOPLE = 15_000;
const CAP: Cap = { most: 2, days: 7 };
const STARTS = 3;
const TAPPERS = 2;
const PAIRS = 2;

type Scene = {
  house: House;
  running: boolean;
  /** Taps that were made, and those that were answered; whoever was not to be written to began nothing. */
  taps: number;
  answered: number;
  readonly acked: Tap[];
};

async function start({ dataDir }: Options): Promise<House> {
  for (let attempt = 1; attempt <= STARTS; attempt += 1) {
    const house = await openHouse([dataDir, ...[PEOPLE, CAP.most, CAP.days].map(String)]);
    if (house !== null) return house;
  }
  throw new Error(`The product does not come up, in ${STARTS} starts`);
}

/** One tap until it is acknowledged, as a phone would: by the same key, whoever has died meanwhile. */
async function insist(scene: Scene, wanted: { key: string; from: number; to: number }) {
  for (;;) {
    const said = await scene.house.ask({ ask: "tap", ...wanted }, (answer) =>
      "key" in answer && answer.key === wanted.key ? answer : null,
    );
    if (said === null || said.failed) {
      await pause(100);
      continue;
    }
    scene.answered += 1;
    const people = wanted.to - wanted.from;
    if (said.execution !== null) scene.acked.push({ ...wanted, execution: said.execution, people });
    return;
  }
}

/** Two taps at a time to the same persons, so that the cap is contested. */
async function tapping(scene: Scene, random: () => number): Promise<void> {
  while (scene.running) {
    const from = Math.floor(random() * PEOPLE);
    const to = Math.min(PEOPLE, from + 50 + Math.floor(random() * 350));
    const keys = Array.from({ length: TAPPERS }, () => `tap-${++scene.taps}`);
    await Promise.all(keys.map((key) => insist(scene, { key, from, to })));
    await pause(50 + random() * 300);
  }
}

async function finished(scene: Scene, options: Options): Promise<void> {
  for (;;) {
    const left = await scene.house.ask({ ask: "left" }, (said) =>
      "left" in said ? said.left : null,
    );
    if (left === 0) return;
    if (left === null && !scene.house.alive()) scene.house = await start(options);
    await pause(200);
  }
}

async function count(scene: Scene, { dataDir }: Options): Promise<Tally> {
  const postgres = await openPostgres({ dataDir });
  const pool = openPool({ url: postgres.ownerUrl, max: 1, statementTimeout: 600_000 });
  try {
    return await pool.transaction({}, (sql) => tallySends(sql, scene.acked, CAP));
  } finally {
    await pool.end();
    await postgres.remove();
  }
}

async function havoc(scene: Scene, options: Options): Promise<void> {
  const random = seeded(options.seed);
  for (let kill = 1; kill <= options.kills; kill += 1) {
    await pause(300 + random() * 2_000);
    const victims = choose(random);
    await strike(victims, scene.house, options.dataDir);
    if (victims.includes("app")) scene.house = await start(options);
    // A tap that is acknowledged after the blow shows that it has come back.
    const before = scene.answered;
    const late = AbortSignal.timeout(60_000);
    while (scene.answered === before && !late.aborted) {
      if (!scene.house.alive()) scene.house = await start(options);
      await pause(50);
    }
    options.say(`kill ${kill} of ${options.kills}: ${victims}; ${scene.acked.length} taps`);
  }
}

/** Kills while executions run to the same persons under a cap, lets all of them end, and counts what is stored. */
export async function runSends(options: Options): Promise<Report> {
  const house = await start(options);
  const scene: Scene = { house, running: true, taps: 0, answered: 0, acked: [] };
  const pairs = Array.from({ length: PAIRS }, (_, i) => seeded(options.seed + 1 + i));
  const tapper = Promise.all(pairs.map((random) => tapping(scene, random)));
  tapper.catch(() => undefined);
  try {
    await havoc(scene, options);
    scene.running = false;
    await tapper;
    await finished(scene, options);
  } finally {
    scene.running = false;
    await scene.house.end("SIGTERM");
  }
  return { kills: options.kills, ...(await count(scene, options)) };
}
