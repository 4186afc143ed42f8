import { z } from "zod";

const Words = z.object({ zh: z.string(), en: z.string() });

/** One row that breaks a rule, and what could be done about it. */
export const Finding = z.object({
  rule: z.string(),
  /** What it is about, for one list never twice: an order, a product, a file's source. */
  subject: z.string(),
  name: z.string(),
  says: Words,
  mend: Words,
  /** The page of the shop where the row can be seen; null where there is none. */
  opens: z.string().nullable(),
  /** What to ask `lineage` of; null where nothing is kept. */
  lineage: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/**
 * GET /api/shops/:shop/quality — every rule with its findings of the newest look and of the days before. POST …/look looks
 * now. GET …/quality/:rule → {findings, total}: the rows, looked for at that moment.
 */
export const Quality = z.object({
  lookedAt: z.int().nullable(),
  rules: z.array(
    z.object({
      key: z.string(),
      title: Words,
      why: Words,
      findings: z.int(),
      /** Of the last thirty days, oldest first; days without a look are left out. */
      trend: z.array(z.object({ day: z.iso.date(), findings: z.int() })),
    }),
  ),
});
export type Quality = z.infer<typeof Quality>;

export const Findings = z.object({ findings: z.array(Finding), total: z.int() });
export type Findings = z.infer<typeof Findings>;
