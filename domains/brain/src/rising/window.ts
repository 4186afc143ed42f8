import { type BusinessDay, plusDays } from "@zhongshu/kernel";

/** Days in a block, and blocks looked at: last week and the four before it. */
export const BLOCK_DAYS = 7;
export const BLOCKS = 5;
export const WINDOW_DAYS = BLOCK_DAYS * BLOCKS;

/** One customer's touches of one category on one day, with names already turned into numbers. */
export type Touches = {
  readonly size: number;
  readonly customer: Uint32Array;
  /** 0 is the oldest day of the window, WINDOW_DAYS − 1 the last. */
  readonly day: Uint8Array;
  readonly category: Uint16Array;
  readonly touches: Float64Array;
};

export type Window = {
  readonly customers: number;
  readonly categories: number;
  readonly touches: Touches;
  /** Per category, the days of the window that are promotion days of it: they are left out for it. */
  readonly promoted: readonly ReadonlySet<number>[];
};

/** The first day of the window whose cards are shown on the morning of `day`, and its last. */
export const windowBefore = (day: BusinessDay): { from: BusinessDay; to: BusinessDay } => ({
  from: plusDays(day, -WINDOW_DAYS),
  to: plusDays(day, -1),
});
