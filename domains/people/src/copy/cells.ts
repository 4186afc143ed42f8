import type { Held } from "../contract.ts";

export type Cell = string | number | null;
/** A sheet of a workbook, as a person reads it. */
export type CopySheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[] };
export type HeldRow = Held["rooms"][string][string][number];

const HOUR = 3_600_000;
/** "2026-11-24 10:30" in Shanghai, of the time that a row tells or of an instant; what is no time stays as it is. */
export function timeOf(told: string | number): string {
  const at = typeof told === "number" ? told : Date.parse(told);
  if (Number.isNaN(at)) return String(told);
  return new Date(at + 8 * HOUR).toISOString().slice(0, 16).replace("T", " ");
}

/** A value in one cell; what has parts is told with them. */
export const written = (value: HeldRow[string] | undefined): Cell => {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
};

export const rowsIn = ({ rooms }: Held, room: string, table: string): readonly HeldRow[] =>
  rooms[room]?.[table] ?? [];
