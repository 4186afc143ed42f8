import { Card, EvidenceRows, Text } from "@zhongshu/cards";
import { z } from "zod";

/**
 * GET /api/shops/:shop/cards?day= → Today. GET …/cards/:card → Card with prices read now.
 * GET …/cards/:card/evidence/:key → EvidenceRows. POST …/cards/:card/copied {style} → {text}: the draft filled
 * from the rows of this moment, and an entry in the audit.
 */
export const Today = z.object({
  day: z.iso.date(),
  cards: z.array(Card),
  /** What keeps other cards from being seen, and what to do about it. */
  missing: z.array(z.object({ what: Text, next: Text })),
});
export type Today = z.infer<typeof Today>;
export const Copied = z.object({ text: z.string() });
export { Card, EvidenceRows };

/** GET /api/shops/:shop/overview — each figure names the page that opens to its rows. */
export const Overview = z.object({
  figures: z.array(
    z.object({
      key: z.string(),
      title: Text,
      value: z.string(),
      opens: z.string(),
      note: Text.nullable(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;
