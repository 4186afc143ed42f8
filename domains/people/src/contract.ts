import { z } from "zod";

import { Words } from "./tag/shown.ts";

export { PERSONALISED_WORDINGS } from "./choice/wording.ts";
export { copyFiles } from "./copy/files.ts";

/** 新客 · 活跃 · 沉默 · 流失; a visitor has never ordered. */
export const Stage = z.enum(["visitor", "new", "active", "silent", "lost"]);
export type Stage = z.infer<typeof Stage>;

/** GET /api/shops/:shop/people?search=&stage=&tag=&value=&cursor=&limit= → {people, next}; GET …/people/:id. */
export const Profile = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  userId: z.string().nullable(),
  /** Null: they do not want to be judged by their record, so they have no stage and no scores. */
  stage: Stage.nullable(),
  firstSeen: z.int(),
  /** The last sign of life; null: known from a list alone. */
  lastSeen: z.int().nullable(),
  events: z.int(),
  orders: z.int(),
  spent: z.object({ minor: z.int(), currency: z.string() }).nullable(),
  lastOrderAt: z.int().nullable(),
  /** Quintiles within the shop, 1 worst – 5 best; null without an order. */
  rfm: z.object({ r: z.int(), f: z.int(), m: z.int() }).nullable(),
  /** Decayed interest, strongest first; shares of the whole. */
  interests: z.array(z.object({ category: z.string(), share: z.number() })),
  /** Events by hour of the day in Shanghai, 24 counts. */
  hours: z.array(z.int()).length(24),
  communities: z.array(z.object({ id: z.uuid(), name: z.string(), source: z.string() })),
  traits: z.record(z.string(), z.json()),
});
export type Profile = z.infer<typeof Profile>;

/** GET /api/shops/:shop/people/:id/timeline?before=&limit= — newest first. */
export const TimelineEntry = z.object({
  messageId: z.string(),
  type: z.string(),
  at: z.int(),
  properties: z.record(z.string(), z.json()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/**
 * Who is meant by a segment: figures of the profile, joined by and/or/not. Pure data, compiled to SQL with
 * every value a parameter; at most 64 parts, 8 deep.
 */
export type Predicate =
  | { readonly is: "and" | "or"; readonly of: readonly Predicate[] }
  | { readonly is: "not"; readonly of: Predicate }
  | { readonly is: "orders"; readonly atLeast: number }
  | {
      readonly is: "spent";
      readonly atLeast: { readonly minor: number; readonly currency: string };
    }
  | { readonly is: "stage"; readonly in: readonly Stage[] }
  | { readonly is: "seen"; readonly withinDays: number }
  | { readonly is: "interest"; readonly category: string; readonly share: number }
  | { readonly is: "member"; readonly community: string }
  | { readonly is: "rfm"; readonly figure: "r" | "f" | "m"; readonly in: readonly number[] }
  | { readonly is: "tag"; readonly tag: string; readonly in: readonly string[] }
  | {
      readonly is: "worth";
      readonly atLeast: { readonly minor: number; readonly currency: string };
    }
  | { readonly is: "trait"; readonly key: string; readonly equals: string | number | boolean };

const Least = z.strictObject({ minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });

const Part: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({ is: z.enum(["and", "or"]), of: z.array(Part).max(64) }),
    z.strictObject({ is: z.literal("not"), of: Part }),
    z.strictObject({
      is: z.literal("orders"),
      atLeast: z
        .int()
        .min(0)
        .max(2 ** 31 - 1),
    }),
    z.strictObject({
      is: z.literal("spent"),
      atLeast: Least,
    }),
    z.strictObject({ is: z.literal("stage"), in: z.array(Stage).max(5) }),
    z.strictObject({ is: z.literal("seen"), withinDays: z.int().min(0).max(36_500) }),
    z.strictObject({
      is: z.literal("interest"),
      category: z.string().max(500),
      share: z.number().gt(0).max(1),
    }),
    z.strictObject({ is: z.literal("member"), community: z.uuid() }),
    z.strictObject({
      is: z.literal("rfm"),
      figure: z.enum(["r", "f", "m"]),
      in: z.array(z.int().min(1).max(5)).max(5),
    }),
    z.strictObject({
      is: z.literal("tag"),
      tag: z.string().max(40),
      in: z.array(z.string().max(500)).max(64),
    }),
    z.strictObject({ is: z.literal("worth"), atLeast: Least }),
    z.strictObject({
      is: z.literal("trait"),
      key: z.string().min(1).max(200),
      equals: z.union([z.string().max(1000), z.number(), z.boolean()]),
    }),
  ]),
);

const DEEPEST = 8;
const MOST = 64;
const isOpen = (value: unknown): value is { readonly of: unknown } =>
  typeof value === "object" && value !== null && "of" in value;

// Walks level by level and before any schema does, so that no nesting can exhaust the stack.
function withinBounds(predicate: unknown): boolean {
  let level: readonly unknown[] = [predicate];
  let parts = 0;
  for (let depth = 0; level.length > 0; depth++) {
    parts += level.length;
    if (depth > DEEPEST || parts > MOST) return false;
    level = level.flatMap((part) => (isOpen(part) ? part.of : []));
  }
  return true;
}

