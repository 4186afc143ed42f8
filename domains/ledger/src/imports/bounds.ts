/** Unpacked it is larger than what shops export, or much larger than it is packed: it may be made to burst. */
export class Bursting extends Error {}
/** It has more columns than any export. */
export class TooWide extends Error {}
/** A line without end: no table at all. */
export class NotLines extends Error {}

/** Wider than any export: beyond it a page could not show what we take each column for. */
export const MAX_COLUMNS = 500;
/** The last row that spreadsheet programs have. */
export const MAX_ROWS = 1_048_576;
/** So much text in a row of a sheet is no row; a text that many cells point to costs its sender nothing. */
export const MAX_CHARS_A_ROW = 262_144;

const SMALL = 64 * 1024 ** 2;
const RATIO = 300;

/** Tables shrink to a tenth, or a thirtieth; only what is made to burst is so much larger than it came. */
export const bursts = (unpacked: number, packed: number): boolean =>
  unpacked > SMALL && unpacked > packed * RATIO;
