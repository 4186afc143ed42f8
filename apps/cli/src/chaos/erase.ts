import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { openPool, visitPostgres } from "@zhongshu/postgres";
import { books, sceneOf } from "../eval/erase/books.ts";
import { type Finder, finderOf } from "../eval/erase/finder.ts";
import { count, inTables } from "../eval/erase/search.ts";
import { live, profilesOf, type Scene } from "../eval/erase/story.ts";
import { namesOf, type Person, townOf } from "../eval/erase/town.ts";
import { must, visiting } from "../system.ts";
import { startProduct } from "./app.ts";
import { choose, strike } from "./havoc.ts";

export type EraseReport = {
  readonly kills: number;
  /** Of the kills, those after which somebody still waited and somebody was erased. */
  readonly midway: number;
  readonly persons: number;
  /** Looks at which somebody was gone from one table and not from another. */
  readonly torn: number;
  /** Wishes that are not done, or were done more than once. */
  readonly wrong: number;
  readonly found: number;
  readonly books: "same" | "changed";
};

export type EraseOptions = {
  readonly dataDir: string;
  readonly kills: number;
  readonly seed: number;
  readonly persons: number;
  readonly say: (line: string) => void;
};

const LONGEST_MS = 600_000;
/** About as long as it takes to erase one person of the town. */
const PERSON_MS = 60;

/** Everybody of the town wants to be known no more; nobody is erased yet. */
async function asked(scene: Scene): Promise<number> {
  const { system, place } = scene;
  const profiles = await profilesOf(scene);
  for (const profile of profiles)
    must(
      await system.asTenant(place.seal, (ctx) =>
        system.people.askErasure(ctx, { shop: place.shop, profile }),
      ),
    );
  return profiles.length;
}

/** A week of a shop's life, and the wishes. */
async function prepared({ dataDir, persons, say }: EraseOptions) {
  return visiting({ data: dataDir, fresh: true }, async ({ system, database }) => {
    const scene = await sceneOf(system, persons);
    await live(scene, say);
    const names = [...scene.town.flatMap(namesOf), ...(await profilesOf(scene))];
    const finder = finderOf([...new Set(names)]);
    if (count(await inTables(database.ownerUrl, finder)) === 0)
      throw new Error("Nothing was found where everything lay");
    return { finder, before: await books(scene), wishes: await asked(scene) };
  });
}

type Look = <T>(ask: (sql: Sql) => Promise<T>) => Promise<T>;

/** Looks into the product's database as its owner, beside the product while that runs. */
async function looking<T>(dataDir: string, work: (look: Look) => Promise<T>): Promise<T> {
  const postgres = await visitPostgres({ dataDir });
  const pool = openPool({ url: postgres.ownerUrl, max: 1 });
  try {
    return await work((ask) => pool.transaction({}, ask));
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

type Progress = { readonly done: number; readonly waiting: number };
const progressIn = (sql: Sql): Promise<Progress> =>
  sql.one<Progress>(
    "select count(done_at)::int as done, (count(*) - count(done_at))::int as waiting from people.erasure",
  );

/** One statement, so one moment: of each person everything is there, or nothing. */
const TORN = `
select count(*)::int as torn from unnest($1::text[], $2::text[]) p(id, second)
 cross join lateral (select array[
   exists (select from people.profile where user_id in (p.id, p.second)),
   exists (select from ledger.event where user_id in (p.id, p.second)),
   exists (select from orders."order" where customer = p.id)
 ] as there) seen
 where not (true = all(there) or false = all(there))`;
/** Of how many of the town something is gone and something is not. */
export const tornIn = async (
  sql: Sql,
  town: readonly Pick<Person, "id" | "second">[],
): Promise<number> =>
  (
    await sql.one<{ readonly torn: number }>(TORN, [
      town.map(({ id }) => id),
      town.map(({ second }) => second),
    ])
  ).torn;

/** Wishes without their record, and entries in the audit beyond one for each. */
const WRONG = `
select ((select count(*) from people.erasure where done_at is null or removed is null or profile is not null)
  + abs((select count(*) from tenancy.audit where action = 'person.erased') - $1))::int as wrong`;

/** Waits until so many are erased, then kills somewhere within the next one. Were there any left? */
async function killed(options: EraseOptions, at: number, chance: () => number): Promise<boolean> {
  const { dataDir, say } = options;
  const app = await startProduct(dataDir);
  const left = await looking(dataDir, async (look) => {
    for (;;) {
      const { done, waiting } = await look(progressIn);
      if (waiting === 0 || done >= at) return waiting;
      await pause(5);
    }
  });
  await pause(chance() * PERSON_MS);
  const victims = choose(chance);
  await strike(victims, app, dataDir);
  await app.end("SIGKILL");
  const after = await looking(dataDir, (look) => look(progressIn));
  say(`${victims}: ${after.done} erased, ${after.waiting} wait`);
  return left > 0 && after.waiting > 0 && after.done > 0;
}

/** Lets the product erase whoever is left. */
async function finished(dataDir: string): Promise<void> {
  const app = await startProduct(dataDir);
  const late = AbortSignal.timeout(LONGEST_MS);
  try {
    await looking(dataDir, async (look) => {
      while ((await look(progressIn)).waiting > 0) {
        late.throwIfAborted();
        await pause(100);
      }
    });
  } finally {
    await app.end("SIGTERM");
  }
}

type Prepared = { readonly finder: Finder; readonly before: string; readonly wishes: number };

async function counted({ dataDir, persons }: EraseOptions, { finder, before, wishes }: Prepared) {
  return visiting({ data: dataDir }, async ({ system, database }) => {
    const scene = await sceneOf(system, persons);
    const found = count(await inTables(database.ownerUrl, finder));
    const pool = openPool({ url: database.ownerUrl, max: 1 });
    const { wrong } = await pool
      .transaction({}, (sql) => sql.one<{ readonly wrong: number }>(WRONG, [wishes]))
      .finally(() => pool.end());
    const same = before === (await books(scene));
    return {
      persons: wishes,
      wrong,
      found,
      books: same ? ("same" as const) : ("changed" as const),
    };
  });
}

/**
 * Kills the product, its database or both while it erases everybody of a town, so many times; each time whoever was being
 * erased is there whole or not at all, and in the end nobody is found and the books are the same.
 */
export async function runErase(options: EraseOptions): Promise<EraseReport> {
  const { dataDir, kills, persons } = options;
  const chance = seeded(options.seed);
  const town = townOf(persons);
  const made = await prepared(options);
  const look = () => looking(dataDir, (ask) => ask((sql) => tornIn(sql, town)));
  if ((await look()) > 0) throw new Error("Somebody was not everywhere before anybody was erased");
  let [midway, torn] = [0, 0];
  for (let kill = 1; kill <= kills; kill += 1) {
    const at = Math.ceil((kill * made.wishes) / (kills + 2));
    if (await killed(options, at, chance)) midway += 1;
    torn += await look();
  }
  await finished(dataDir);
  torn += await look();
  return { kills, midway, torn, ...(await counted(options, made)) };
}
