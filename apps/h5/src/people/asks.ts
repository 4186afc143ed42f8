import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, query, send } from "@zhongshu/browser";
import { Order } from "@zhongshu/orders/contract";
import { PersonTags, Profile, TagRows } from "@zhongshu/people/contract";
import { OptOut } from "@zhongshu/reach/contract";
import { z } from "zod";

const People = z.object({ people: z.array(Profile), next: z.string().nullable() });
const Orders = z.object({ orders: z.array(Order), next: z.string().nullable() });

export type Wishes = { readonly search: string; readonly stage: string };
const beginning = (): string | null => null;

/** Customers, last seen first, a page at a time. */
export const usePeople = (shop: string, wishes: Wishes) =>
  useInfiniteQuery({
    queryKey: ["people", shop, wishes],
    initialPageParam: beginning(),
    queryFn: ({ pageParam }) =>
      ask(People, `/shops/${shop}/people${query({ ...wishes, cursor: pageParam, limit: 30 })}`),
    getNextPageParam: (last) => last.next,
  });

export const usePerson = (shop: string, person: string) =>
  useQuery({
    queryKey: ["person", shop, person],
    queryFn: () => ask(Profile, `/shops/${shop}/people/${person}`),
  });

const OptOuts = z.array(OptOut);
const refusals = (shop: string, person: string) => ["person", shop, person, "opt-outs"] as const;

/** What the customer does not want to receive. */
export const useRefusals = (shop: string, person: string) =>
  useQuery({
    queryKey: refusals(shop, person),
    queryFn: () => ask(OptOuts, `/shops/${shop}/people/${person}/opt-outs`),
  });

/** No marketing to them by any way, or again. */
export function useRefuse(shop: string, person: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ refused, proof }: { readonly refused: boolean; readonly proof: string }) =>
      send(
        OptOuts,
        "POST",
        `/shops/${shop}/people/${person}/opt-outs${refused ? "" : "/withdrawn"}`,
        { channel: "all", purpose: "marketing", proof },
      ),
    onSuccess: (said) => queries.setQueryData(refusals(shop, person), said),
  });
}

export const usePersonTags = (shop: string, person: string) =>
  useQuery({
    queryKey: ["person", shop, person, "tags"],
    queryFn: () => ask(PersonTags, `/shops/${shop}/people/${person}/tags`),
  });

export type TagPlace = { readonly shop: string; readonly person: string; readonly tag: string };

export const useTagRows = ({ shop, person, tag }: TagPlace) =>
  useQuery({
    queryKey: ["person", shop, person, "tags", tag],
    queryFn: () => ask(TagRows, `/shops/${shop}/people/${person}/tags/${tag}/rows`),
  });

/** A customer's orders, newest first. */
export const useOrders = (shop: string, profile: string) =>
  useInfiniteQuery({
    queryKey: ["person", shop, profile, "orders"],
    initialPageParam: beginning(),
    queryFn: ({ pageParam }) =>
      ask(Orders, `/shops/${shop}/orders${query({ profile, cursor: pageParam, limit: 20 })}`),
    getNextPageParam: (last) => last.next,
  });
