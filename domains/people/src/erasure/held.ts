import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Held } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { known } from "../profile/read.ts";
import { noSuchPerson, notAllowed } from "../refusals.ts";
import { gatherKnown } from "./gather.ts";
import { forgetting } from "./own.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Whose = { readonly shop: ShopId; readonly profile: ProfileId };
type Ports = Pick<PeoplePorts, "audit" | "eventsOf" | "rooms">;

const telling =
  (ports: Ports) =>
  async (ctx: Ctx, asked: Whose): Answer<Held> => {
    const { shop } = asked;
    const profile = await known(ctx, { shop, id: asked.profile });
    if (profile === null) return err(noSuchPerson);
    const { ids } = await gatherKnown(ctx, ports, { shop, profile });
    const rooms: Record<string, Awaited<ReturnType<typeof forgetting.holds>>> = {};
    for (const room of [forgetting, ...ports.rooms()]) {
      const held = await room.holds(ctx, ids);
      if (Object.keys(held).length > 0) rooms[room.room] = held;
    }
    await ports.audit(ctx, "person.told", profile, { shop });
    return ok({ at: ctx.now, rooms: plain(rooms) });
  };

/** As JSON has it. */
const plain = (rooms: object): Held["rooms"] => JSON.parse(JSON.stringify(rooms));

/** All that is held of one person, for them to have; that it was given is written down. */
export const holdings = (ports: Ports) => ({
  held: (ctx: Ctx, whose: Whose): Answer<Held> =>
    ctx.can("people.erase", whose.shop)
      ? telling(ports)(ctx, whose)
      : Promise.resolve(err(notAllowed)),
  ownHeld: (ctx: Ctx, whose: Whose): Answer<Held> => telling(ports)(ctx, whose),
});
