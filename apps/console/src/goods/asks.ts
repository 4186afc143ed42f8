import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, query, send } from "@zhongshu/browser";
import {
  type Commission,
  FixedCommission,
  Product,
  type ProductChange,
  ShareCommission,
} from "@zhongshu/goods/contract";
import { z } from "zod";

const below = (shop: string): string => `/shops/${shop}/goods`;
const one = (shop: string, id: string): string => `${below(shop)}/${encodeURIComponent(id)}`;

export const useProduct = (shop: string, id: string) =>
  useQuery({ queryKey: ["goods", shop, id], queryFn: () => ask(Product, one(shop, id)) });

export function useProductChange(shop: string, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: ProductChange) => send(Product, "PUT", one(shop, id), change),
    onSuccess: async (product) => {
      queries.setQueryData(["goods", shop, id], product);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["paged", below(shop)] }),
        queries.invalidateQueries({ queryKey: ["cards", shop] }),
      ]);
    },
  });
}

const Found = z.object({ goods: z.array(Product) });
/** Goods to choose from, by what was typed. */
export const useFound = (shop: string, search: string) =>
  useQuery({
    queryKey: ["goods-found", shop, search],
    queryFn: () => ask(Found, below(shop) + query({ search, limit: 50 })),
    placeholderData: (before) => before,
  });

const Numbered = { id: z.number() };
const Rules = z.object({
  rules: z.array(z.union([ShareCommission.extend(Numbered), FixedCommission.extend(Numbered)])),
  /** In what the shop sells, the most usual first; none where no price is known yet. */
  currencies: z.array(z.string()),
});
export type Rule = z.infer<typeof Rules>["rules"][number];

export const useRules = (shop: string) =>
  useQuery({
    queryKey: ["commission", shop],
    queryFn: () => ask(Rules, `/shops/${shop}/commission`),
  });

export function useNewRule(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rule: Commission) => send(z.unknown(), "PUT", `/shops/${shop}/commission`, rule),
    onSuccess: () =>
      Promise.all(
        [
          ["commission", shop],
          ["goods", shop],
          ["paged", below(shop)],
          ["cards", shop],
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
