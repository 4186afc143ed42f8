import { z } from "zod";

export const Words = z.object({ zh: z.string(), en: z.string() });

/**
 * GET /api/shops/:shop/tags → {tags, waiting, at}: every tag in words and how many customers each value has now; GET
 * …/tags/:tag/days → {days}: how many by day.
 */
export const Tag = z.object({
  key: z.string(),
  name: Words,
  meaning: Words,
  version: z.int(),
  values: z.array(z.object({ key: z.string(), name: Words, people: z.int() })),
});
export type Tag = z.infer<typeof Tag>;

export const TagList = z.object({
  tags: z.array(Tag),
  customers: z.int(),
  /** Customers who do not want to be judged by their record, and so have no tags; not among `customers`. */
  plain: z.int(),
  /** Customers who did something that the tags do not know of yet. */
  waiting: z.int(),
  /** When the shop's measures and its law of buying were last made; null: not yet. */
  measuredAt: z.int().nullable(),
  market: z
    .object({
      day: z.string(),
      /** How many the law was fitted to, and how many of them came back; null: too few. */
      law: z.object({ customers: z.int(), repeaters: z.int() }).nullable(),
      earnedBp: z.number().nullable(),
    })
    .nullable(),
});
export type TagList = z.infer<typeof TagList>;

export const TagDays = z.object({
  days: z.array(z.object({ day: z.string(), value: z.string(), people: z.int() })),
});
export type TagDays = z.infer<typeof TagDays>;

const Figure = z.union([z.number(), z.string(), z.null()]);

/** GET /api/shops/:shop/people/:profile/tags → {tags, own, at}. */
export const PersonTag = z.object({
  key: z.string(),
  name: Words,
  meaning: Words,
  version: z.int(),
  value: z.object({ key: z.string(), name: Words }),
  /** Since when it says so; null for what is read from the row at each look. */
  since: z.int().nullable(),
  /** The figures that it was decided by. */
  evidence: z.record(z.string(), Figure),
});
export type PersonTag = z.infer<typeof PersonTag>;

export const PersonTags = z.object({
  tags: z.array(PersonTag),
  /** The shop's own tags that this customer has. */
  own: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** When they were decided; null: not yet. */
  at: z.int().nullable(),
});
export type PersonTags = z.infer<typeof PersonTags>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** GET /api/shops/:shop/people/:profile/tags/:tag/rows → the rows behind a tag, newest first. */
export const TagRows = z.object({
  columns: z.array(z.object({ key: z.string(), label: Words })),
  rows: z.array(z.record(z.string(), Cell)),
  total: z.int(),
});
export type TagRows = z.infer<typeof TagRows>;

const Favourites = z.object({ category: z.string(), members: z.int(), everybody: z.int() });

/** GET /api/shops/:shop/communities/:community/tags: what its members turn to more than the shop's others do. */
export const CommunityTags = z.object({
  members: z.int(),
  /** Members, and customers of the shop, whose favourite category is known. */
  told: z.int(),
  everybody: z.int(),
  /** Clearly more than elsewhere; null: too few members to tell. */
  tastes: z.array(Favourites.extend({ share: z.number(), elsewhere: z.number() })).nullable(),
  all: z.array(Favourites),
  at: z.int().nullable(),
});
export type CommunityTags = z.infer<typeof CommunityTags>;
