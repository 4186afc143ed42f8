import { setTimeout as pause } from "node:timers/promises";
import { type Customer, SECOND } from "@zhongshu/kernel";
import type { InboxMessage } from "../contract.ts";
import type { CustomerPorts } from "../ports.ts";
import { messagesOf, type Stored } from "./messages.ts";

const POLL = 0.8 * SECOND;

/**
 * What lies in the inbox, oldest first, and then each message as it comes, until `signal` aborts. It begins with
 * what is there, so that nothing falls between the asking and the listening; and it compares ids, because messages
 * become visible in another order than their times.
 */
export async function* follow(
  { asTenant, clock }: Pick<CustomerPorts, "asTenant" | "clock">,
  { seal, ...whose }: Customer,
  shown: (stored: Stored) => InboxMessage,
  signal: AbortSignal,
): AsyncGenerator<InboxMessage, void, undefined> {
  const known = new Set<string>();
  while (!signal.aborted) {
    const there = await asTenant({ ...seal, now: clock() }, (ctx) => messagesOf(ctx, whose));
    for (const stored of there.toReversed()) {
      if (known.has(stored.id)) continue;
      known.add(stored.id);
      yield shown(stored);
    }
    await pause(POLL, undefined, { signal }).catch(() => undefined);
  }
}
