import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { Member, Organisation, type Role } from "@zhongshu/tenancy/contract";
import { z } from "zod";

const below = (shop: string): string => `/shops/${shop}/members`;
const Members = z.array(Member);

export const useMembers = (shop: string) =>
  useQuery({ queryKey: ["members", shop], queryFn: () => ask(Members, below(shop)) });

export const useOrganisation = (shop: string) =>
  useQuery({
    queryKey: ["organisation", shop],
    queryFn: () => ask(Organisation, `/shops/${shop}/organisation`),
  });

export type Wish = {
  readonly name: string;
  readonly role: Role;
  readonly shops: readonly string[];
};

/** Who comes in changes at once, one's own role included. */
export function useMemberChanges(shop: string) {
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["members", shop] }),
      queries.invalidateQueries({ queryKey: ["me"] }),
    ]);
  const add = useMutation({
    mutationFn: (wish: Wish & { readonly phone: string }) =>
      send(z.unknown(), "POST", below(shop), wish),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...wish }: Wish & { readonly id: string }) =>
      send(z.unknown(), "PUT", `${below(shop)}/${id}`, wish),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => send(z.unknown(), "DELETE", `${below(shop)}/${id}`),
    onSuccess,
  });
  return { add, change, remove };
}
export type MemberChanges = ReturnType<typeof useMemberChanges>;
