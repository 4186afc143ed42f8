import type { Draft, Money } from "./draft.ts";
import type { Part } from "./parts.ts";
import { spread } from "./spread.ts";

/** What the goods of an order cost as they were paid for, one sum for each part of each row, and what was paid beside them. */
export type Charge = {
  readonly parts: readonly (readonly number[])[];
  readonly postage: number;
  /** Paid for what the file does not name. */
  readonly other: number;
  /** Do rows depend on each other, because a sum of theirs is the order's? */
  readonly shared: boolean;
};

/** A column of sums may mean each row's own, or the order's, once or again on every row. */
type Meaning = { readonly value: number; readonly each: boolean };

const plus = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function meanings(rows: readonly Draft[], field: keyof Money): readonly Meaning[] {
  const told = rows.map(({ money }) => money[field]);
  const values = told.filter((value) => value !== null);
  const [first] = values;
  if (first === undefined) return [];
  if (rows.length === 1) return [{ value: first, each: false }];
  const each = { value: plus(values), each: true };
  const once = { value: first, each: false };
  if (values.length === 1) return told[0] === null ? [each] : [once];
  return values.length === rows.length && values.every((value) => value === first)
    ? [once, each]
    : [each];
}

const NONE: readonly Meaning[] = [{ value: 0, each: false }];
const orNone = (of: readonly Meaning[]): readonly Meaning[] => (of.length === 0 ? NONE : of);

const worthOf = ({ unit, sum, quantity }: Part): number | null =>
  sum ?? (unit === null ? null : unit * quantity);

/** What each part is worth by its own price; null where any has none. Two ways to read "×2 ¥12.00": for one, or for both. */
function worths(rows: readonly Draft[], asSum: boolean): readonly (readonly number[])[] | null {
  const all = rows.map(({ parts }) =>
    parts.map((part) => (asSum && part.unit !== null ? part.unit : worthOf(part))),
  );
  const known = all.map((row) => row.filter((worth) => worth !== null));
  return known.every((row, i) => row.length === all[i]?.length) ? known : null;
}

type Sums = {
  readonly paid: Meaning | null;
  readonly discount: number;
  readonly postage: number;
  readonly goods: number | null;
  readonly each: boolean;
};

/** Every reading of the columns; the likeliest of each comes first. */
function readings(rows: readonly Draft[]) {
  const [discounts, postages] = [
    orNone(meanings(rows, "discount")),
    orNone(meanings(rows, "postage")),
  ];
  return discounts.flatMap((discount) =>
    postages.map((postage) => ({ discount: discount.value, postage: postage.value })),
  );
}

/** What was paid, where it is told; of its meanings the one that adds up with the prices. */
function paidFor(rows: readonly Draft[], worth: number | null): Sums | null {
  const paids = meanings(rows, "paid");
  const all = readings(rows);
  const [likely] = all;
  const [first] = paids;
  if (first === undefined || likely === undefined) return null;
  const sums = paids.flatMap((paid) => all.map((one) => ({ paid, ...one })));
  const adding = sums.find(
    ({ paid, discount, postage }) => worth !== null && worth - discount + postage === paid.value,
  );
  const { paid, discount, postage } = adding ?? { paid: first, ...likely };
  // Rows that each say what was paid for them say it of their goods.
  const beside = adding === undefined && paid.each ? 0 : postage;
  const covered = paid.value >= beside;
  return {
    ...{ paid, discount, each: paid.each, postage: covered ? postage : 0 },
    goods: covered ? paid.value - beside : paid.value,
  };
}

/** What was charged, where only a total is told: with or without postage, before or after what was taken off. */
function chargedFor(rows: readonly Draft[], worth: number | null): Sums | null {
  const totals = meanings(rows, "total");
  const all = readings(rows);
  const [first] = totals;
  const [likely] = all;
  if (first === undefined || likely === undefined) return null;
  const sums = totals.flatMap((total) => all.map((one) => ({ total, ...one })));
  const goodsOf = ({ total, discount, postage }: (typeof sums)[number]): number | null => {
    if (worth === null) return null;
    const net = worth - discount;
    return [net, net + postage, worth, worth + postage].includes(total.value) && net >= 0
      ? net
      : null;
  };
  const fit = sums.find((one) => goodsOf(one) !== null) ?? { total: first, ...likely };
  const { total, discount, postage } = fit;
  const left = total.value - discount - postage;
  const bare = worth === null ? left : total.value - postage;
  const goods = goodsOf(fit) ?? (bare >= 0 ? bare : total.value);
  return { paid: total, discount, each: total.each, goods, postage: bare >= 0 ? postage : 0 };
}

