import {
  type BusinessDay,
  businessDay,
  type Ctx,
  type ProfileId,
  type ShopId,
} from "@zhongshu/kernel";
import {
  type BgNbd,
  type Buying,
  fitBgNbd,
  fitGammaGamma,
  purchasesExpected,
  valueExpected,
} from "@zhongshu/numerics";
import type { PeoplePorts } from "../ports.ts";
import { buyingOf, type Habits, type Law } from "../tag/facts.ts";
import { AHEAD_DAYS } from "../tag/lifetime.ts";
import type { Kept } from "./store.ts";

/** The law is fitted to so many customers: enough for its figures, and soon done beside the requests. */
const SAMPLE = 1_500;
/** Below this many who came back the shop has no law of its own. */
export const ENOUGH_REPEATERS = 50;
/** Below this many orders the shop has no usual share of refunds. */
const ENOUGH_ORDERS = 100;

type Ports = Pick<PeoplePorts, "habitsOf" | "priceChoices" | "earnedBp" | "fitLaw">;
type Spent = {
  readonly spentMinor: number | null;
  readonly currency: string | null;
};

// Ids are hashes, so the first of them are as good a sample as any, and the same one tomorrow.
const sampled = (ctx: Ctx, shop: ShopId) =>
  ctx.sql.rows<Spent & { readonly id: ProfileId }>(
    `select id, spent_minor as "spentMinor", currency from people.profile
     where shop = $1 and orders > 0 order by id limit ${SAMPLE}`,
    [shop],
  );

const commonest = (currencies: readonly (string | null)[]): string =>
  [...Map.groupBy(currencies, (each) => each)]
    .flatMap(([each, of]) => (each === null ? [] : [{ each, n: of.length }]))
    .toSorted((a, b) => b.n - a.n)[0]?.each ?? "CNY";

type One = { readonly buying: Buying; readonly days: number; readonly mean: number };

function usualOf(ones: readonly One[], law: BgNbd, spending: Law["spending"]): number | null {
  if (spending === null) return null;
  const each = ones.flatMap(({ buying, days, mean }) => {
    const value = valueExpected({ purchases: mean > 0 ? days : 0, mean }, spending);
    const minor = value === null ? null : value * purchasesExpected(buying, law, AHEAD_DAYS / 7);
    return minor !== null && Number.isFinite(minor) ? [minor] : [];
  });
  return each.length === 0 ? null : each.reduce((sum, one) => sum + one, 0) / each.length;
}

export type LawAsk = {
  readonly customers: readonly (Spent & { readonly habits: Habits })[];
  readonly today: BusinessDay;
};

/** The laws of buying and spending of these customers; null while too few of them came back. */
export function lawOf({ customers, today }: LawAsk): Law | null {
  const currency = commonest(customers.map((one) => one.currency));
  const ones = customers.map(({ habits, spentMinor, currency: own }) => ({
    buying: buyingOf(habits, today),
    days: habits.days,
    mean: own === currency && spentMinor !== null ? Math.max(0, spentMinor / habits.days) : 0,
  }));
  const back = ones.filter(({ buying }) => buying.repeats > 0);
  if (back.length < ENOUGH_REPEATERS) return null;
  const fit = fitBgNbd(ones.map(({ buying }) => buying));
  if (fit === null || ![fit.r, fit.alpha, fit.a, fit.b].every(Number.isFinite)) return null;
  const { logLikelihood: _, ...buying } = fit;
  // Whoever bought once may have paid anything; the law of spending is told by those who came back.
  const spent = fitGammaGamma(back.map(({ days, mean }) => ({ purchases: days, mean })));
  const spending = spent === null ? null : { p: spent.p, q: spent.q, gamma: spent.gamma };
  const usual = usualOf(ones, buying, spending);
  return { buying, spending, currency, customers: ones.length, repeaters: back.length, usual };
}

function refundedShare(habits: readonly Habits[]): number | null {
  const orders = habits.reduce((sum, one) => sum + one.orders, 0);
  const refunded = habits.reduce((sum, one) => sum + Math.min(one.refunded, one.orders), 0);
  return orders < ENOUGH_ORDERS ? null : refunded / orders;
}

/** Reads what the shop's customers have in common. */
export async function reckonMarket(
  ctx: Ctx,
  ports: Ports,
  { shop, known }: { readonly shop: ShopId; readonly known: number },
): Promise<Kept> {
  const choices = await ports.priceChoices(ctx, shop);
  const bought = await sampled(ctx, shop);
  const profiles = bought.map(({ id }) => id);
  const habits = new Map(
    (await ports.habitsOf(ctx, { shop, profiles, choices: [] })).map((one) => [one.profile, one]),
  );
  const buyers = bought.flatMap((one) => {
    const own = habits.get(one.id);
    return own === undefined
      ? []
      : [{ spentMinor: one.spentMinor, currency: one.currency, habits: own }];
  });
  return {
    ...{ known, choices },
    law: await ports.fitLaw({ customers: buyers, today: businessDay(ctx.now) }),
    refunded: refundedShare(buyers.map((one) => one.habits)),
    earnedBp: await ports.earnedBp(ctx, shop),
  };
}
