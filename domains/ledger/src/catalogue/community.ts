import { z } from "zod";
import { behaviour, Id, Label, record } from "./parts.ts";

/** Where we know a membership from; it is part of the fact, because lists lie. */
export const Membership = z.looseObject({
  community: Id,
  source: z.enum(["wecom", "own-link", "imported-list", "unknown"]),
});
export type Membership = z.infer<typeof Membership>;

/** Somebody said something; the words themselves are not needed and need not be sent. */
export const MessageSpoken = z.looseObject({ community: Id, kind: Label.exactOptional() });
export const CreativeShared = z.looseObject({ creative: Id, community: Id.exactOptional() });

export const community = {
  community_joined: record(Membership),
  community_left: record(Membership),
  message_spoken: record(MessageSpoken),
  creative_shared: behaviour(CreativeShared),
};
