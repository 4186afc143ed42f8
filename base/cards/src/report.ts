import { z } from "zod";
import { Money, Promises, Text } from "./card.ts";

/** A figure that opens to its rows at a path of the API, from the shop's own address on. */
const Counted = z.object({ key: z.string(), title: Text, count: z.int(), opens: z.string() });
const Arm = z.object({ people: z.int(), buyers: z.int() });
/** Where the rows behind a figure are, from the shop's own address on. */
const Opens = z.string();

/** What the writing changed, against those left out. Silent while the window is open or too little has happened. */
export const Lift = z.discriminatedUnion("known", [
  z.object({
    known: z.literal(true),
    treated: Arm,
    heldOut: Arm,
    /** Additional buyers among the treated, and additional commission, each with its 95 % interval. */
    buyers: z.object({ low: z.number(), middle: z.number(), high: z.number() }),
    worth: z.object({ low: Money, middle: Money, high: Money }).nullable(),
    /** "95% 的把握多赚 ¥90–260", "看不出有没有用" … */
    words: Text,
    basis: Text,
  }),
  z.object({ known: z.literal(false), treated: Arm, heldOut: Arm, why: Text, brief: Text }),
]);

/** GET /api/shops/:shop/executions/:execution/report?as=plain → Report. Gross and lift never share a column. */
export const Report = z.object({
  execution: z.uuid(),
  headline: Text,
  /** `open`: counts only. `provisional` 暂估: returns are still possible. `final`: net of refunds. */
  state: z.enum(["open", "provisional", "final"]),
  closesAt: z.int(),
  returnsUntil: z.int(),
  /** The last instant whose rows were read; of a final report it stays at the end of the return period. */
  asOf: z.int(),
  funnel: z.array(Counted),
  /** Why more ordered than followed the link, where it is so. */
  funnelNote: Text.nullable(),
  /** Of those who were written to: 预估 → 待结算 → 已结算, and what refunds took back. */
  commission: z.object({
    estimated: Money,
    pending: Money,
    settled: Money,
    clawedBack: Money,
    /** Each sum opens to the order lines of that sum alone. */
    opens: z.object({ estimated: Opens, pending: Opens, settled: Opens, clawedBack: Opens }),
  }),
  promised: Promises.nullable(),
  /** Of everybody whom the promise spoke of, written to or not, how many ordered the product so far. */
  came: z.object({ count: z.int(), opens: Opens }),
  /** Why what was promised cannot be held against it; null where it can. */
  otherWindow: Text.nullable(),
  here: Lift,
  /** Where it cannot tell, about how many people one execution of the kind would need. */
  enough: Text.nullable(),
  /** Of those in `here` who were drawn to be written to, how many the message has reached. */
  reached: z.int(),
  /**
   * The same play over all communities of the organisation, summed up; null when this is the first. `apart`:
   * why some executions are not among them.
   */
  pooled: z
    .object({ lift: Lift, executions: z.int(), apart: Text.nullable(), opens: Opens })
    .nullable(),
  /** Something is wrong with how the groups came about; the result is then marked, or withheld. */
  caution: Text.nullable(),
});

export type Lift = z.infer<typeof Lift>;
/** Is a gain or a loss stated? Buyers decide, wherever it is told; what it was worth follows. */
export const stated = ({
  buyers: { low, high },
}: {
  readonly buyers: { readonly low: number; readonly high: number };
}): boolean => low > 0 || high < 0;
export type Report = z.infer<typeof Report>;
