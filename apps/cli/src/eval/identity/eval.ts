import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DAY, type ProfileId } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { scratchFolder } from "@zhongshu/postgres";
import type { System } from "@zhongshu/server";
import { type Place, placeOf } from "../../admin/place.ts";
import { rounded, whole } from "../../figures.ts";
import { visiting } from "../../system.ts";
import { generated, type Known, TOWN, traps } from "./people.ts";

const BATCH = 500;
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const events = (known: Known, { seal, shop }: Place) => {
  const at = seal.now - known.daysAgo * DAY;
  const common = {
    ...{ tenant: seal.tenant, shop, version: 1, anonymousId: null, userId: known.userId },
    ...{ at, receivedAt: seal.now },
  };
  const joined = known.communities.map((group) => ({
    ...common,
    messageId: `${known.userId}/${group}`,
    type: "grouped",
    properties: { group, traits: {} },
  }));
  const properties = { traits: known.traits };
  return [{ ...common, messageId: known.userId, type: "identified", properties }, ...joined];
};

async function takeIn(system: System, place: Place, ids: readonly Known[]): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) {
    const batch = ids.slice(i, i + BATCH).flatMap((known) => events(known, place));
    await system.asTenant(place.seal, (ctx) => system.ledger.append(ctx, batch));
    if ((i / BATCH) % 10 === 0) tell(`${i} of ${ids.length} ids`);
  }
}

async function found(
  system: System,
  { seal, shop }: Place,
  ids: readonly Known[],
): Promise<ReadonlyMap<string, ProfileId>> {
  const profiles = new Map<string, ProfileId>();
  for (let i = 0; i < ids.length; i += BATCH) {
    const userIds = ids.slice(i, i + BATCH).map(({ userId }) => userId);
    const rows = await system.asTenant(seal, (ctx) =>
      system.people.profilesOf(ctx, { shop, userIds }),
    );
    for (const { userId, profile } of rows) profiles.set(userId, profile);
  }
  return profiles;
}

const pairs = (n: number): number => (n * (n - 1)) / 2;
const pairsOf = (groups: Iterable<readonly unknown[]>): number =>
  [...groups].reduce((sum, group) => sum + pairs(group.length), 0);

/** Pairs of ids: those that are one person in truth, those that were made one, and those that are both. */
export function scored(ids: readonly Known[], profiles: ReadonlyMap<string, ProfileId>) {
  const profileOf = ({ userId }: Known): string => profiles.get(userId) ?? `nobody ${userId}`;
  const truth = pairsOf(Map.groupBy(ids, ({ person }) => person).values());
  const made = pairsOf(Map.groupBy(ids, profileOf).values());
  const both = pairsOf(Map.groupBy(ids, (known) => `${known.person} ${profileOf(known)}`).values());
  return {
    pairs: truth,
    precision: rounded(both / Math.max(1, made), 5),
    recall: rounded(both / Math.max(1, truth), 5),
    wrong_merges: made - both,
  };
}

/** `eval identity`: a made-up town told to the product event by event, and who it then takes for one person. */
export async function evalIdentity(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      persons: { type: "string", default: "20000" },
      seed: { type: "string", default: "1" },
    },
  });
  const persons = whole("persons", values.persons);
  const ids = generated(seeded(whole("seed", values.seed)), persons);
  const data = await scratchFolder("eval-identity");
  try {
    return await visiting({ data, fresh: true }, async ({ system }) => {
      const place = await placeOf(system, { org: "测量", shop: "测量", create: true });
      if (!place.ok) throw new Error(place.error.message.en);
      await takeIn(system, place.value, ids);
      const profiles = await found(system, place.value, ids);
      return { persons, ids: ids.length, ...scored(ids, profiles), traps: traps(ids), town: TOWN };
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
