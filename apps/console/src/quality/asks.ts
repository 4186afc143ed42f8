import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { Findings, Quality } from "@zhongshu/ledger/contract";

const below = (shop: string): string => `/shops/${shop}/quality`;

export const useQuality = (shop: string) =>
  useQuery({ queryKey: ["quality", shop], queryFn: () => ask(Quality, below(shop)) });

export const useFindings = (shop: string, rule: string) =>
  useQuery({
    queryKey: ["quality", shop, rule],
    queryFn: () => ask(Findings, `${below(shop)}/${encodeURIComponent(rule)}`),
  });

/** Looks at everything now; what was found then is what the page shows. */
export function useLook(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(Quality, "POST", `${below(shop)}/look`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["quality", shop] }),
  });
}
