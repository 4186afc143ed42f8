import { businessDay, type Instant } from "@zhongshu/kernel";

export type Usage = { readonly input: number; readonly output: number };
/** Yuan per million tokens, and what may be spent on one business day; null: as much as is asked for. */
export type Prices = {
  readonly input: number;
  readonly output: number;
  readonly dailyYuan: number | null;
};

const MILLION = 1_000_000;

/** Counts what this process has spent today; a restart begins anew. */
export function spending(prices: Prices | null, now: () => Instant) {
  const today = { day: "", yuan: 0 };
  const turn = (): void => {
    const day = businessDay(now());
    if (day !== today.day) Object.assign(today, { day, yuan: 0 });
  };
  return {
    left(): boolean {
      turn();
      return prices === null || prices.dailyYuan === null || today.yuan < prices.dailyYuan;
    },
    /** What it cost; null when no prices are known. */
    add({ input, output }: Usage): number | null {
      if (prices === null) return null;
      turn();
      const yuan = (input * prices.input + output * prices.output) / MILLION;
      today.yuan += yuan;
      return yuan;
    },
  };
}
