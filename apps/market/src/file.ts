import { z } from "zod";

/** A log-normal: its median, and the standard deviation of its logarithm (0: everybody alike). */
const Spread = z.strictObject({
  median: z.number().positive(),
  sd: z.number().min(0).max(5),
});
const Chance = z.number().min(0).max(1);
const Range = z
  .strictObject({ from: z.int().positive(), to: z.int().positive() })
  .refine(({ from, to }) => from <= to, "`from` is above `to`");

const Chances = z
  .strictObject({ from: Chance, to: Chance })
  .refine(({ from, to }) => from <= to, "`from` is above `to`");

/** One market: every distribution's parameters. README.md of this app tells each in a sentence. */
export const MarketFile = z.strictObject({
  name: z.string().min(1).max(80),
  shops: z.int().min(1).max(50),
  communities: z.strictObject({ perShop: z.int().min(1).max(20), members: Range }),
  goods: z.strictObject({
    categories: z.int().min(2).max(12),
    perCategory: z.int().min(1).max(80),
    /** Price in yuan. */
    price: Spread,
    /** Zipf exponent of popularity within a category; 0: all alike. */
    popularity: z.number().min(0).max(3),
    /** Share of the price that is the seller's. */
    margin: Chance,
    /** Share of goods that a coupon makes cheaper, and by how much of the price. */
    coupon: z.strictObject({ share: Chance, off: Chance }),
  }),
  taste: z.strictObject({
    /** Standard deviation of a customer's own log-tastes; 0: no differences between customers. */
    own: z.number().min(0).max(4),
    /** The same of what a community has in common. */
    shared: z.number().min(0).max(4),
  }),
  visits: z.strictObject({
    perDay: Spread,
    touches: Spread,
    /** Chance that a touch becomes an order without anybody writing. */
    buys: Chance,
    /** Factor by weekday, Monday first. */
    weekly: z.array(z.number().min(0)).length(7),
    /** ± of the yearly swing of a category, each at its own time of the year. */
    season: z.number().min(0).max(0.95),
    /** Chance a day that a customer's interest turns to one category for some days. */
    bursts: Chance,
  }),
  habits: z.strictObject({
    /** Mean number of goods that a customer buys again and again. */
    perCustomer: z.number().min(0).max(10),
    /** Share of goods that are used up and bought again at all. */
    staples: Chance,
    /** How long a pack lasts: of each staple its own, evenly on the scale of logarithms. */
    everyDays: Range,
    /** How much faster or slower each customer uses it up: sd of the logarithm. */
    pace: z.number().min(0).max(2),
    /** How irregular: sd of the logarithm of an interval. */
    irregular: z.number().min(0).max(1),
    /** Chance that the next pack is bought here without a message: of each staple its own. */
    loyalty: Chances,
  }),
  message: z.strictObject({
    open: Chance,
    click: Chance,
    buy: Chance,
    /** How much log-taste moves the log-odds of clicking and buying. */
    taste: z.number().min(0).max(5),
    /** What being due adds to the log-odds of buying. */
    due: z.number().min(0).max(8),
  }),
  price: z.strictObject({ sensitivity: Spread }),
  fatigue: z.strictObject({
    /** Each message still felt halves the chance of opening the next by this power; it fades by half in so many days. */
    perMessage: z.number().min(0).max(5),
    halfLifeDays: z.number().positive().max(365),
    /** Chance to unsubscribe at a message, and the factor for each message still felt. */
    unsubscribe: Chance,
    tired: z.number().min(1).max(20),
  }),
  /** Chance that somebody of the same group buys because one other opened the message, at mean taste. */
  spillover: Chance,
  promotions: z.array(
    z.strictObject({ day: z.string().regex(/^\d\d-\d\d$/), pull: z.number().min(1).max(50) }),
  ),
  refunds: z.strictObject({ share: Chance, afterDays: Range }),
  /** In yuan; `coupon`: which part of what a coupon takes off the seller pays, where the mall does not. */
  costs: z.strictObject({
    message: z.number().min(0),
    unsubscribe: z.number().min(0),
    coupon: Chance.default(0),
  }),
});
export type MarketFile = z.infer<typeof MarketFile>;

/** Throws an error that names each field that does not fit. */
export function marketOf(json: unknown): MarketFile {
  const parsed = MarketFile.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(`The market file does not fit:\n${z.prettifyError(parsed.error)}`);
}
