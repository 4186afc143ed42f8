import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { MadeKey, WriteKey } from "@zhongshu/tenancy/contract";
import { z } from "zod";

export type Wish = { readonly name: string; readonly kind: WriteKey["kind"] };
const below = (shop: string): string => `/shops/${shop}/keys`;

export const useKeys = (shop: string) =>
  useQuery({ queryKey: ["keys", shop], queryFn: () => ask(z.array(WriteKey), below(shop)) });

export function useKeyChanges(shop: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["keys", shop] });
  const make = useMutation({
    mutationFn: (wish: Wish) => send(MadeKey, "POST", below(shop), wish),
    onSuccess,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => send(z.unknown(), "DELETE", `${below(shop)}/${id}`),
    onSuccess,
  });
  return { make, revoke };
}
