import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { purge, scratchFolder } from "@zhongshu/postgres";
import { SCHEMAS } from "@zhongshu/server";
import { backupTo } from "../../admin/backup.ts";
import { restoreFrom } from "../../admin/restore.ts";
import { makeSignIn } from "../../admin/sign-in-tables.ts";
import { eraseAgain } from "../../admin/tombstones.ts";
import { whole } from "../../figures.ts";
import { must, visiting } from "../../system.ts";
import { books, sceneOf } from "./books.ts";
import { type Finder, finderOf } from "./finder.ts";
import { count, type Found, filesIn, inFiles, inTables, told } from "./search.ts";
import { live, profilesOf, type Scene, tellAgain } from "./story.ts";
import { namesOf } from "./town.ts";

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const shown = (what: string, found: Found): number => {
  tell(`${what}: ${count(found)} found\n${told(found)}`);
  return count(found);
};

const within = ({ system, place }: Scene) => ({ seal: place.seal, asTenant: system.asTenant });

/** Everybody of the town asks to be known no more, and the background does it. */
async function eraseAll(scene: Scene): Promise<number> {
  const { system, place } = scene;
  const { seal, asTenant } = within(scene);
  const profiles = await profilesOf(scene);
  for (const profile of profiles)
    must(
      await asTenant(seal, (ctx) => system.people.askErasure(ctx, { shop: place.shop, profile })),
    );
  const now = () => system.keeper(seal.tenant);
  while (await asTenant(now(), (ctx) => system.people.eraseStep(ctx)));
  const records = must(await asTenant(seal, (ctx) => system.people.erasures(ctx, place.shop)));
  if (records.some(({ doneAt }) => doneAt === null)) throw new Error("An erasure was not done");
  return profiles.length;
}

type Run = { readonly data: string; readonly backup: string; readonly persons: number };

/** Lives, is backed up, erases, is told everything again, and is searched. */
async function first({ data, backup, persons }: Run) {
  return visiting({ data, fresh: true }, async ({ system, database }) => {
    const scene = await sceneOf(system, persons);
    const firstRun = await live(scene, tell);
    const profiles = await profilesOf(scene);
    const names = [...new Set([...scene.town.flatMap(namesOf), ...profiles])];
    const finder = finderOf(names);
    const before = shown("before, in tables", await inTables(database.ownerUrl, finder));
    const lying = shown("before, in files", await lyingIn(data, database.ownerUrl, finder));
    if (before === 0 || lying === 0) throw new Error("Nothing was found where everything lay");
    await backupTo({ file: backup, dataDir: data, now: Date.now() });
    const [was, erased] = [await books(scene), await eraseAll(scene)];
    const same = was === (await books(scene));
    tell(`${erased} persons erased; the books are ${same ? "the same" : "others"}`);
    shown("after, in tables", await inTables(database.ownerUrl, finder));
    await tellAgain(scene, firstRun);
    const tables = shown("told again, in tables", await inTables(database.ownerUrl, finder));
    const { log } = await purge(database.ownerUrl);
    tell(`purged${log ? "" : ", but for the log of changes"}`);
    const files = await filesOf(data, database.ownerUrl, finder);
    return { finder, names, before, erased, found: tables + files, same };
  });
}

const lyingIn = async (data: string, ownerUrl: string, finder: Finder): Promise<Found> =>
  inFiles(data, finder, await filesIn(ownerUrl));

const filesOf = async (data: string, ownerUrl: string, finder: Finder): Promise<number> =>
  shown("in files", await lyingIn(data, ownerUrl, finder));

/** The backup of before is put back in place of it all. */
async function second({ data, backup }: Run, finder: Finder): Promise<number> {
  await restoreFrom({
    ...{ file: backup, dataDir: data, fresh: false, replace: true },
    ...{ schemas: SCHEMAS, makeOthers: makeSignIn },
  });
  return visiting({ data }, async ({ system, database }) => {
    const back = count(await inTables(database.ownerUrl, finder));
    const again = await eraseAgain(system);
    tell(`the backup brought ${back} back; ${again} persons erased again`);
    await purge(database.ownerUrl);
    const tables = shown("restored, in tables", await inTables(database.ownerUrl, finder));
    return tables + (await filesOf(data, database.ownerUrl, finder));
  });
}

/** `eval erase`: a shop of made-up persons by the public doors, all of whom are erased and then looked for everywhere. */
export async function evalErase(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { persons: { type: "string", default: "60" } },
  });
  const persons = whole("persons", values.persons);
  const folder = await scratchFolder("erase");
  const run = { data: join(folder, "data"), backup: join(folder, "backup"), persons };
  try {
    const { finder, names, before, erased, found, same } = await first(run);
    const restored = await second(run, finder);
    return {
      ...{ persons: erased, identifiers: names.length },
      found: found + restored,
      ...{ before, books: same ? "same" : "changed" },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
