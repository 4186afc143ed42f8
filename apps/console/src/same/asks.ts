import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { Likelies, type Likely } from "@zhongshu/people/contract";
import { z } from "zod";

export const useLikely = (shop: string) =>
  useQuery({ queryKey: ["same", shop], queryFn: () => ask(Likelies, `/shops/${shop}/same`) });

export type Word = Pick<Likely, "a" | "b"> & { readonly same: boolean };

export function useSaying(shop: string) {
  const queries = useQueryClient();
  const touched = [
    ["same", shop],
    ["people"],
    ["person", shop],
    ["paged", `/shops/${shop}/people`],
  ];
  return useMutation({
    mutationFn: (word: Word) => send(z.null(), "POST", `/shops/${shop}/same`, word),
    onSuccess: () =>
      Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
