import { hypergeometricMass } from "@zhongshu/numerics";

/** Customers with a favourite category: of the community, and of the whole shop with them. */
export type Favourites = {
  readonly category: string;
  readonly members: number;
  readonly everybody: number;
};

/** Below this many members with a favourite nothing is said of a community. */
export const ENOUGH_MEMBERS = 20;
/** Over all categories that are looked at together, so seldom would chance alone name one. */
const UNLIKELY = 0.05;
/** A difference that chance does not make may still be too small to be worth a word. */
const WORTH_SAYING = 1.3;

/** P(X ≥ k), X of those who are drawn without regard to their favourite. */
function tail(k: number, of: { marked: number; plain: number; drawn: number }): number {
  const most = Math.min(of.marked, of.drawn);
  let sum = 0;
  for (let j = k; j <= most; j++) sum += hypergeometricMass(j, of);
  return Math.min(1, sum);
}

export type CommunityTaste = Favourites & {
  /** Share among the members, and among the shop's other customers. */
  readonly share: number;
  readonly elsewhere: number;
};

/**
 * What a community is, by what its members turn to: categories that are the favourite of clearly more of them than of the
 * shop's other customers. Fisher's exact test, with Bonferroni over the categories. Null: too few members to tell.
 */
export function tastesOf(favourites: readonly Favourites[]): readonly CommunityTaste[] | null {
  const drawn = favourites.reduce((sum, { members }) => sum + members, 0);
  const all = favourites.reduce((sum, { everybody }) => sum + everybody, 0);
  if (drawn < ENOUGH_MEMBERS || all === drawn) return null;
  return favourites
    .map((one) => ({
      ...one,
      share: one.members / drawn,
      elsewhere: (one.everybody - one.members) / (all - drawn),
    }))
    .filter(({ members, everybody, share, elsewhere }) => {
      if (members === 0 || share < WORTH_SAYING * elsewhere) return false;
      const chance = tail(members, { marked: everybody, plain: all - everybody, drawn });
      return chance * favourites.length < UNLIKELY;
    })
    .toSorted((a, b) => b.share - a.share || (a.category < b.category ? -1 : 1));
}
