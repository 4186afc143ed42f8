export type Matrix = readonly (readonly number[])[];

export const times = (matrix: Matrix, vector: readonly number[]): readonly number[] =>
  matrix.map((row) => row.reduce((sum, x, j) => sum + x * (vector[j] ?? 0), 0));

/** Inverse of a symmetric positive definite matrix by Gauss–Jordan. Throws where a pivot is not positive. */
export function inverse(matrix: Matrix): Matrix {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i += 1) {
    const pivot = rows[i];
    const lead = pivot?.[i] ?? 0;
    if (pivot === undefined || !(lead > 0)) throw new Error("Not positive definite");
    rows[i] = pivot.map((x) => x / lead);
    rows.forEach((row, k) => {
      const factor = row[i] ?? 0;
      if (k !== i && factor !== 0) rows[k] = row.map((x, j) => x - factor * (rows[i]?.[j] ?? 0));
    });
  }
  return rows.map((row) => row.slice(n));
}
