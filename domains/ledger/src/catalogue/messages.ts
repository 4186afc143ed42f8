import { z } from "zod";
import { behaviour, Id, Label, record } from "./parts.ts";

/** `message` is the id of what was sent, the same in delivery and click. */
export const MessageTouched = z.looseObject({
  message: Id,
  channel: Label.exactOptional(),
  community: Id.exactOptional(),
});
export type MessageTouched = z.infer<typeof MessageTouched>;

export const messages = {
  message_delivered: record(MessageTouched),
  message_clicked: behaviour(MessageTouched),
};
