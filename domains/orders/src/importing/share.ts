import type { ImportRow } from "@zhongshu/ledger/contract";
import { type Draft, type Money, sumIn } from "./draft.ts";

const SUMS = ["total", "paid", "discount", "postage", "amount"] as const;

/** What each row tells of a sum, also a row that cannot be read; undefined where that very sum is what cannot be. */
const toldOf = (
  field: keyof Money,
  read: readonly Draft[],
  unread: readonly ImportRow[],
): readonly (number | null | undefined)[] => [
  ...read.map(({ money }) => money[field]),
  ...unread.map((row) => {
    const sum = sumIn(row, field, read[0]?.currency ?? "");
    return sum === undefined || sum === null ? sum : Math.abs(sum.minor);
  }),
];

/** Is there no such sum, or is it told of every row and not the same of all? */
const isOwn = (told: readonly (number | null | undefined)[]): boolean =>
  told.every((sum) => sum === null || sum === 0) ||
  (!told.includes(null) && new Set(told.filter((sum) => sum !== undefined)).size > 1);

/** What the goods of the row cost by its own prices; null where they do not tell. */
const worthOf = ({ parts }: Draft): number | null =>
  parts.reduce<number | null>((sum, { unit, sum: whole, quantity }) => {
    const own = whole ?? (unit === null ? null : unit * quantity);
    return sum === null || own === null ? null : sum + own;
  }, 0);

/** Does what was paid for the row come out by its own prices alone? */
function addsUp(row: Draft): boolean {
  const { money } = row;
  const worth = worthOf(row);
  const paid = money.paid ?? money.total;
  return worth !== null && paid === worth - (money.discount ?? 0) + (money.postage ?? 0);
}

/** Was more paid for the row than it costs, or nothing: was it paid for others, or with them? A total may be one before the discount. */
function paysElsewhere(row: Draft): boolean {
  const { money } = row;
  const worth = worthOf(row);
  const paid = money.paid ?? money.total;
  if (worth === null || paid === null) return false;
  const off = money.paid === null ? 0 : (money.discount ?? 0);
  const due = worth - off + (money.postage ?? 0);
  return paid > due || (paid === 0 && due > 0);
}

/** Is what these rows of an order tell as paid perhaps paid for other rows of it too? */
export const sharesPaid = (rows: readonly Draft[], shared: boolean): boolean =>
  rows.some(({ money }) => (money.paid ?? money.total) !== null) &&
  !rows.every(addsUp) &&
  (shared || rows.length === 1);

/** Rows of an order cannot be read: may a sum be the order's, so that the others cannot be weighed without them? */
export function mayShare(read: readonly Draft[], unread: readonly ImportRow[]): boolean {
  const [one, other] = read;
  if (one === undefined) return false;
  // A column of amounts is each row's own, where all have one.
  const amounts = toldOf("amount", read, unread);
  const fields = amounts.includes(null) ? SUMS : SUMS.slice(0, -1);
  return (
    read.some(paysElsewhere) ||
    (!(other === undefined && addsUp(one)) &&
      fields.some((field) => !isOwn(toldOf(field, read, unread))))
  );
}
