import type { Lift } from "@zhongshu/cards";
import {
  businessDay,
  type Ctx,
  DAY,
  err,
  type Instant,
  ok,
  type ProfileId,
  plusDays,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import type { Programme } from "../contract.ts";
import type { BrainPorts, Opened } from "../ports.ts";
import { NO_EVIDENCE, NOT_ALLOWED } from "../show/refusals.ts";
import { firstTap } from "../tap/store.ts";
import { armsOf } from "./arms.ts";
import { knownUntil, type Measured, stateAt, type Window } from "./facts.ts";
import { liftHere, silent } from "./lift.ts";
import { earnings, usualCurrency } from "./load.ts";
import { boughtRows } from "./show.ts";
import { BRIEF, basisOfProgramme, crossedNote, RESIZED } from "./words.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

const STRETCH = 28;

/**
 * The last whole stretch of four weeks, counted from the day of the shop's first tap; the first one while it lasts.
 * Stretches do not overlap and are told when they are over, so nobody looks until chance gives what they hope for.
 */
export function stretchAt(first: Instant, now: Instant, returnMs: number): Window {
  const day = businessDay(first);
  const whole = Math.floor((now - startOf(day)) / (STRETCH * DAY));
  const from = startOf(plusDays(day, STRETCH * Math.max(0, whole - 1)));
  const closesAt = from + STRETCH * DAY;
  return { startedAt: from, closesAt, returnsUntil: closesAt + returnMs };
}

type Found = { readonly measured: Measured; readonly resized: boolean };

/**
 * Who had bought before the stretch, and before anything was meant for them: whom a message made a customer stands on one
 * side only, so they are on neither.
 */
async function cohort(
  ctx: Ctx,
  ports: Pick<BrainPorts, "people" | "reach">,
  { shop, from }: { readonly shop: ShopId; readonly from: Instant },
): Promise<readonly ProfileId[]> {
  const bought = await ports.people.boughtBefore(ctx, { shop, at: from });
  const meant = await ports.reach.firstMeant(ctx, { shop, before: from });
  return bought.flatMap(({ profile, first }) =>
    first < (meant.get(profile) ?? from) ? [profile] : [],
  );
}

/** The cohort as it was drawn, and everything they bought in the stretch; null before any tap. */
async function programme(ctx: Ctx, ports: BrainPorts, shop: ShopId): Promise<Found | null> {
  const first = await firstTap(ctx, shop);
  if (first === null) return null;
  const { returnMs } = await ports.reach.policyOf(ctx);
  const window = stretchAt(first, ctx.now, returnMs);
  const { startedAt: from, closesAt: until } = window;
  const asOf = knownUntil(window, ctx.now);
  const { share, resizedAt, heldOut, others, crossed } = await ports.reach.standings(
    ctx,
    await cohort(ctx, ports, { shop, from }),
  );
  const lines = await earnings(ctx, ports, {
    ...{ shop, from, until, asOf, profiles: null, product: null },
  });
  const persons = [
    ...others.map((profile) => ({ profile, arm: "treated", state: "sent" }) as const),
    ...heldOut.map((profile) => ({ profile, arm: "held-out", state: "held-out" }) as const),
  ].map((one) => ({ ...one, eligible: true }));
  return {
    measured: {
      ...{ shop, product: null, ...window, asOf, state: stateAt(window, ctx.now) },
      ...{ holdOutShare: share, persons, crossed, groups: null, before: null, lines },
      currency: usualCurrency(lines) ?? "CNY",
    },
    resized: resizedAt !== null && resizedAt > from,
  };
}

function liftOver({ measured, resized }: Found): Lift {
  if (resized) return silent(armsOf(measured), RESIZED, BRIEF.withheld);
  const lift = liftHere(measured, { plays: 1, cancelled: false });
  return lift.known ? { ...lift, basis: basisOfProgramme(measured.holdOutShare) } : lift;
}

/** What everything together that was written one by one changed: those who never get any of it against all others. */
export async function programmeResult(
  ctx: Ctx,
  ports: BrainPorts,
  shop: ShopId,
): Answer<{ readonly result: Programme | null }> {
  if (!ctx.can("cards.read", shop)) return err(NOT_ALLOWED);
  const found = await programme(ctx, ports, shop);
  if (found === null) return ok({ result: null });
  const { startedAt: from, closesAt: until, state } = found.measured;
  const { crossed } = found.measured;
  const caution = crossed > 0 ? crossedNote(crossed) : null;
  return ok({ result: { from, until, state, lift: liftOver(found), caution } });
}

/** What either side bought in the stretch. */
export async function programmeRows(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, key }: { readonly shop: ShopId; readonly key: string },
): Answer<Opened> {
  if (!ctx.can("cards.read", shop)) return err(NOT_ALLOWED);
  const found = await programme(ctx, ports, shop);
  if (found === null) return err(NO_EVIDENCE);
  return boughtRows(ctx, ports, { measured: found.measured, key });
}
