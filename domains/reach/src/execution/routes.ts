import { profileId, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { RecipientState } from "../contract.ts";
import type { executions } from "./executions.ts";

type Executions = ReturnType<typeof executions>;

const uuid = z.uuid().toLowerCase();
const shop = uuid.transform(shopId);
const profile = uuid.transform(profileId);
const one = { shop, execution: uuid };
const limit = z.coerce.number().int().min(1).max(200).default(50);

const reading = (reach: Executions): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/executions",
    permission: "cards.read",
    summary: "Executions of the shop, newest first",
    input: z.object({ shop, cursor: uuid.nullable().default(null), limit }),
    handle: reach.executions,
  }),
  route({
    method: "GET",
    path: "/shops/:shop/executions/:execution",
    permission: "cards.read",
    summary: "One execution and how far it is",
    input: z.object(one),
    handle: reach.execution,
  }),
  route({
    method: "GET",
    path: "/shops/:shop/executions/:execution/recipients",
    permission: "people.read",
    summary: "The persons behind its counts",
    input: z.object({
      ...one,
      state: RecipientState.nullable().default(null),
      cursor: profile.nullable().default(null),
      limit,
    }),
    handle: reach.recipients,
  }),
  route({
    method: "GET",
    path: "/shops/:shop/executions/:execution/posts",
    permission: "cards.read",
    summary: "The groups of a group post",
    input: z.object(one),
    handle: reach.posts,
  }),
];

const acting = (reach: Executions): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/executions/:execution/cancel",
    permission: "cards.act",
    summary: "Stop what has not gone out",
    input: z.object(one),
    handle: reach.cancel,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/executions/:execution/recipients/:profile/copied",
    permission: "cards.act",
    summary: "The words for this person, from the rows of now",
    input: z.object({ ...one, profile }),
    handle: reach.copyOne,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/executions/:execution/recipients/:profile/sent",
    permission: "cards.act",
    summary: "It was sent to this person by hand",
    input: z.object({ ...one, profile }),
    handle: reach.tick,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/executions/:execution/posts/:community/copied",
    permission: "cards.act",
    summary: "The words for this group, from the rows of now",
    input: z.object({ ...one, community: uuid }),
    handle: reach.copyPost,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/executions/:execution/posts/:community/sent",
    permission: "cards.act",
    summary: "It was posted in this group",
    input: z.object({ ...one, community: uuid }),
    handle: reach.postSent,
  }),
];

export const routes = (reach: Executions): readonly Route[] => [
  ...reading(reach),
  ...acting(reach),
];
