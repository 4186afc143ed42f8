import { type BusinessDay, plusDays } from "@zhongshu/kernel";
import type { World } from "@zhongshu/market";

/** One run of one market: days of the past without messages, days with them, and the window that outcomes count in. */
export type Plan = {
  readonly file: World["file"];
  readonly seed: number;
  readonly first: BusinessDay;
  readonly history: number;
  readonly days: number;
  readonly window: number;
};

export const dateOf = ({ first }: Pick<Plan, "first">, day: number): BusinessDay =>
  plusDays(first, day);
