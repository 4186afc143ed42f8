import { z } from "zod";
import { behaviour, document, Id, Label, record } from "./parts.ts";

/** Where we know a membership from; it is part of the fact, because lists lie. */
export const Membership = z.looseObject({
  community: Id,
  source: z.enum(["wecom", "own-link", "imported-list", "unknown"]),
});
export type Membership = z.infer<typeof Membership>;

/** Somebody said something; the words themselves are not needed and need not be sent. */
export const MessageSpoken = z.looseObject({ community: Id, kind: Label.exactOptional() });
export const CreativeShared = z.looseObject({ creative: Id, community: Id.exactOptional() });

/** A community as a list of the shop tells it: what it is called, where it is, how many are in it. */
export const CommunityDescribed = z.looseObject({
  community: Id,
  name: Label.min(1),
  channel: z.enum(["wecom", "wechat", "app", "unknown"]).exactOptional(),
  size: z.int().min(0).max(1_000_000).exactOptional(),
});
export type CommunityDescribed = z.infer<typeof CommunityDescribed>;

export const community = {
  community_described: document(CommunityDescribed),
  community_joined: record(Membership),
  community_left: record(Membership),
  message_spoken: record(MessageSpoken),
  creative_shared: behaviour(CreativeShared),
};
