type Vertex = { readonly at: readonly number[]; readonly value: number };

const STEP = 0.5;
/** Values this close, relative to their size, are the same. */
const SAME = 1e-12;
const MOST_STEPS = 5_000;
const MOST_RESTARTS = 20;

const along = (from: readonly number[], to: readonly number[], t: number): readonly number[] =>
  from.map((x, i) => x + t * ((to[i] ?? x) - x));

const centre = (vertices: readonly Vertex[]): readonly number[] =>
  (vertices[0]?.at ?? []).map(
    (_, i) => vertices.reduce((sum, { at }) => sum + (at[i] ?? 0), 0) / vertices.length,
  );

type Valued = (at: readonly number[]) => Vertex;

/** The simplex after one step: its worst vertex reflected, stretched or drawn in, else all drawn to the best. */
function next(simplex: readonly Vertex[], valued: Valued): readonly Vertex[] {
  const [best, second, worst] = [simplex[0], simplex.at(-2), simplex.at(-1)];
  if (best === undefined || second === undefined || worst === undefined) return simplex;
  const others = simplex.slice(0, -1);
  const middle = centre(others);
  const over = valued(along(middle, worst.at, -1));
  if (over.value > best.value) {
    const further = valued(along(middle, worst.at, -2));
    return [...others, further.value > over.value ? further : over];
  }
  if (over.value > second.value) return [...others, over];
  const nearer = valued(along(middle, worst.at, over.value > worst.value ? -0.5 : 0.5));
  if (nearer.value > Math.max(worst.value, over.value)) return [...others, nearer];
  return simplex.map((one) => (one === best ? one : valued(along(best.at, one.at, 0.5))));
}

function climbed(valued: Valued, start: Vertex): Vertex {
  const sorted = (simplex: readonly Vertex[]) => simplex.toSorted((a, b) => b.value - a.value);
  let simplex = sorted([
    start,
    ...start.at.map((_, i) => valued(start.at.map((x, j) => (i === j ? x + STEP : x)))),
  ]);
  for (let n = 0; n < MOST_STEPS; n += 1) {
    const [best, worst] = [simplex[0], simplex.at(-1)];
    if (best === undefined || worst === undefined) break;
    const wide = simplex.some(({ at }) =>
      at.some((x, i) => Math.abs(x - (best.at[i] ?? x)) > 1e-7),
    );
    if (!wide && best.value - worst.value <= SAME * (1 + Math.abs(best.value))) break;
    simplex = sorted(next(simplex, valued));
  }
  return simplex[0] ?? start;
}

/**
 * A local maximum of a smooth function of a few unbounded variables, without its slope (Nelder & Mead 1965), begun anew
 * from where it stopped until that gains nothing more: a simplex may collapse before it is at the top. Where the
 * function is not a number it counts as −∞.
 */
export function maximum(
  of: (at: readonly number[]) => number,
  start: readonly number[],
): { readonly at: readonly number[]; readonly value: number } {
  const valued: Valued = (at) => {
    const value = of(at);
    return { at, value: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value };
  };
  let found = valued(start);
  for (let n = 0; n < MOST_RESTARTS; n += 1) {
    const better = climbed(valued, found);
    const gained = better.value - found.value;
    if (gained > 0) found = better;
    if (!(gained > 1e-10 * (1 + Math.abs(found.value)))) break;
  }
  return found;
}