export const Predicate = z.unknown().refine(withinBounds, "at most 64 parts, 8 deep").pipe(Part);

/**
 * GET /api/shops/:shop/segments → {segments}; POST …/segments {name, predicate, shown} → Segment; PUT and DELETE
 * …/segments/:segment; GET …/segments/:segment/members?cursor=&limit= → {total, people, next}; GET
 * …/segments/:segment/versions → {versions}; POST …/segments/preview {predicate} → SegmentPreview.
 */
export const Segment = z.object({
  id: z.uuid(),
  name: z.string(),
  predicate: Predicate,
  /** Stands as a tag on the customers whom it means. */
  shown: z.boolean(),
  version: z.int(),
  changedAt: z.int(),
});
export type Segment = z.infer<typeof Segment>;

/** What a segment meant before. */
export const SegmentVersion = z.object({
  version: z.int(),
  name: z.string(),
  predicate: Predicate,
  at: z.int(),
  by: z.string(),
});
export type SegmentVersion = z.infer<typeof SegmentVersion>;

/** How many a predicate means now, of how many, and some of them; `waiting` are not decided again yet. */
export const SegmentPreview = z.object({
  total: z.int(),
  everybody: z.int(),
  waiting: z.int(),
  people: z.array(Profile),
});
export type SegmentPreview = z.infer<typeof SegmentPreview>;

export * from "./tag/shown.ts";
/** One of two who may be one person: who they are by now, and what was told of them, as it may be shown. */
export const Side = z.object({
  person: z.uuid(),
  name: z.string().nullable(),
  signs: z.array(z.object({ kind: z.string(), shown: z.string() })),
});
export type Side = z.infer<typeof Side>;
/** Two ids, and the rule that made them one or the reason why somebody has to look. */
export const Likely = z.object({
  a: z.uuid(),
  b: z.uuid(),
  reason: z.string(),
  at: z.int(),
  left: Side,
  right: Side,
});
export type Likely = z.infer<typeof Likely>;
/** GET /api/shops/:shop/same; POST …/same {a, b, same} says of two whether they are one person. */
export const Likelies = z.object({ doubts: z.array(Likely), merges: z.array(Likely) });

/**
 * What a customer said of being chosen by their own record, with its proof. `id`: under which number it is kept; `words`: which
 * version of `PERSONALISED_WORDINGS` they had before them, null where somebody wrote it down for them.
 */
export const Choice = z.object({
  id: z.uuid(),
  at: z.int(),
  personalised: z.boolean(),
  saidBy: z.enum(["customer", "member"]),
  member: z.string().nullable(),
  how: z.string(),
  words: z.int().nullable(),
});
export type Choice = z.infer<typeof Choice>;

/** Somebody's wish to be known no more. `removed`: room → what → how many rows; null while it waits. */
export const ErasureRecord = z.object({
  id: z.uuid(),
  askedAt: z.int(),
  askedBy: z.enum(["member", "customer", "restore"]),
  member: z.string().nullable(),
  doneAt: z.int().nullable(),
  removed: z.record(z.string(), z.record(z.string(), z.int())).nullable(),
});
export type ErasureRecord = z.infer<typeof ErasureRecord>;
/**
 * POST /api/shops/:shop/people/:profile/erasure → ErasureRecord; GET …/erasures and …/erasures/:id: the
 * wishes of the shop, newest first.
 */
export const ErasureRecords = z.object({ erasures: z.array(ErasureRecord) });

/**
 * GET /api/shops/:shop/people/:profile/rights and, of the customer's own, GET /api/inbox/privacy. POST …/personalised
 * {personalised, how} and POST /api/inbox/privacy/personalised {personalised, words}. `erasure`: the wish that waits.
 */
export const Rights = z.object({
  personalised: z.boolean(),
  choices: z.array(Choice),
  erasure: ErasureRecord.nullable(),
});
export type Rights = z.infer<typeof Rights>;
/**
 * GET /api/shops/:shop/people/:profile/held and, of the customer's own, GET /api/inbox/privacy/held: all that is held of one
 * person, room by room and table by table; and in words what is decided of them. `id`: of the record that this leaves.
 */
export const Held = z.object({
  id: z.uuid(),
  at: z.int(),
  tags: z.array(z.object({ name: Words, value: Words.nullable(), since: z.int().nullable() })),
  communities: z.array(z.string()),
  rooms: z.record(z.string(), z.record(z.string(), z.array(z.record(z.string(), z.json())))),
});
export type Held = z.infer<typeof Held>;

/** GET /api/shops/:shop/copies: who was given all that is held of them. `profile`: null once they were erased. */
export const CopyRecord = z.object({
  id: z.uuid(),
  at: z.int(),
  askedBy: z.enum(["member", "customer"]),
  member: z.string().nullable(),
  profile: z.uuid().nullable(),
  held: z.record(z.string(), z.record(z.string(), z.int())),
});
export type CopyRecord = z.infer<typeof CopyRecord>;
export const CopyRecords = z.object({ copies: z.array(CopyRecord) });
