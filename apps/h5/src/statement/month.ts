/** "2026-12" is a month after "2026-11". */
export function monthsAfter(month: string, months: number): string {
  const [year = 0, nth = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, nth - 1 + months, 1)).toISOString().slice(0, 7);
}

/** How a month is called: its year, and its number without a nought in front. */
export const spoken = (month: string) => ({
  year: month.slice(0, 4),
  month: String(Number(month.slice(5))),
});
