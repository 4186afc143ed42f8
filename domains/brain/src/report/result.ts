import { sampleRatio } from "@zhongshu/trials";
import type { Result } from "../learn/past.ts";
import { armsOf, clustersOf, drawnInto } from "./arms.ts";
import type { ArmName, Arms, Measured, Ordered, OrderedApart } from "./facts.ts";

/** Everybody of the audience who ordered the card's product in the window, whatever was refunded. */
export function orderedBy({ lines, product }: Measured): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) =>
      line.profile !== null && line.product === product ? [line.profile] : [],
    ),
  );
}

/** The same of either arm, as it was drawn. */
function orderedApart(measured: Measured, ordered: ReadonlySet<string>): OrderedApart {
  const of = (arm: ArmName): Ordered => {
    const drawn = drawnInto(arm, measured);
    return { people: drawn.length, came: drawn.filter((one) => ordered.has(one)).length };
  };
  return { treated: of("treated"), heldOut: of("held-out") };
}

/** Do both arms hold the numbers that their shares promise? Corrected for as many plays as are looked at. */
export function ratioOf({ treated, heldOut }: Arms, share: number, plays: number) {
  if (share <= 0 || share >= 1 || treated.people + heldOut.people === 0) return "fine";
  const arms = [
    { people: heldOut.people, share },
    { people: treated.people, share: 1 - share },
  ];
  return sampleRatio(arms, Math.max(1, plays)).verdict;
}

export type Judging = {
  /** How many plays are looked at together. */
  readonly plays: number;
  /** It was broken off, so that not everybody who was to be written to was. */
  readonly cancelled: boolean;
};

/** What is kept of an execution whose window has closed. */
export function resultOf(measured: Measured, { plays, cancelled }: Judging): Result {
  const { groups, holdOutShare } = measured;
  const arms = groups === null ? armsOf(measured) : null;
  const ordered = orderedBy(measured);
  return {
    came: ordered.size,
    ordered: groups === null ? orderedApart(measured, ordered) : null,
    arms,
    clusters: groups === null ? [] : clustersOf(groups, measured.lines, measured),
    holdOutShare,
    spoilt: cancelled || (arms !== null && ratioOf(arms, holdOutShare, plays) === "withhold"),
  };
}
