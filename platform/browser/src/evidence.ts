import type { Text } from "@zhongshu/kernel";
import { cell, clock, price, short } from "./read.ts";

type Column = { readonly key: string; readonly label: Text };
type Row = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/** Columns that hold minor units of the row's currency. */
const AMOUNTS = ["minor", "refunded", "commission"];
const WHO = ["profile", "who"];

/** "金额（分）": what is shown as money is not called minor units. */
const asMoney = ({ zh, en }: Text): Text => ({
  zh: zh.replace("（分）", ""),
  en: en.replace(" (minor units)", ""),
});

/** The columns as people read them: an amount with its currency in one, and under its own name. */
export function columnsOf(columns: readonly Column[]): readonly Column[] {
  if (!columns.some(({ key }) => key === "minor")) return columns;
  return columns
    .filter(({ key }) => key !== "currency")
    .map((column) =>
      AMOUNTS.includes(column.key) ? { ...column, label: asMoney(column.label) } : column,
    );
}

/** A cell as people read it: who instead of an id, an amount as money. */
export function readable(row: Row, key: string, names: Names = {}): string {
  const value = row[key];
  const { currency } = row;
  if (WHO.includes(key) && typeof value === "string") return names[value] ?? short(value);
  if (key === "at" && Number.isSafeInteger(value)) return clock(Number(value));
  if (AMOUNTS.includes(key) && Number.isSafeInteger(value) && typeof currency === "string") {
    return price({ minor: Number(value), currency });
  }
  return short(cell(value));
}
