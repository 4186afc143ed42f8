import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { ErasureRecord, Held, Rights } from "@zhongshu/people/contract";
import { Inbox, LinkSeen, LinkTarget, OwnConsents, type Purpose } from "@zhongshu/reach/contract";
import { z } from "zod";
import { noted } from "./messages.ts";

export const INBOX = ["inbox"] as const;
const Done = z.object({});
const Opened = z.object({ openedAt: z.int() });
const Silence = Inbox.pick({ optedOut: true, noticesOff: true });

/** Exchanged once, and never by itself again: the second time it would be used up. */
export const useEntry = (token: string, visible: boolean) =>
  useQuery({
    queryKey: ["entry", token],
    queryFn: () => send(Done, "POST", "/inbox/enter", { token }),
    enabled: visible,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });

export const useInbox = () => useQuery({ queryKey: INBOX, queryFn: () => ask(Inbox, "/inbox") });

export const useTarget = (code: string) =>
  useQuery({
    queryKey: ["link", code],
    queryFn: () => ask(LinkTarget, `/l/${encodeURIComponent(code)}`),
  });

/** The beacon: somebody really looks at this page. */
export const tellSeen = (code: string): Promise<LinkSeen> =>
  send(LinkSeen, "POST", `/l/${encodeURIComponent(code)}/seen`);

export function useOpened() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send(Opened, "POST", `/inbox/${id}/opened`),
    onSuccess: ({ openedAt }, id) =>
      queries.setQueryData(INBOX, (inbox?: Inbox) => inbox && noted(inbox, id, openedAt)),
  });
}

const CONSENTS = ["consents"] as const;

/** What the customer said of being written to. */
export const useConsents = () =>
  useQuery({ queryKey: CONSENTS, queryFn: () => ask(OwnConsents, "/inbox/consents") });

/** No more of what is for this; `words` is the version that stands beside the switch. */
export function useSilence(purpose: Purpose) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: { readonly on: boolean; readonly words: number }) =>
      send(Silence, "POST", "/inbox/opt-out", { ...said, purpose }),
    onSuccess: (silence) => {
      queries.setQueryData(INBOX, (inbox?: Inbox) => inbox && { ...inbox, ...silence });
      return queries.invalidateQueries({ queryKey: CONSENTS });
    },
  });
}

const RIGHTS = ["rights"] as const;

/** What the customer said of their data. */
export const useRights = () =>
  useQuery({ queryKey: RIGHTS, queryFn: () => ask(Rights, "/inbox/privacy") });

export function usePersonalise() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: { readonly personalised: boolean; readonly words: number }) =>
      send(Rights, "POST", "/inbox/privacy/personalised", said),
    onSuccess: (rights) => queries.setQueryData(RIGHTS, rights),
  });
}

/** Asked for each time, because it is written down each time. */
export const useHeld = () => useMutation({ mutationFn: () => ask(Held, "/inbox/privacy/held") });

export const useErase = () =>
  useMutation({ mutationFn: () => send(ErasureRecord, "POST", "/inbox/privacy/erasure") });
