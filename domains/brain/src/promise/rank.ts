import type { Card } from "@zhongshu/cards";

const middle = ({ promises: { worth } }: Card): number | null =>
  worth.known ? worth.middle.minor : null;

/**
 * By what writing is worth. What was never tried keeps the morning's order, and its first card stands second, so that
 * every day something untried is within reach of a thumb; the others of them follow whatever is worth something, and
 * what is believed to lose comes last.
 */
export function ranked(cards: readonly Card[]): readonly Card[] {
  const known = cards
    .filter((card) => middle(card) !== null)
    .toSorted((a, b) => (middle(b) ?? 0) - (middle(a) ?? 0));
  const [best, ...rest] = known.filter((card) => (middle(card) ?? 0) > 0);
  const losing = known.filter((card) => (middle(card) ?? 0) <= 0);
  const [first, ...untried] = cards.filter((card) => middle(card) === null);
  return [best, first, ...rest, ...untried, ...losing].filter((card) => card !== undefined);
}
