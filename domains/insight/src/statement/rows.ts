import type { Instant, ShopId } from "@zhongshu/kernel";
import {
  type Kind,
  type Movement,
  movementsOf,
  type Word,
  type Worth,
} from "../commission/life.ts";
import type { StatementRow } from "../contract.ts";
import type { SoldLine } from "../ports.ts";

/** A line with what somebody earns on it, as it was told one after the other. */
export type EarningLine = {
  readonly shop: ShopId;
  readonly level: StatementRow["level"];
  readonly line: SoldLine;
  readonly words: readonly Word[];
};
/** From the first instant of it up to and with the last that is known. */
export type Stretch = { readonly from: Instant; readonly asOf: Instant; readonly returnMs: number };

export const NOTHING: Worth = { estimated: 0, pending: 0, settled: 0 };
export const plus = (a: Worth, b: Worth): Worth => ({
  estimated: a.estimated + b.estimated,
  pending: a.pending + b.pending,
  settled: a.settled + b.settled,
});
export const totalOf = ({ estimated, pending, settled }: Worth): number =>
  estimated + pending + settled;

export type Rows = { readonly opening: Worth; readonly rows: readonly StatementRow[] };

const inTime = (a: StatementRow, b: StatementRow): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function rowOf({ shop, level, line }: EarningLine, nth: number, word: Movement["word"]) {
  const { source, number, ordinal, product, title, minor } = line;
  const rated = { rate: word?.rate ?? null, rule: word?.rule ?? null };
  const id = JSON.stringify([shop, source, number, ordinal, String(nth).padStart(3, "0")]);
  return { ...{ id, shop, level, source, number, ordinal, product, title, minor, ...rated } };
}

/** What stood open before the stretch, and every row of it, oldest first. Settled begins anew with each stretch. */
export function rowsOf(lines: Iterable<EarningLine>, { from, asOf, returnMs }: Stretch): Rows {
  let opening = NOTHING;
  const rows: StatementRow[] = [];
  for (const one of lines)
    for (const [nth, move] of movementsOf(one.line, one.words, returnMs).entries()) {
      const { kind, at, change, part, word } = move;
      if (at < from) opening = plus(opening, { ...change, settled: 0 });
      else if (at <= asOf)
        rows.push({ ...rowOf(one, nth, word), kind, at, change, refund: part?.refund ?? null });
    }
  return { opening, rows: rows.toSorted(inTime) };
}

export const sumOf = (rows: readonly StatementRow[]): Worth =>
  rows.reduce((sum, { change }) => plus(sum, change), NOTHING);

export const ofKind = (rows: readonly StatementRow[], kind: Kind | null) =>
  kind === null ? rows : rows.filter((row) => row.kind === kind);
