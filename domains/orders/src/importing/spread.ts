/** Parts of a whole by weight, to the last minor unit: what is over goes to the parts that lost most by rounding down. */
export function spread(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const fair = sum > 0 ? weights : weights.map(() => 1);
  const all = BigInt(sum > 0 ? sum : weights.length);
  const cut = fair.map((weight, i) => {
    const product = BigInt(whole) * BigInt(weight);
    return { i, part: Number(product / all), lost: product % all };
  });
  const over = whole - cut.reduce((total, { part }) => total + part, 0);
  const more = new Set(
    cut
      .toSorted((a, b) => (a.lost === b.lost ? a.i - b.i : a.lost < b.lost ? 1 : -1))
      .slice(0, over)
      .map(({ i }) => i),
  );
  return cut.map(({ i, part }) => part + (more.has(i) ? 1 : 0));
}

export type Priced = { readonly quantity: number; readonly minor: number };

/** So many of a thing for such a sum: at one price where it comes out even, else at two that differ by the smallest coin. */
export function priced(quantity: number, sum: number): readonly Priced[] {
  const minor = Math.floor(sum / quantity);
  const dearer = sum - minor * quantity;
  const both = [
    { quantity: quantity - dearer, minor },
    { quantity: dearer, minor: minor + 1 },
  ];
  return both.filter((one) => one.quantity > 0);
}
