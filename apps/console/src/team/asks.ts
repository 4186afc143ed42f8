import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { Team } from "@zhongshu/insight/contract";
import { z } from "zod";

const below = (shop: string): string => `/shops/${shop}/team`;

export const useTeam = (shop: string) =>
  useQuery({ queryKey: ["team", shop], queryFn: () => ask(Team, below(shop)) });

export type LeaderWish = { readonly leader: string | null; readonly from: number | null };
export type ShareWish = {
  readonly level: 1 | 2;
  readonly bp: number;
  readonly from: number | null;
};

/** Who is above whom changes what is earned: statements are asked for anew. */
function useChange<T extends object>(page: string, path: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: T) => send(z.unknown(), "PUT", path, wish),
    onSuccess: () =>
      Promise.all(
        [["team", page], ["commission"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

/** Takes back what has not begun. */
export function useWithdrawal(page: string, shop: string, kind: "leader" | "share") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => send(z.unknown(), "DELETE", `${below(shop)}/${kind}/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["team", page] }),
  });
}

export const useLeaderChange = (page: string, shop: string) =>
  useChange<LeaderWish>(page, `${below(shop)}/leader`);
export const useShareChange = (shop: string) => useChange<ShareWish>(shop, `${below(shop)}/share`);
