import type { Draft } from "./draft.ts";
import { costing, type Line, lineOf, ordinalOf, ROOM } from "./line.ts";
import type { Part } from "./parts.ts";
import { priced, spread } from "./spread.ts";

/** The parts of a row with what each cost; of the first row also what was paid beside the goods. */
export type Costed = {
  readonly draft: Draft;
  readonly parts: readonly (readonly [Part, number])[];
};

/** Something of an order, with what was paid for it and its place among the lines of the refund. */
type Sold = {
  readonly draft: Draft;
  readonly part: Part;
  readonly sum: number;
  readonly nth: number;
};
type Back = Sold & {
  readonly costs: readonly { readonly quantity: number; readonly minor: number }[];
};

const plus = (all: readonly Sold[]): number => all.reduce((sum, one) => sum + one.sum, 0);
const whole = (one: Sold): Back => ({ ...one, costs: costing(one.part, one.sum) });

/** Of one thing for a sum: so many as it pays for exactly, else one. */
const some = (one: Sold, sum: number): Back => {
  const many = one.sum === 0 ? 0 : (one.part.quantity * sum) / one.sum;
  return { ...one, costs: priced(Number.isInteger(many) && many > 0 ? many : 1, sum) };
};

/** What came back for a sum: all; the one thing that cost that; so many of the only thing; else a part of each. */
function taken(sold: readonly Sold[], sum: number): readonly Back[] {
  const all = plus(sold);
  const [first] = sold;
  if (first === undefined || sum <= 0) return [];
  if (sum >= all) {
    const last = { ...first, part: { ...first.part, ...MORE, quantity: 1 }, nth: ROOM - 1 };
    return [...sold.map(whole), ...(sum > all ? [{ ...last, costs: priced(1, sum - all) }] : [])];
  }
  const exact = sold.find((one) => one.sum === sum);
  if (exact !== undefined) return [whole(exact)];
  const goods = sold.filter(({ part }) => part.kind === "goods");
  const pool = plus(goods) >= sum ? goods : sold;
  const parts = spread(
    sum,
    pool.map((one) => one.sum),
  );
  return pool.flatMap((one, i) => ((parts[i] ?? 0) > 0 ? [some(one, parts[i] ?? 0)] : []));
}

const MORE = {
  ...{ sku: "退款差额", product: "退款差额", title: "退款差额", category: null },
  kind: "service",
} as const;

/** The sum that rows say came back; null where they only say that all did. The same on every row may be each row's own. */
function sumOf(given: readonly Draft[], all: number): number | null {
  const sums = given.map(({ money }) => money.refunded ?? 0).filter((sum) => sum > 0);
  const [first] = sums;
  if (first === undefined) return null;
  const each = sums.reduce((total, sum) => total + sum, 0);
  const again = sums.length === given.length && sums.every((sum) => sum === first);
  return again && each !== all ? first : each;
}

const gaveBack = ({ standing, money }: Draft): boolean =>
  standing === "refunded" || (standing !== "asked" && (money.refunded ?? 0) > 0);

/** The lines of an order's refund, a document of its own that names it. */
export function refundOf(
  order: readonly Costed[],
  bundleOf: (draft: Draft) => number,
): readonly Line[] {
  const sold = order.flatMap(({ draft, parts }) =>
    parts.map(([part, sum], i) => ({ draft, part, sum, nth: 2 * i })),
  );
  const given = order.map(({ draft }) => draft).filter(gaveBack);
  const goods = sold.filter(({ draft, part }) => part.kind === "goods" && given.includes(draft));
  const everything = given.length === order.length;
  const told = sumOf(given, everything ? plus(sold) : plus(goods));
  const ofOrder = given.length === 1 && given[0] === order[0]?.draft && (told ?? 0) > plus(goods);
  const pool = everything || ofOrder ? sold : goods;
  return taken(pool, told ?? plus(pool)).flatMap((back) => linesOf(back, bundleOf));
}

function linesOf(
  { draft, part, costs, nth }: Back,
  bundleOf: (draft: Draft) => number,
): readonly Line[] {
  const { unit: _, sum: __, ...what } = part;
  return costs.map((cost, i) => {
    const placing = { document: "refund", bundle: bundleOf(draft), nth: 0 } as const;
    return {
      ...lineOf(draft, { ...what, ...cost }, placing),
      ordinal: ordinalOf(draft.ordinal, nth + i),
      number: `${draft.number}-R`,
      at: draft.refundedAt ?? draft.at,
      refundOf: draft.number,
    };
  });
}
