import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import {
  CopyRecords,
  ErasureRecord,
  ErasureRecords,
  Held,
  Rights,
} from "@zhongshu/people/contract";
import { Agreement, OptOut } from "@zhongshu/reach/contract";
import { z } from "zod";

type One = { readonly shop: string; readonly person: string };
const at = ({ shop, person }: One): string => `/shops/${shop}/people/${person}`;
const rightsKey = ({ shop, person }: One) => ["rights", shop, person] as const;

export const useRights = (one: One) =>
  useQuery({ queryKey: rightsKey(one), queryFn: () => ask(Rights, `${at(one)}/rights`) });

/** What the customer said of being written to, agreements and refusals. */
export const useConsents = (one: One) =>
  useQuery({
    queryKey: ["consents", one.shop, one.person],
    queryFn: async () => {
      const [agreed, refused] = await Promise.all([
        ask(z.array(Agreement), `${at(one)}/agreements`),
        ask(z.array(OptOut), `${at(one)}/opt-outs`),
      ]);
      return { agreed, refused };
    },
  });

/** No marketing to them by any way, or again; what they had of it not yet sent is taken off the lists. */
export function useRefusal(one: One) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ refused, proof }: { readonly refused: boolean; readonly proof: string }) =>
      send(z.array(OptOut), "POST", `${at(one)}/opt-outs${refused ? "" : "/withdrawn"}`, {
        ...{ channel: "all", purpose: "marketing", proof },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["consents", one.shop, one.person] }),
  });
}

export function usePersonalise(one: One) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: { readonly personalised: boolean; readonly how: string }) =>
      send(Rights, "POST", `${at(one)}/personalised`, said),
    onSuccess: (rights) => {
      queries.setQueryData(rightsKey(one), rights);
      return queries.invalidateQueries({ queryKey: ["person", one.shop, one.person] });
    },
  });
}

/** Asked for each time, because it leaves a record each time. */
export function useHeld(one: One) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(Held, `${at(one)}/held`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["copies", one.shop] }),
  });
}

/** Who was given all that is held of them. */
export const useCopies = (shop: string) =>
  useQuery({
    queryKey: ["copies", shop],
    queryFn: () => ask(CopyRecords, `/shops/${shop}/copies`),
  });

export function useErase(one: One) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(ErasureRecord, "POST", `${at(one)}/erasure`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["erasures", one.shop] }),
  });
}

const LOOK = 1_000;

/** While one of them waits it is looked at again. */
export const useErasures = (shop: string) =>
  useQuery({
    queryKey: ["erasures", shop],
    queryFn: () => ask(ErasureRecords, `/shops/${shop}/erasures`),
    refetchInterval: ({ state }) =>
      state.data?.erasures.some(({ doneAt }) => doneAt === null) === true ? LOOK : false,
  });
