import { useQueryClient } from "@tanstack/react-query";
import { type Inbox, InboxMessage } from "@zhongshu/reach/contract";
import { useEffect, useState } from "react";
import { INBOX } from "./asks.ts";
import { joined } from "./messages.ts";

const PATIENCE_MS = 4_000;

function parsed(data: string): InboxMessage | null {
  try {
    return InboxMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Lets messages come in while `on`, and says when that has failed for some seconds. The server ends the line now and
 * then on purpose, and the browser connects again; a line that was refused is asked for anew.
 */
export function useLive(on: boolean): { readonly broken: boolean } {
  const queries = useQueryClient();
  const [broken, setBroken] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!on) return;
    const source = new EventSource(`/api/inbox/live?attempt=${attempt}`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.onopen = () => {
      clearTimeout(timer);
      setBroken(false);
    };
    source.onerror = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        setBroken(true);
        if (source.readyState !== EventSource.CLOSED) return;
        setAttempt(attempt + 1);
        void queries.invalidateQueries({ queryKey: INBOX });
      }, PATIENCE_MS);
    };
    source.onmessage = ({ data }) => {
      const came = parsed(String(data));
      if (came === null) return;
      queries.setQueryData(INBOX, (inbox?: Inbox) => inbox && joined(inbox, came));
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [on, attempt, queries]);
  return { broken };
}
