import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { Community, Enrolled } from "@zhongshu/reach/contract";
import { z } from "zod";

const below = (shop: string): string => `/shops/${shop}/communities`;
const Communities = z.array(Community);

export const useCommunities = (shop: string) =>
  useQuery({ queryKey: ["communities", shop], queryFn: () => ask(Communities, below(shop)) });

export type Wish = Pick<Community, "name" | "channel" | "size"> & {
  /** What events call it; of a community that exists, its own. */
  readonly code: string | null;
};

/** What changes when it is known who is in which group: the list, the customers and the cards. */
function useSettled(shop: string) {
  const queries = useQueryClient();
  const touched = [
    ["communities", shop],
    ["cards", shop],
    ["people"],
    ["paged", `/shops/${shop}/people`],
  ];
  return () => Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export const useNaming = (shop: string) =>
  useMutation({
    mutationFn: (wish: Wish) => send(z.unknown(), "POST", below(shop), wish),
    onSuccess: useSettled(shop),
  });

export const useEnrolling = (shop: string, community: string) =>
  useMutation({
    mutationFn: (userIds: readonly string[]) =>
      send(Enrolled, "POST", `${below(shop)}/${community}/members`, { userIds }),
    onSuccess: useSettled(shop),
  });
