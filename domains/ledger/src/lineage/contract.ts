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
 * GET /api/shops/:shop/lineage?of=order:SOURCE:NUMBER | event:MESSAGE | import:ID | card:ID — what it came from, and of an
 * import also what rests on it.
 */
export const Lineage = z.object({
  of: z.string(),
  origins: z.array(LineageOrigin),
  /** The newest. */
  events: z.array(LineageEvent),
  total: z.int(),
  /** Of a card: the job that made it, the days it looked at, and when. */
  made: z.object({ by: Words, at: z.int(), from: z.iso.date(), to: z.iso.date() }).nullable(),
  rests: z
    .object({
      orders: z.int(),
      refunds: z.int(),
      customers: z.int(),
      /** Of the last weeks. */
      cards: z.array(LineageCard),
    })
    .nullable(),
});
export type Lineage = z.infer<typeof Lineage>;
