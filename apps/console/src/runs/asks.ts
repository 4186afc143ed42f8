import { useQuery } from "@tanstack/react-query";
import { EvidenceRows, Report } from "@zhongshu/brain/contract";
import { ask } from "@zhongshu/browser";
import { Execution, Post, RecipientPage } from "@zhongshu/reach/contract";
import { z } from "zod";

const one = (shop: string, id: string): string => `/shops/${shop}/executions/${id}`;
const SOON = 2_000;
const LATER = 5_000;

export const Executions = z
  .object({ executions: z.array(Execution), next: z.string().nullable() })
  .transform(({ executions, next }) => ({ items: executions, next }));
export const Recipients = RecipientPage.transform(({ recipients, next }) => ({
  items: recipients,
  next,
}));

export const useExecution = (shop: string, id: string) =>
  useQuery({
    queryKey: ["executions", shop, id],
    queryFn: () => ask(Execution, one(shop, id)),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? SOON : false),
  });

const Posts = z.object({ posts: z.array(Post) });
export const usePosts = (shop: string, { id, state }: Execution) =>
  useQuery({
    queryKey: ["executions", shop, id, "posts", state],
    queryFn: () => ask(Posts, `${one(shop, id)}/posts`),
    refetchInterval: state === "running" ? LATER : false,
  });

export const useReport = (shop: string, id: string) =>
  useQuery({
    queryKey: ["executions", shop, id, "report"],
    queryFn: () => ask(Report, `${one(shop, id)}/report`),
    refetchInterval: ({ state }) => (state.data?.state === "final" ? false : LATER),
  });

/** `opens` leads from the shop's own address on. */
export const useOpened = (shop: string, opens: string) =>
  useQuery({
    queryKey: ["opened", shop, opens],
    queryFn: () => ask(EvidenceRows, `/shops/${shop}/${opens.replace(/^\//, "")}`),
  });
