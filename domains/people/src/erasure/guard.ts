import type { Instant, ShopId, Sql } from "@zhongshu/kernel";
import type { Erasures, Resolve, Resolved, Sender } from "@zhongshu/ledger/contract";
import type { PeoplePorts } from "../ports.ts";
import { admits, hashOf, idsIn, idsOf, type Stone } from "./stone.ts";
import { anyStones, noteReturns, readStones } from "./store.ts";
import { findable } from "./words.ts";

type Batch = readonly Sender[];
type Return = { readonly shop: ShopId; readonly hash: string; readonly at: Instant };
/** For each sender, is it of somebody who was erased? And who has come anew. */
type Judged = { readonly out: readonly boolean[]; readonly returns: readonly Return[] };

/** The stones that an event is judged by. */
type Stones = ReadonlyMap<string, Stone>;
type Named = { readonly own: readonly string[]; readonly told: readonly string[] };

const hashesOf = (sender: Sender, keyed: PeoplePorts["keyed"]): Named => {
  const { own, told } = idsOf(sender, keyed);
  const hashed = (ids: typeof own) => ids.map((id) => hashOf(keyed, id));
  return { own: hashed(own), told: hashed(told) };
};

function stonesOf({ shop }: Sender, { own, told }: Named, stones: Stones): readonly string[] {
  const laid = (hashes: readonly string[]) =>
    hashes.filter((hash) => stones.has(`${shop} ${hash}`));
  const theirs = laid(own);
  return theirs.length > 0 ? theirs : laid(told);
}

async function judge(sql: Sql, keyed: PeoplePorts["keyed"], batch: Batch): Promise<Judged | null> {
  const shops = [...new Set(batch.map(({ shop }) => shop))];
  if (!(await anyStones(sql, shops))) return null;
  const named = batch.map((sender) => hashesOf(sender, keyed));
  const hashes = new Set(named.flatMap(({ own, told }) => [...own, ...told]));
  const stones = new Map(await readStones(sql, [...hashes]));
  if (stones.size === 0) return null;
  const returns: Return[] = [];
  const out = batch.map((sender, i) => {
    const { shop, at } = sender;
    const found = stonesOf(sender, named[i] ?? { own: [], told: [] }, stones);
    for (const hash of found) {
      const stone = stones.get(`${shop} ${hash}`);
      if (stone === undefined) continue;
      if (!admits(stone, sender)) return true;
      if (stone.returnedAt !== null && stone.returnedAt <= at) continue;
      stones.set(`${shop} ${hash}`, { ...stone, returnedAt: at });
      returns.push({ shop, hash, at });
    }
    return false;
  });
  return { out, returns };
}

/** The ledger's port: who was erased, in what is told and in what was not understood. */
export const knownAgain = (keyed: PeoplePorts["keyed"]): Erasures => ({
  senders: async (sql, batch) => (await judge(sql, keyed, batch))?.out ?? batch.map(() => false),
  texts: async (sql, shop, texts) => {
    if (!(await anyStones(sql, [shop]))) return texts.map(() => false);
    const hashes = texts.map((text) => idsIn(text, keyed).map((id) => hashOf(keyed, id)));
    const stones = await readStones(sql, [...new Set(hashes.flat())]);
    return hashes.map((each) =>
      each.some((hash) => stones.get(`${shop} ${hash}`)?.returnedAt === null),
    );
  },
});

/** The name of a message without the id of a person in it; the same for the same message. */
export const renaming =
  (keyed: PeoplePorts["keyed"], ids: readonly string[]) =>
  (messageId: string): string =>
    findable(ids).some((id) => messageId.includes(id)) ? `erased:${keyed(messageId)}` : messageId;

/** Of nobody: what is kept of the event, if anything, the ledger knows. */
function withheld(
  { userId, anonymousId, messageId, properties }: Sender,
  keyed: PeoplePorts["keyed"],
) {
  const ids = [userId, anonymousId].flatMap((id) => id ?? []);
  const erased = renaming(keyed, ids)(messageId);
  return { profile: null, origin: null, properties, erased } satisfies Resolved;
}

/** Another transaction erased one of these meanwhile: the batch is to be taken in again. */
class ErasedMeanwhile extends Error {
  readonly code = "40001";
}

/**
 * Keeps out what is told of whoever was erased. `resolve` takes the lock that erasing holds, so what was judged before
 * it is judged again behind it.
 */
export const keepingOut =
  (keyed: PeoplePorts["keyed"], resolve: Resolve): Resolve =>
  async (sql, batch) => {
    const judged = await judge(sql, keyed, batch);
    const live = batch.filter((_, i) => judged?.out[i] !== true);
    const resolved = live.length === 0 ? [] : await resolve(sql, live);
    const again = live.length === 0 ? null : await judge(sql, keyed, live);
    if (again?.out.includes(true) === true) throw new ErasedMeanwhile("somebody was erased");
    if (again !== null && again.returns.length > 0) await noteReturns(sql, again.returns);
    let next = 0;
    return batch.map((sender, i) => {
      if (judged?.out[i] === true) return withheld(sender, keyed);
      return resolved[next++] ?? withheld(sender, keyed);
    });
  };