/** Without a total: the goods less what was taken off, and postage beside. */
function summed(rows: readonly Draft[], worth: number | null): Sums {
  const amounts = meanings(rows, "amount");
  const [likely = { discount: 0, postage: 0 }] = readings(rows);
  const amount = amounts[0] ?? null;
  const gross = worth ?? amount?.value ?? null;
  const goods = gross === null ? null : Math.max(0, gross - likely.discount);
  return { paid: null, each: false, goods, ...likely };
}

/** Amounts of rows, where they are the rows' own: what a row's goods cost in all, whatever one of them does. */
function ownAmounts(rows: readonly Draft[], worth: number | null): readonly number[] | null {
  const each = rows.map(({ money }) => money.amount).filter((value) => value !== null);
  if (each.length !== rows.length) return null;
  const sum = plus(each);
  const same = each.every((value) => value === each[0]);
  const order = same && rows.length > 1 ? (each[0] ?? null) : null;
  if (order === null) return each;
  // The same on every row is the order's where that adds up, and the row's own else.
  if (worth !== null) return sum === worth ? each : null;
  const asOrder = paidFor(rows, order)?.goods ?? chargedFor(rows, order)?.goods;
  const [likely] = readings(rows);
  return asOrder !== undefined && likely !== undefined && asOrder === order - likely.discount
    ? null
    : each;
}

const quantities = (rows: readonly Draft[]): readonly (readonly number[])[] =>
  rows.map(({ parts }) => parts.map(({ quantity }) => quantity));

/** A whole over the parts of rows, the rows first where their own sums are known. */
function over(
  whole: number,
  weights: readonly (readonly number[])[],
  byRow: readonly number[] | null,
): readonly (readonly number[])[] {
  if (byRow !== null) {
    const sums = spread(whole, byRow);
    return weights.map((row, i) => spread(sums[i] ?? 0, row));
  }
  const flat = spread(whole, weights.flat());
  const begins = weights.map((_, i) => plus(weights.slice(0, i).map((row) => row.length)));
  return weights.map((row, i) => flat.slice(begins[i], (begins[i] ?? 0) + row.length));
}

type Worth = { readonly parts: readonly (readonly number[])[]; readonly sum: number };

function worthIn(rows: readonly Draft[]): Worth | null {
  const read = (asSum: boolean): Worth | null => {
    const parts = worths(rows, asSum);
    return parts === null ? null : { parts, sum: plus(parts.flat()) };
  };
  const [single, whole] = [read(false), read(true)];
  const amounts = ownAmounts(rows, single?.sum ?? null);
  if (amounts !== null) {
    const parts = over(plus(amounts), single?.parts ?? quantities(rows), amounts);
    return { parts, sum: plus(amounts) };
  }
  const fits = (worth: Worth | null): boolean => {
    const sums = paidFor(rows, worth?.sum ?? null) ?? chargedFor(rows, worth?.sum ?? null);
    return worth !== null && sums !== null && sums.goods === worth.sum - sums.discount;
  };
  return !fits(single) && fits(whole) ? whole : single;
}

const TOLD: readonly (keyof Money)[] = ["total", "paid", "discount", "postage", "amount"];

/** What an order's rows cost, to the last minor unit; null where nothing tells it. */
export function chargeOf(rows: readonly Draft[]): Charge | null {
  const worth = worthIn(rows);
  const sum = worth?.sum ?? null;
  const { goods, each, paid, postage } =
    paidFor(rows, sum) ?? chargedFor(rows, sum) ?? summed(rows, sum);
  if (goods === null) return null;
  const shared =
    rows.length > 1 && TOLD.some((field) => meanings(rows, field).some((one) => !one.each));
  if (worth !== null && goods >= worth.sum)
    return { parts: worth.parts, postage, other: goods - worth.sum, shared };
  const own =
    each && paid !== null ? rows.map(({ money }) => money.paid ?? money.total ?? 0) : null;
  return { parts: over(goods, worth?.parts ?? quantities(rows), own), postage, other: 0, shared };
}
