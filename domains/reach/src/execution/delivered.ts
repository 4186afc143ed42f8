import type { Instant, ProfileId } from "@zhongshu/kernel";
import type { Told } from "../ports.ts";
import type { Sending } from "./store.ts";

/** The event that somebody was written to. Its name is the message's, so that it is told once. */
export const delivered = (
  { id, shop, way, product }: Sending,
  to: { readonly profile: ProfileId; readonly message: string; readonly at: Instant },
): Told => ({
  shop,
  messageId: `reach:delivered:${to.message}`,
  type: "message_delivered",
  profile: to.profile,
  at: to.at,
  properties: { message: to.message, channel: way, execution: id, product },
});
