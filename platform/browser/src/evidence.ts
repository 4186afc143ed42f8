import type { Text } from "@zhongshu/kernel";
import { cell, price, short } from "./read.ts";

type Column = { readonly key: string; readonly label: Text };
type Row = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

const AMOUNT: Text = { zh: "金额", en: "Amount" };

/** The columns as people read them: an amount with its currency in one, and under its own name. */
export function columnsOf(columns: readonly Column[]): readonly Column[] {
  if (!columns.some(({ key }) => key === "minor")) return columns;
  return columns
    .filter(({ key }) => key !== "currency")
    .map((column) => (column.key === "minor" ? { ...column, label: AMOUNT } : column));
}

/** A cell as people read it: who instead of an id, an amount as money. */
export function readable(row: Row, key: string, names: Names = {}): string {
  const value = row[key];
  const { currency } = row;
  if (key === "profile" && typeof value === "string") return names[value] ?? short(value);
  if (key === "minor" && Number.isSafeInteger(value) && typeof currency === "string") {
    return price({ minor: Number(value), currency });
  }
  return short(cell(value));
}
