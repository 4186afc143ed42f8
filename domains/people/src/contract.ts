import { z } from "zod";

/** 新客 · 活跃 · 沉默 · 流失; a visitor has never ordered. */
export const Stage = z.enum(["visitor", "new", "active", "silent", "lost"]);
export type Stage = z.infer<typeof Stage>;

/** GET /api/shops/:shop/people?search=&stage=&cursor=&limit= → {people, next}; GET …/people/:id. */
export const Profile = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  userId: z.string().nullable(),
  stage: Stage,
  firstSeen: z.int(),
  lastSeen: z.int(),
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
