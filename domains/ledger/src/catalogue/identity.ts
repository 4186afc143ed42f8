import { z } from "zod";
import { behaviour, Id, record } from "./parts.ts";

const Traits = z.record(z.string().max(200), z.json());

/** A browser key may send it for an anonymous id; naming a user needs a server key (LE5). */
export const Identified = z.object({
  traits: Traits,
  /** Told by a list of the shop and not by the person: no sign of life. */
  listed: z.literal(true).exactOptional(),
});
export const Grouped = z.object({ group: Id, traits: Traits });
/** `previous` was an id of the person who is now known by the event's user id. */
export const Aliased = z.object({ previous: Id });

export const identity = {
  identified: behaviour(Identified),
  grouped: record(Grouped),
  aliased: record(Aliased),
};
