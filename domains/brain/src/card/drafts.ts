import type { Draft } from "@zhongshu/cards";
import type { Words } from "@zhongshu/creative/contract";
import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import type { BrainPorts, Offer } from "../ports.ts";

type Seen = { readonly offer: Offer; readonly now: Instant };

/** One draft, filled from the rows of this moment and passed by the guard; else why it may not be shown. */
export function draft(
  guard: BrainPorts["guard"],
  drafted: Words,
  { offer, now }: Seen,
): Result<Draft, Text> {
  const filled = guard.fill(drafted.words, { now, offers: [offer] });
  if (!filled.ok) return err(filled.error.message);
  if (guard.review(drafted.words).passes && guard.review(filled.value).passes)
    return ok({ ...drafted, filled: filled.value });
  return err({
    zh: `“${offer.title}”的名字或品类里有广告法不让用的词，文案没有通过检查，请先改商品名。`,
    en: `The name or category of “${offer.title}” holds words that advertising law forbids: rename it first.`,
  });
}

/** All drafts, or why one of them may not be shown. */
export function draftsOf(
  guard: BrainPorts["guard"],
  words: readonly Words[],
  seen: Seen,
): Result<Draft[], Text> {
  const drafts: Draft[] = [];
  for (const one of words) {
    const filled = draft(guard, one, seen);
    if (!filled.ok) return filled;
    drafts.push(filled.value);
  }
  return ok(drafts);
}
