import { type ImportRow, textOf } from "@zhongshu/ledger/contract";
import { numberOf } from "./draft.ts";

/** What belongs to the order, and stands on its first row alone where cells were merged. */
const OF_ORDER = [
  ...["number", "at", "noted", "status", "payment", "refund", "refundedAt", "refundOf", "currency"],
  ...["customer", "phone", "nickname", "name", "unionid", "openid", "country"],
  ...["leader", "pickup", "community", "note"],
] as const;

const isBlank = (row: ImportRow, field: string): boolean => textOf(row, field) === "";
const namesGoods = (row: ImportRow): boolean =>
  !(isBlank(row, "title") && isBlank(row, "sku") && isBlank(row, "items"));

/** Does the row go on with the order of the row above: without a number, or with the same and nothing else of an order? */
const continues = (above: ImportRow, row: ImportRow): boolean =>
  isBlank(row, "at") &&
  namesGoods(row) &&
  (isBlank(row, "number") || numberOf(row) === numberOf(above));

/** Rows with what they take from the rows above them. */
export function filled(rows: readonly ImportRow[]): readonly ImportRow[] {
  let above: ImportRow | null = null;
  return rows.map((row) => {
    if (above !== null && continues(above, row)) {
      const { cells } = above;
      const taken = OF_ORDER.flatMap((field) =>
        isBlank(row, field) && cells[field] !== undefined ? [[field, cells[field]] as const] : [],
      );
      return { ...row, cells: { ...row.cells, ...Object.fromEntries(taken) } };
    }
    above = row;
    return row;
  });
}

/** Must these rows be weighed together? */
export const goesOn = (above: ImportRow, below: ImportRow): boolean =>
  continues(above, below) || (!isBlank(below, "number") && numberOf(below) === numberOf(above));
