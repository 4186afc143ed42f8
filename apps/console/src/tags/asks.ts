import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { CommunityTags, PersonTags, TagDays, TagList, TagRows } from "@zhongshu/people/contract";
import { z } from "zod";

export const useTags = (shop: string) =>
  useQuery({ queryKey: ["tags", shop], queryFn: () => ask(TagList, `/shops/${shop}/tags`) });

export const useTagDays = (shop: string, tag: string) =>
  useQuery({
    queryKey: ["tags", shop, tag, "days"],
    queryFn: () => ask(TagDays, `/shops/${shop}/tags/${tag}/days`),
  });

export const usePersonTags = (shop: string, person: string) =>
  useQuery({
    queryKey: ["person", shop, person, "tags"],
    queryFn: () => ask(PersonTags, `/shops/${shop}/people/${person}/tags`),
  });

export const useTagRows = (shop: string, person: string, tag: string) =>
  useQuery({
    queryKey: ["person", shop, person, "tags", tag],
    queryFn: () => ask(TagRows, `/shops/${shop}/people/${person}/tags/${tag}/rows`),
  });

export function useDecideAnew(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(z.unknown(), "POST", `/shops/${shop}/tags/decide`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tags", shop] }),
  });
}

export const useCommunityTags = (shop: string, community: string) =>
  useQuery({
    queryKey: ["tags", shop, "community", community],
    queryFn: () => ask(CommunityTags, `/shops/${shop}/communities/${community}/tags`),
  });
