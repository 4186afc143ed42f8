import { isInstant, isUuid, ok, profileId, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { Predicate, Stage } from "./contract.ts";
import type { People } from "./people.ts";
import { type Cursor, everybody } from "./profile/read.ts";
import { rightsRoutes } from "./rights-routes.ts";
import { tagRoutes } from "./tag-routes.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const profile = z.uuid().toLowerCase().transform(profileId);
const instant = z.coerce.number().refine(isInstant, "not a time in milliseconds");
const limit = z.coerce.number().int().min(1).max(200).default(50);
const name = z.string().trim().min(1).max(80);

// "1317355200000_0198…": when the last person shown was last seen, and their id.
const cursor = z
  .string()
  .regex(/^\d{1,16}_/)
  .transform((text): Cursor | null => {
    const [lastSeen = "", id = ""] = text.split("_");
    const at = Number(lastSeen);
    return isInstant(at) && isUuid(id) ? { lastSeen: at, id: profileId(id) } : null;
  })
  .refine((place) => place !== null, "not a cursor of ours")
  .nullable()
  .default(null);
const written = (next: Cursor | null): string | null => next && `${next.lastSeen}_${next.id}`;

const list = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/people",
    permission: "people.read",
    summary: "Customers, last seen first; of one tag, when it is named",
    input: z.object({
      shop,
      search: z.string().trim().max(100).default(""),
      stage: Stage.or(z.literal("").transform(() => null))
        .nullable()
        .default(null),
      tag: z.string().max(40).default(""),
      value: z.string().max(500).default(""),
      cursor,
      limit,
    }),
    handle: async (ctx, { search, tag, value, ...input }) => {
      const found = await people.list(ctx, {
        ...everybody(input.shop),
        ...input,
        search: search === "" ? null : search,
        predicate: tag === "" ? null : { is: "tag", tag, in: [value] },
      });
      return found.ok ? ok({ ...found.value, next: written(found.value.next) }) : found;
    },
  });

const person = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile",
    permission: "people.read",
    summary: "One customer",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.person(ctx, input),
  });

const timeline = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/timeline",
    permission: "people.read",
    summary: "What a customer did, newest first",
    input: z.object({
      shop,
      profile,
      before: instant.nullable().default(null),
      limit,
    }),
    handle: async (ctx, input) => {
      const found = await people.timeline(ctx, input);
      return found.ok ? ok({ entries: found.value }) : found;
    },
  });

const segments = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/segments",
    permission: "people.read",
    summary: "Segments of the shop",
    input: z.object({ shop }),
    handle: async (ctx, input) => {
      const found = await people.segments(ctx, input.shop);
      return found.ok ? ok({ segments: found.value }) : found;
    },
  });

const members = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/segments/:segment/members",
    permission: "people.read",
    summary: "How many a segment means, and who they are",
    input: z.object({ shop, segment: z.uuid(), cursor, limit }),
    handle: async (ctx, input) => {
      const found = await people.segmentMembers(ctx, input);
      return found.ok ? ok({ ...found.value, next: written(found.value.next) }) : found;
    },
  });

const previewed = (people: People): Route =>
  route({
    method: "POST",
    path: "/shops/:shop/segments/preview",
    permission: "people.read",
    summary: "How many a predicate means now, and some of them",
    input: z.object({ shop, predicate: Predicate }),
    handle: (ctx, input) => people.preview(ctx, input),
  });

const versions = (people: People): Route =>
  route({
    method: "GET",
    path: "/shops/:shop/segments/:segment/versions",
    permission: "people.read",
    summary: "What a segment meant before",
    input: z.object({ shop, segment: z.uuid() }),
    handle: async (ctx, input) => {
      const found = await people.segmentVersions(ctx, input);
      return found.ok ? ok({ versions: found.value }) : found;
    },
  });

const wanted = { name, predicate: Predicate, shown: z.boolean().default(false) };

const writes = (people: People): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/segments",
    permission: "people.write",
    summary: "Save a new segment",
    input: z.object({ shop, ...wanted }),
    handle: (ctx, input) => people.createSegment(ctx, input),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/segments/:segment",
    permission: "people.write",
    summary: "Change a segment",
    input: z.object({ shop, segment: z.uuid(), ...wanted }),
    handle: (ctx, input) => people.changeSegment(ctx, input),
  }),
  route({
    method: "DELETE",
    path: "/shops/:shop/segments/:segment",
    permission: "people.write",
    summary: "Delete a segment",
    input: z.object({ shop, segment: z.uuid() }),
    handle: (ctx, input) => people.deleteSegment(ctx, input),
  }),
];

const who = (people: People): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/same",
    permission: "people.read",
    summary: "Who may be one person, and who was made one in the last 72 hours",
    input: z.object({ shop }),
    handle: (ctx, input) => people.likely(ctx, input.shop),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/same",
    permission: "people.write",
    summary: "Say whether two are one person",
    input: z.object({ shop, a: profile, b: profile, same: z.boolean() }),
    handle: (ctx, input) => people.say(ctx, input),
  }),
];

export const routes = (people: People): readonly Route[] => [
  list(people),
  person(people),
  timeline(people),
  segments(people),
  members(people),
  previewed(people),
  versions(people),
  ...tagRoutes(people),
  ...writes(people),
  ...who(people),
  ...rightsRoutes(people),
];
