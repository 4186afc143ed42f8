import type { Text } from "./text.ts";

/** What stands before somebody's eyes beside a switch: what it is of, and what on and off mean. */
export type Wording = { readonly label: Text; readonly on: Text; readonly off: Text };

/** A wording's versions in their order, 1 the first. One that was ever shown stays as it was: it is part of a proof. */
export type Wordings = readonly [Wording, ...Wording[]];

/** What is shown from now on, and under which number it is written down. */
export const latest = (versions: Wordings): Wording & { readonly words: number } => ({
  ...(versions.at(-1) ?? versions[0]),
  words: versions.length,
});
