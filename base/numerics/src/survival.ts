/** A wait in days, ended by the event or only watched so far (censored). */
export type Wait = { readonly days: number; readonly ended: boolean };

/**
 * Kaplan & Meier (1958): the share of waits still open after day t, at each t = 0 … last. A wait watched for t
 * days without its end counts as at risk on day t and no longer. Empty input gives [1].
 */
export function stillWaiting(waits: readonly Wait[], last: number): Float64Array {
  const ends = new Float64Array(last + 2);
  const leaves = new Float64Array(last + 2);
  for (const { days, ended } of waits) {
    const at = Math.min(days, last + 1);
    const table = ended ? ends : leaves;
    table[at] = (table[at] ?? 0) + 1;
  }
  const curve = new Float64Array(last + 1);
  let risk = waits.length;
  let share = 1;
  for (let t = 0; t <= last; t += 1) {
    const ended = ends[t] ?? 0;
    if (risk > 0) share *= 1 - ended / risk;
    curve[t] = share;
    risk -= ended + (leaves[t] ?? 0);
  }
  return curve;
}
