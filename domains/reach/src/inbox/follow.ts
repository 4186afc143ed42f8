import { setTimeout as pause } from "node:timers/promises";
import { type Customer, MINUTE, SECOND, type TenantId } from "@zhongshu/kernel";
import type { InboxMessage } from "../contract.ts";
import type { CustomerPorts } from "../ports.ts";
import { arrivedSince, messagesOf, nameOf, type Stored } from "./messages.ts";

const POLL = 0.8 * SECOND;
/** A message is seen at most so long after its time: no batch takes longer to commit. */
const LATE = 10 * MINUTE;

type News = ReadonlyMap<string, readonly Stored[]>;
/** The inboxes of one organisation that are open in this process, and the question that is next asked for all. */
type Room = { readonly open: Set<Customer>; round: Promise<News> | null };
type Ports = Pick<CustomerPorts, "asTenant" | "clock">;

async function ask({ asTenant, clock }: Ports, { open }: Room): Promise<News> {
  const [any] = open;
  if (any === undefined) return new Map();
  const now = clock();
  return asTenant({ ...any.seal, now }, (ctx) => arrivedSince(ctx, [...open], now - LATE));
}

/** Shared by whoever waits: however many inboxes are open, an organisation is asked once a round. */
function nextRound(ports: Ports, room: Room): Promise<News> {
  if (room.round !== null) return room.round;
  const round = pause(POLL).then(() => {
    room.round = null;
    return ask(ports, room);
  });
  // Whoever waits hears of it; when nobody does any more it is no news.
  round.catch(() => undefined);
  room.round = round;
  return round;
}

const ended = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });

/**
 * What lies in an inbox, oldest first, and then each message as it comes, until `signal` aborts. It begins with
 * what is there, so that nothing falls between the asking and the listening; and it compares ids, because messages
 * become visible in another order than their times.
 */
export function following(ports: Ports) {
  const rooms = new Map<TenantId, Room>();
  return async function* follow(
    customer: Customer,
    shown: (stored: Stored) => InboxMessage,
    signal: AbortSignal,
  ): AsyncGenerator<InboxMessage, void, undefined> {
    const { seal } = customer;
    const room = rooms.get(seal.tenant) ?? { open: new Set(), round: null };
    room.open.add(customer);
    rooms.set(seal.tenant, room);
    const gone = ended(signal);
    const known = new Set<string>();
    try {
      let there: readonly Stored[] | null = await ports.asTenant(
        { ...seal, now: ports.clock() },
        (ctx) => messagesOf(ctx, customer),
      );
      while (there !== null && !signal.aborted) {
        for (const stored of there.toReversed()) {
          if (known.has(stored.id)) continue;
          known.add(stored.id);
          yield shown(stored);
        }
        const news: News | null = await Promise.race([nextRound(ports, room), gone]);
        there = news && (news.get(nameOf(customer)) ?? []);
      }
    } finally {
      room.open.delete(customer);
      if (room.open.size === 0) rooms.delete(seal.tenant);
    }
  };
}
