import {
  type Ctx,
  type Erased,
  err,
  newId,
  ok,
  type ProfileId,
  profileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { ErasureRecord } from "../contract.ts";
import { ownProfile } from "../identity/names.ts";
import { holdAlone, unsteady } from "../identity/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { known } from "../profile/read.ts";
import { noSuchErasure, noSuchPerson, notAllowed } from "../refusals.ts";
import { askedKnown, kept, knownThenAndNow } from "./asked.ts";
import { gatherKnown, type Known } from "./gather.ts";
import { renaming } from "./guard.ts";
import { forgetting } from "./own.ts";
import { hashOf } from "./stone.ts";
import * as store from "./store.ts";
import { findable, speaksOf } from "./words.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
export type ErasurePorts = Pick<
  PeoplePorts,
  "audit" | "eventsOf" | "keyed" | "armOf" | "rooms" | "mayErase" | "idsTold" | "mentionsOf"
>;
type Whose = { readonly shop: ShopId; readonly profile: ProfileId };

const MOST_TRIES = 256;

/** Who stands in their place stands where they stood in whatever is compared, so no comparison changes. */
async function standIn(ctx: Ctx, { armOf }: ErasurePorts, profile: ProfileId): Promise<ProfileId> {
  const arm = await armOf(ctx, profile);
  let nobody = profileId(newId(ctx));
  for (let tries = 0; tries < MOST_TRIES && (await armOf(ctx, nobody)) !== arm; tries++)
    nobody = profileId(newId(ctx));
  return nobody;
}

function erasedOf(
  keyed: PeoplePorts["keyed"],
  { ids, called }: Known,
  rest: Pick<Erased, "shop" | "nobody" | "mentions">,
): Erased {
  const names = findable(called.ids);
  const holds = speaksOf(called, keyed);
  return { ...rest, ids, names, holds, renamed: renaming(keyed, names) };
}

/** What they are known by now, and what they were known by when they asked. */
async function thenAndNow(
  ctx: Ctx,
  ports: ErasurePorts,
  { shop, profile, known: asked }: Omit<store.Waiting, "id">,
): Promise<Known> {
  const now = await gatherKnown(ctx, ports, { shop, profile });
  return knownThenAndNow(ctx, { shop, asked: askedKnown(asked), now });
}

/** Every room forgets, people last: the others may ask who somebody is. */
async function erase(
  ctx: Ctx,
  ports: ErasurePorts,
  waiting: store.Waiting & Pick<Erased, "mentions">,
): Promise<void> {
  const { shop, profile, mentions } = waiting;
  const found = await thenAndNow(ctx, ports, waiting);
  const nobody = await standIn(ctx, ports, profile);
  const erased = erasedOf(ports.keyed, found, { shop, nobody, mentions });
  const hashes = found.stones.map((id) => hashOf(ports.keyed, id));
  await store.layStones(ctx.sql, { shop, hashes, erasedAt: ctx.now });
  const removed: Record<string, object> = {};
  for (const { room, forget } of [...ports.rooms(), forgetting])
    removed[room] = await forget(ctx, erased);
  await store.writeDone(ctx, { id: waiting.id, removed });
  await ports.audit(ctx, "person.erased", waiting.id, { shop });
}

/**
 * One who waits. Where they are named in the log is looked for before the locks are taken, so that whoever tells the shop
 * something waits for what came meanwhile only.
 */
const eraseOne =
  (ports: ErasurePorts) =>
  async (ctx: Ctx, waiting: store.Waiting): Promise<void> => {
    const { shop, id } = waiting;
    const { called } = await thenAndNow(ctx, ports, waiting);
    const mentions = await ports.mentionsOf(ctx, { shop, names: findable(called.ids) });
    await unsteady(ctx);
    if (!((await store.claim(ctx.sql, id)) && (await ports.mayErase(ctx, shop)))) return;
    await holdAlone(ctx);
    const profile = (await known(ctx, { shop, id: waiting.profile })) ?? waiting.profile;
    await erase(ctx, ports, { ...waiting, profile, mentions });
  };

const asking =
  (ports: ErasurePorts) =>
  async (
    ctx: Ctx,
    { shop, profile: asked, by }: Whose & { readonly by: "member" | "customer" },
  ): Answer<ErasureRecord> => {
    const profile = await known(ctx, { shop, id: asked });
    if (profile === null) return err(noSuchPerson);
    const id = newId(ctx);
    const member = by === "member" ? ctx.actor.name : null;
    const knownBy = kept(await gatherKnown(ctx, ports, { shop, profile }));
    if (await store.writeAsked(ctx, { shop, id, profile, askedBy: by, member, known: knownBy }))
      await ports.audit(ctx, "person.erase-asked", id, { shop });
    const waiting = await store.waitingOf(ctx, profile);
    return waiting === null ? err(noSuchPerson) : ok(waiting);
  };

/** Nobody of the shop asked, and stones lie already. */
const NOBODYS = { member: null, known: null };

/** Whoever was erased and is known again, because a backup of before was put back, waits to be erased again; how many. */
const reapplying =
  ({ idsTold, keyed }: ErasurePorts) =>
  async (ctx: Ctx, shop: ShopId): Promise<number> => {
    let waiting = 0;
    for await (const page of idsTold(ctx.sql, shop)) {
      const hashes = page.map(({ kind, id: value }) => hashOf(keyed, { kind, value }));
      const stones = await store.readStones(ctx.sql, hashes);
      for (const [i, { kind, id: value }] of page.entries()) {
        const stone = stones.get(`${shop} ${hashes[i]}`);
        if (stone === undefined || stone.returnedAt !== null) continue;
        const own = ownProfile({ tenant: ctx.tenant, shop }, kind, value);
        const profile = await known(ctx, { shop, id: own });
        const asked = { ...{ shop, id: newId(ctx), askedBy: "restore" as const }, ...NOBODYS };
        if (profile !== null && (await store.writeAsked(ctx, { ...asked, profile }))) waiting++;
      }
    }
    return waiting;
  };

/** The right of a person to be known no more: asked for, done in the background, and written down. */
export const erasures = (ports: ErasurePorts) => ({
  askErasure: async (ctx: Ctx, whose: Whose): Answer<ErasureRecord> =>
    ctx.can("people.erase", whose.shop)
      ? asking(ports)(ctx, { ...whose, by: "member" })
      : err(notAllowed),
  /** The customer's own word, which needs nobody's permission. */
  askOwnErasure: (ctx: Ctx, whose: Whose): Answer<ErasureRecord> =>
    asking(ports)(ctx, { ...whose, by: "customer" }),
  erasures: async (ctx: Ctx, shop: ShopId): Answer<readonly ErasureRecord[]> =>
    ctx.can("people.erase", shop) ? ok(await store.readRecords(ctx, shop)) : err(notAllowed),
  erasure: async (
    ctx: Ctx,
    { shop, id }: { readonly shop: ShopId; readonly id: string },
  ): Answer<ErasureRecord> => {
    if (!ctx.can("people.erase", shop)) return err(notAllowed);
    const record = await store.readRecord(ctx, shop, id);
    return record === null ? err(noSuchErasure) : ok(record);
  },
  eraseAgain: reapplying(ports),
  /** The wish that waits for this person, if any. */
  erasureWaiting: (ctx: Ctx, profile: ProfileId): Promise<ErasureRecord | null> =>
    store.waitingOf(ctx, profile),
  /** Erases the first who waits and may be erased now, in this transaction; false when there is nobody to erase. */
  eraseStep: async (ctx: Ctx): Promise<boolean> => {
    for (const waiting of await store.readWaiting(ctx.sql, 50)) {
      if (!(await ports.mayErase(ctx, waiting.shop))) continue;
      await eraseOne(ports)(ctx, waiting);
      return true;
    }
    return false;
  },
});
