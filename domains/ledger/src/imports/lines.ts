/** Lines of a file, rising, as a multirange of Postgres: 2, 3, 4, 9 are {[2,5),[9,10)}. */
export function multirange(lines: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.to === line) last.to = line + 1;
    else ranges.push({ from: line, to: line + 1 });
  }
  return `{${ranges.map(({ from, to }) => `[${from},${to})`).join(",")}}`;
}

export type LineRange = { readonly from: number; readonly to: number };

/** The other way round; both ends belong to a range. */
export const lineRanges = (multirange: string): readonly LineRange[] =>
  [...multirange.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to) - 1,
  }));
