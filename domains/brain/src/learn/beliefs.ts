import { type Ctx, DAY, type Instant } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import { type Came, learntFrom, ratesOf } from "../promise/orders.ts";
import type { Beliefs } from "../promise/promises.ts";
import { openBeside, worthOf } from "../promise/worth.ts";
import type { Tap } from "../tap/store.ts";
import { alike, elapsedAt, ofAWeek } from "./looks.ts";
import { type Past, pastOf, type Underway, underwayOf } from "./past.ts";

export const toGroups = (way: Way): boolean => way === "group-copy";

/** What the model said of them and what came; of a window that is still open, by then. */
const toldOf = (past: readonly (Past | Underway)[], at: Instant): readonly Came[] =>
  past.flatMap(({ forecast, result, state, asOf, ...tap }) =>
    forecast?.model && ofAWeek(tap)
      ? [
          {
            ...{ model: forecast.model, holdOut: result.holdOutShare, unit: tap.unit },
            ...{ came: result.came, weeks: (at - tap.closesAt) / (7 * DAY) },
            elapsed: state === "open" ? elapsedAt(tap, asOf) : 1,
            apart: result.spoilt ? null : (result.ordered ?? null),
          },
        ]
      : [],
  );

/** What is believed, and the past executions that the worth of one more rests on. */
export type Known = Beliefs & { readonly tried: readonly Past[] };

/** Of which it can be told what the writing added. */
const telling = ({ unit, result: { arms, spoilt, holdOutShare } }: Past): boolean =>
  Boolean(unit) &&
  !spoilt &&
  holdOutShare > 0 &&
  arms !== null &&
  arms.treated.people > 0 &&
  arms.heldOut.people > 0;

/** What these results of one kind of card, the newest first, let one believe at that instant of one more execution. */
export function beliefsOf(
  { kind, at }: { readonly kind: Tap["kind"]; readonly at: Instant },
  known: readonly Past[],
  underway: readonly Underway[],
): Known {
  const past = alike(known);
  const tried = past.filter(telling);
  const came = past.map(({ audience, result }) => ({
    people: audience,
    buyers: Math.min(audience, result.came),
  }));
  return {
    came,
    rates: kind === "rising-attention" ? ratesOf(came.filter(({ people }) => people > 0)) : null,
    learnt: kind === "due-again" ? learntFrom(toldOf([...underway, ...past], at)) : null,
    worth: worthOf(
      tried.flatMap(({ unit, forecast, result: { arms } }) =>
        arms && unit
          ? [{ arms, unit, open: forecast?.model ? openBeside(forecast.model) : 1 }]
          : [],
      ),
    ),
    tried,
  };
}

/** What was believed at that instant of a kind of card; a later result is not read. */
export const beliefsFor = async (
  ctx: Ctx,
  asked: { readonly kind: Tap["kind"]; readonly at: Instant },
): Promise<Known> => beliefsOf(asked, await pastOf(ctx, asked), await underwayOf(ctx, asked));
