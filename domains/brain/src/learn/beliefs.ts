import { type Ctx, DAY, type Instant } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import { learntFrom, ratesOf } from "../promise/orders.ts";
import type { Beliefs } from "../promise/promises.ts";
import { openBeside, worthOf } from "../promise/worth.ts";
import type { Tap } from "../tap/store.ts";
import { type Past, pastOf } from "./past.ts";

/** The model speaks of seven days; a window of another length says nothing about it. */
const WEEK = { least: 6 * DAY, most: 8 * DAY } as const;
export const ofAWeek = ({ at, closesAt }: Pick<Tap, "at" | "closesAt">): boolean =>
  closesAt - at >= WEEK.least && closesAt - at <= WEEK.most;

export const toGroups = (way: Way): boolean => way === "group-copy";

/** What these results of one kind of card, the newest first, let one believe at that instant of one more execution. */
export function beliefsOf(
  { kind, at }: { readonly kind: Tap["kind"]; readonly at: Instant },
  past: readonly Past[],
): Beliefs {
  const came = past.map(({ audience, result }) => ({
    people: audience,
    buyers: Math.min(audience, result.came),
  }));
  const told = past.flatMap(({ forecast, result, ...tap }) =>
    forecast?.model && ofAWeek(tap)
      ? [
          {
            ...{ model: forecast.model, holdOut: result.holdOutShare, unit: tap.unit },
            ...{ came: result.came, weeks: (at - tap.closesAt) / (7 * DAY) },
          },
        ]
      : [],
  );
  return {
    came,
    rates: kind === "rising-attention" ? ratesOf(came.filter(({ people }) => people > 0)) : null,
    learnt: kind === "due-again" ? learntFrom(told) : null,
    worth: worthOf(
      past.flatMap(({ unit, forecast, result: { arms, spoilt, holdOutShare } }) =>
        arms && unit && !spoilt && holdOutShare > 0
          ? [{ arms, unit, open: forecast?.model ? openBeside(forecast.model) : 1 }]
          : [],
      ),
    ),
  };
}

/** What was believed at that instant of a kind of card; a later result is not read. */
export const beliefsFor = async (
  ctx: Ctx,
  asked: { readonly kind: Tap["kind"]; readonly at: Instant },
): Promise<Beliefs> => beliefsOf(asked, await pastOf(ctx, asked));
