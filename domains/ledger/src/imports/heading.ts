import { DELIMITERS, scanRow } from "./scan.ts";

/** Which lines of a file's top say what the columns are, and which sign cuts them. */
export type Heading = {
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Lines from the first on that are no rows: titles above, the heading itself, a second line of it. */
  readonly lines: number;
};

/** So many lines with anything in them are looked at; exports put no more above their tables. */
export const TOP = 15;
/** A heading with breaks in its cells spreads over no more lines. */
const MOST_LINES = 30;
/** A heading fills at least so much of the table's width; a title, or a line of groups, does not … */
const FILLS = 0.6;
/** … but the first of two lines that fill it together may be emptier. */
const FILLS_HALF = 0.4;

type Cells = readonly string[];
/** A row of the top, which a cell with breaks in it may spread over several lines: the first, and the one behind it. */
type Line = { readonly at: number; readonly ends: number; readonly cells: Cells };

const filled = (cells: Cells): number => cells.filter((cell) => cell !== "").length;
const isFigure = (cell: string): boolean => /^[\d\s.,:/¥￥$%+-]+$/.test(cell);
const isLabels = (cells: Cells): boolean => !cells.some((cell) => cell !== "" && isFigure(cell));

/** Without the empty cells that some exports put behind the last heading. */
const trimmed = (cells: Cells): Cells =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);

/** The row that begins on a line, with what it takes to close its quotes; null where they never are, or it is broken. */
function rowAt(texts: readonly string[], at: number, delimiter: string): Line | null {
  let text = "";
  for (let ends = at + 1; ends <= texts.length && ends - at <= MOST_LINES; ends += 1) {
    text += (text === "" ? "" : "\n") + (texts[ends - 1] ?? "");
    const scan = scanRow(text, delimiter);
    if (scan.kind === "fields")
      return { at, ends, cells: scan.fields.map((cell) => cell.replace(/\s*\n\s*/g, "").trim()) };
    if (scan.kind === "broken") return null;
  }
  return null;
}

function cut(texts: readonly string[], delimiter: string): readonly Line[] {
  const found: Line[] = [];
  for (let at = 0; at < texts.length && found.length < TOP; ) {
    const row = (texts[at] ?? "").trim() === "" ? null : rowAt(texts, at, delimiter);
    if (row !== null && filled(row.cells) > 0) found.push(row);
    at = row?.ends ?? at + 1;
  }
  return found;
}

/** The width that most lines have; of equals that of the earliest. */
function widthOf(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of lines) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? 0;
}

/**
 * Is `below` a second line of the heading? Its labels stand only where the line above is empty or begins a group (a heading
 * with nothing to its right), or say the same as it.
 */
function isSecond(above: Cells, below: Cells): boolean {
  if (filled(below) < 2 || !isLabels(below)) return false;
  const groups = above.map((cell, i) => cell === "" || (i + 1 < below.length && !above[i + 1]));
  return (
    groups.includes(true) &&
    below.every((cell, i) => cell === "" || cell === above[i] || (groups[i] ?? true))
  );
}

/** A merged cell stands in the first of its columns and is meant for all of them. */
function carried(groups: Cells, width: number): Cells {
  let last = "";
  return Array.from({ length: width }, (_, i) => {
    last = groups[i] || last;
    return last;
  });
}

/** Says nothing without its group: 订单 编号, 退款 时间. */
const BARE = /^(编号|编码|号码|id|no\.?|时间|日期|状态)$/i;
/** A group is a word or two; "导出时间：2026-03-31" above a table is none. */
const GROUP = /^[^:：\d]{1,8}$/;

/** Headings that several columns share, or that say nothing alone, are told by their groups: 买家 姓名 and 收货人 姓名. */
function apart(header: Cells, groups: Cells | undefined): Cells {
  if (groups === undefined) return header;
  const above = carried(groups, header.length);
  return header.map((cell, i) => {
    const group = above[i] ?? "";
    const shared = cell !== "" && header.indexOf(cell) !== header.lastIndexOf(cell);
    const bare = BARE.test(cell) && GROUP.test(group) && group !== cell;
    return shared || bare ? `${group}${cell}` : cell;
  });
}

const over = (above: Cells, below: Cells): Cells =>
  Array.from(
    { length: Math.max(above.length, below.length) },
    (_, i) => below[i] || above[i] || "",
  );

/** Where the heading begins: the first line, or two lines that are one, that fill the width with labels; −1 where none do. */
function beginning(lines: readonly Line[], width: number): number {
  const fills = (cells: Cells, part: number): boolean =>
    filled(cells) >= Math.max(2, part * width) && isLabels(cells);
  return lines.findIndex(({ cells }, i) => {
    if (fills(cells, FILLS)) return true;
    const below = lines[i + 1]?.cells;
    return (
      below !== undefined &&
      fills(cells, FILLS_HALF) &&
      !fills(below, FILLS) &&
      isSecond(cells, below) &&
      fills(over(cells, below), FILLS)
    );
  });
}

type Cut = { readonly delimiter: string; readonly lines: readonly Line[]; readonly found: number };

/**
 * The sign that cuts the first line into most cells, where that line is the heading; where it is not, the one that cuts the
 * table into most columns.
 */
function bestCut(texts: readonly string[]): Cut {
  const cuts = DELIMITERS.map((delimiter) => {
    const lines = cut(texts, delimiter);
    const width = widthOf(lines);
    return { delimiter, lines, width, found: beginning(lines, width) };
  });
  const most = <T>(all: readonly T[], of: (one: T) => number): T =>
    all.reduce((a, b) => (of(b) > of(a) ? b : a));
  const plain = most(cuts, ({ lines }) => lines[0]?.cells.length ?? 0);
  return plain.found === 0 ? plain : most(cuts, ({ width }) => width);
}

/** Finds the heading among a file's first lines; null where nothing stands in them. */
export function headingOf(texts: readonly string[]): Heading | null {
  const { delimiter, lines, found } = bestCut(texts);
  const index = Math.max(0, found);
  const [before, here, after] = [lines[index - 1], lines[index], lines[index + 1]];
  if (here === undefined) return null;
  const { cells } = here;
  if (found >= 0 && after && isSecond(cells, after.cells)) {
    const header = trimmed(apart(over(cells, after.cells), cells));
    return { delimiter, header, lines: after.ends };
  }
  const groups = before && filled(before.cells) > 1 ? before.cells : undefined;
  return { delimiter, header: trimmed(apart(cells, groups)), lines: here.ends };
}

const TOTALS = /^(本页|全部)?(合计|总计|共计|小计)[:：]?$|^(grand|sub)?totals?:?$/i;

/** A line of sums under the table, or between its parts: no row of it. */
export function isTotals(fields: readonly string[]): boolean {
  const label = fields.find((field) => field.trim() !== "") ?? "";
  return TOTALS.test(label.normalize("NFKC").replace(/\s+/g, ""));
}
