import { useQuery } from "@tanstack/react-query";
import { Confirm, EvidenceRows, Report } from "@zhongshu/brain/contract";
import { ask, query, send } from "@zhongshu/browser";
import {
  Cancelled,
  Execution,
  Post,
  PostCopy,
  RecipientPage,
  type Way,
} from "@zhongshu/reach/contract";
import { z } from "zod";

/** What the owner has chosen before the tap. */
export type Choice = {
  readonly shop: string;
  readonly card: string;
  readonly style: string;
  readonly way: Way;
  readonly holdOutShare: number | null;
};

const at = (shop: string): string => `/shops/${shop}`;
const one = (shop: string, execution: string): string => `${at(shop)}/executions/${execution}`;
const bodyOf = ({ style, way, holdOutShare }: Choice) => ({ style, way, holdOutShare });

export const useConfirm = (choice: Choice, open: boolean) =>
  useQuery({
    queryKey: ["confirm", choice],
    queryFn: () =>
      send(Confirm, "POST", `${at(choice.shop)}/cards/${choice.card}/preview`, bodyOf(choice)),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });

type Tapped = { readonly key: string; readonly template: string };
/** The one tap, with the draft that was read before it. `key` belongs to it, so that a tap which is sent twice is done once. */
export const execute = (choice: Choice, tapped: Tapped) =>
  send(Execution, "POST", `${at(choice.shop)}/cards/${choice.card}/execute`, {
    ...bodyOf(choice),
    ...tapped,
  });

const SOON = 1_000;
const LATER = 5_000;

/** Looked at again every second while something is going out, and every few while results come in. */
export const useExecution = (shop: string, execution: string) =>
  useQuery({
    queryKey: ["executions", shop, execution],
    queryFn: () => ask(Execution, one(shop, execution)),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? SOON : LATER),
  });

const Listed = z.object({ executions: z.array(Execution), next: z.string().nullable() });
export const useExecutions = (shop: string) =>
  useQuery({
    queryKey: ["executions", shop],
    queryFn: () => ask(Listed, `${at(shop)}/executions${query({ limit: 50 })}`),
    refetchInterval: LATER,
  });

/** Computed anew at once when `sent` has grown, so that it never says less than the progress above it. */
export const useReport = (shop: string, execution: string, sent: number) =>
  useQuery({
    queryKey: ["executions", shop, execution, "report", sent],
    placeholderData: (before: Report | undefined) => before,
    queryFn: () => ask(Report, `${one(shop, execution)}/report`),
    refetchInterval: ({ state }) => (state.data?.state === "final" ? false : LATER),
  });

export const cancel = (shop: string, execution: string) =>
  send(Cancelled, "POST", `${one(shop, execution)}/cancel`);

const MINUTE = 60_000;
/** Read again whenever their number has changed, and every minute: what may be said changes with the hour. */
export const useRecipients = (shop: string, execution: string, state: string, count: number) =>
  useQuery({
    queryKey: ["executions", shop, execution, "recipients", state, count],
    placeholderData: (before) => before,
    queryFn: () =>
      ask(RecipientPage, `${one(shop, execution)}/recipients${query({ state, limit: 200 })}`),
    refetchInterval: MINUTE,
  });
/** Reads the rows again: price, condition and end are those of this moment. */
export const copyOne = (shop: string, execution: string, profile: string) =>
  send(PostCopy, "POST", `${one(shop, execution)}/recipients/${profile}/copied`);
const Anything = z.unknown();
export const tick = (shop: string, execution: string, profile: string) =>
  send(Anything, "POST", `${one(shop, execution)}/recipients/${profile}/sent`);

const Posts = z.object({ posts: z.array(Post) });
/** Read again when the execution is over, and every minute: what may be posted changes with the hour. */
export const usePosts = (shop: string, execution: string, state: Execution["state"]) =>
  useQuery({
    queryKey: ["executions", shop, execution, "posts", state],
    placeholderData: (before: z.infer<typeof Posts> | undefined) => before,
    refetchInterval: MINUTE,
    queryFn: () => ask(Posts, `${one(shop, execution)}/posts`),
  });
export const copyPost = (shop: string, execution: string, community: string) =>
  send(PostCopy, "POST", `${one(shop, execution)}/posts/${community}/copied`);
export const postSent = (shop: string, execution: string, community: string) =>
  send(Anything, "POST", `${one(shop, execution)}/posts/${community}/sent`);

/** `opens` of a figure is a path from the shop's own address on. */
export const useOpened = (shop: string, opens: string | null) =>
  useQuery({
    queryKey: ["opened", shop, opens],
    queryFn: () => ask(EvidenceRows, `${at(shop)}/${(opens ?? "").replace(/^\//, "")}`),
    enabled: opens !== null,
  });
