import { useQuery } from "@tanstack/react-query";
import { ask } from "@zhongshu/browser";
import { TailEvent } from "@zhongshu/ledger/contract";
import { useEffect, useState } from "react";
import { z } from "zod";

const Events = z.object({ events: z.array(TailEvent) });
const KEPT = 300;

/** Newest first, each once, no more than a page can show. */
export function merged(
  events: readonly TailEvent[],
  more: readonly TailEvent[],
): readonly TailEvent[] {
  const bySeq = new Map([...events, ...more].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, KEPT);
}

function parsed(data: string): TailEvent | null {
  try {
    return TailEvent.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** The newest events, then every further one as it is stored; the browser itself connects again. */
export function useLiveEvents(shop: string) {
  const first = useQuery({
    queryKey: ["events", shop],
    queryFn: () => ask(Events, `/shops/${shop}/events?limit=100`),
  });
  const [came, setCame] = useState<readonly TailEvent[]>([]);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/api/shops/${shop}/events/live`);
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => {
      const event = parsed(String(data));
      if (event !== null) setCame((before) => merged(before, [event]));
    };
    return () => source.close();
  }, [shop]);
  return { first, connected, events: merged(first.data?.events ?? [], came) };
}

const ids = (event: TailEvent): string =>
  `${event.type} ${event.userId ?? ""} ${event.anonymousId ?? ""} ${event.profile ?? ""} ${event.messageId}`;

/** The events that hold the wish in their type, in an id, or in the words that the reader sees. */
export const fitting = (
  events: readonly TailEvent[],
  wish: string,
  words: (event: TailEvent) => string,
): readonly TailEvent[] => {
  const sought = wish.trim().toLowerCase();
  if (sought === "") return events;
  return events.filter((event) => `${ids(event)} ${words(event)}`.toLowerCase().includes(sought));
};
