import { z } from "zod";

const Words = z.object({ zh: z.string(), en: z.string() });

/** Where events came from. `house`: recorded by ourselves, or before origins were kept. */
export const LineageOrigin = z.object({
  kind: z.enum(["import", "key", "house"]),
  id: z.uuid().nullable(),
  /** The file's, or the key's as far as the reader may know it. */
  name: z.string().nullable(),
  events: z.int(),
  /** Lines of the file, both ends included; the first of them where there are many. */
  lines: z.array(z.object({ from: z.int(), to: z.int() })),
  moreLines: z.boolean(),
});
export type LineageOrigin = z.infer<typeof LineageOrigin>;

export const LineageEvent = z.object({
  messageId: z.string(),
  type: z.string(),
  version: z.int(),
  at: z.int(),
  receivedAt: z.int(),
  profile: z.uuid().nullable(),
  origin: LineageOrigin.pick({ kind: true, id: true, name: true, lines: true }),
});
export type LineageEvent = z.infer<typeof LineageEvent>;

export const LineageCard = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  title: Words,
  /** It was acted on, so nothing about it is rewritten. */
  sent: z.boolean(),
});
export type LineageCard = z.infer<typeof LineageCard>;

/**
 * GET /api/shops/:shop/lineage?of=order:SOURCE:NUMBER | event:MESSAGE | import:ID | card:ID | tag:PROFILE:TAG |
 * goods-tag:PRODUCT:TAG | community-tag:COMMUNITY | figure:METRIC?QUERY (that of its rows) — what it came from, and of
 * an import also what rests on it.
 */
export const Lineage = z.object({
  of: z.string(),
  origins: z.array(LineageOrigin),
  /** The newest. */
  events: z.array(LineageEvent),
  total: z.int(),
  /** Of a card, tag or figure: what made it, by which version of its definition, the days it looked at, and when. */
  made: z
    .object({
      ...{ by: Words, at: z.int(), from: z.iso.date().nullable(), to: z.iso.date() },
      version: z.int().nullable(),
      /** Documents that it rests on as well, and that are too many to be shown. */
      left: z.int(),
    })
    .nullable(),
  rests: z
    .object({
      orders: z.int(),
      refunds: z.int(),
      /** Whose tags rest on it, too. */
      customers: z.int(),
      /** Goods whose tags and figures rest on it. */
      goods: z.int(),
      /** First and last day of the figures and statements that rest on it; null: on none of them. */
      days: z.object({ from: z.iso.date(), until: z.iso.date() }).nullable(),
      /** Of the last weeks. */
      cards: z.array(LineageCard),
    })
    .nullable(),
});
export type Lineage = z.infer<typeof Lineage>;
