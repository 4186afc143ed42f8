import { z } from "zod";

/** An id as a sender's system knows it. */
export const Id = z.string().min(1).max(200);
export const Label = z.string().max(500);
/** Never negative, never a fraction of a minor unit. */
export const Price = z.object({
  minor: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/, "a currency in three capitals, such as CNY"),
});
export const Quantity = z.int().positive().max(1_000_000);
export const Ordinal = z.int().positive().max(100_000);

export type Properties = Readonly<Record<string, unknown>>;

/** One standard event: what it must carry, who may send it, and whether it must name a person. */
export type Standard = {
  readonly version: number;
  readonly schema: z.ZodType<Record<string, unknown>>;
  /** "anyone" includes a browser key, which every visitor of the page can read. */
  readonly from: "anyone" | "server";
  readonly person: boolean;
};

const standard =
  (from: Standard["from"], person: boolean) =>
  (schema: Standard["schema"]): Standard => ({ version: 1, schema, from, person });

/** What a visitor does on a page. */
export const behaviour = standard("anyone", true);
/** What only the shop's own system can know about a person. */
export const record = standard("server", true);
/** What may concern nobody in particular: an anonymous order, a stock count. */
export const document = standard("server", false);
