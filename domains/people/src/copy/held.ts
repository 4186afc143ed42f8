import {
  type Ctx,
  err,
  type HeldRows,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { CopyRecord, Held } from "../contract.ts";
import { gatherKnown } from "../erasure/gather.ts";
import { forgetting } from "../erasure/own.ts";
import type { PeoplePorts } from "../ports.ts";
import { known, readPerson } from "../profile/read.ts";
import { noSuchPerson, notAllowed } from "../refusals.ts";
import { tagsOf } from "../tag/person.ts";
import { readCopies, writeCopy } from "./store.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Whose = { readonly shop: ShopId; readonly profile: ProfileId };
type Asking = Whose & Pick<CopyRecord, "askedBy" | "member">;
type Rooms = Readonly<Record<string, HeldRows>>;

/** Room by room, whatever holds anything of them. */
async function heldOf(ctx: Ctx, ports: PeoplePorts, whose: Whose): Promise<Rooms> {
  const { ids } = await gatherKnown(ctx, ports, whose);
  const rooms: Record<string, HeldRows> = {};
  for (const room of [forgetting, ...ports.rooms()]) {
    const held = await room.holds(ctx, ids);
    if (Object.keys(held).length > 0) rooms[room.room] = held;
  }
  return rooms;
}

/** What is decided of them, in words: tags of the house and of the shop. */
async function taggedOf(ctx: Ctx, ports: PeoplePorts, whose: Whose): Promise<Held["tags"]> {
  const { shop, profile: id } = whose;
  const person = await readPerson(ctx, ports, { shop, id });
  if (person === null) return [];
  const { tags, own } = await tagsOf(ctx, ports, { shop, person: { ...person, id } });
  return [
    ...tags.map(({ name, value, since }) => ({ name, value: value.name, since })),
    ...own.map(({ name }) => ({ name: { zh: name, en: name }, value: null, since: null })),
  ];
}

/** Room → table → how many rows. */
const countsOf = (rooms: Rooms): CopyRecord["held"] =>
  Object.fromEntries(
    Object.entries(rooms).map(([room, tables]) => [
      room,
      Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length])),
    ]),
  );

const giving =
  (ports: PeoplePorts) =>
  async (ctx: Ctx, { shop, profile: asked, askedBy, member }: Asking): Answer<Held> => {
    const profile = await known(ctx, { shop, id: asked });
    if (profile === null) return err(noSuchPerson);
    const rooms = await heldOf(ctx, ports, { shop, profile });
    const tags = await taggedOf(ctx, ports, { shop, profile });
    const memberships = await ports.communitiesOf(ctx, { shop, profiles: [profile] });
    const held = countsOf(rooms);
    const id = await writeCopy(ctx, { shop, profile, askedBy, member, held });
    await ports.audit(ctx, "person.told", profile, { shop, copy: id });
    const communities = memberships.map(({ name }) => name);
    return ok({ id, at: ctx.now, tags, communities, rooms: plain(rooms) });
  };

/** As JSON has it. */
const plain = (rooms: object): Held["rooms"] => JSON.parse(JSON.stringify(rooms));

/** All that is held of one person, for them to have; that it was given is written down in a record. */
export const holdings = (ports: PeoplePorts) => ({
  held: (ctx: Ctx, whose: Whose): Answer<Held> =>
    ctx.can("people.erase", whose.shop)
      ? giving(ports)(ctx, { ...whose, askedBy: "member", member: ctx.actor.name })
      : Promise.resolve(err(notAllowed)),
  ownHeld: (ctx: Ctx, whose: Whose): Answer<Held> =>
    giving(ports)(ctx, { ...whose, askedBy: "customer", member: null }),
  copies: async (ctx: Ctx, shop: ShopId): Answer<readonly CopyRecord[]> =>
    ctx.can("people.erase", shop) ? ok(await readCopies(ctx, shop)) : err(notAllowed),
});
