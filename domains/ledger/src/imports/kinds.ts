import type { ColumnMatch } from "../contract.ts";
import { matchColumns } from "./columns.ts";
import type { Importer } from "./importer.ts";

export type Table = {
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
};
export type Taken = {
  readonly importer: Importer;
  readonly columns: readonly ColumnMatch[];
};

// A column that only one kind of list has says more than a name or a phone, which nearly all of them have.
const TELLING = 3;

export const chosenOf = ({ columns }: Pick<Taken, "columns">): readonly string[] =>
  columns.flatMap(({ field }) => field ?? []);

export const taken = (importer: Importer, { header, sample }: Table): Taken => ({
  importer,
  columns: matchColumns(header, sample, importer.fields),
});

function weight({ importer, columns }: Taken): number {
  const telling = new Set(
    importer.fields.flatMap(({ field, telling: tells }) => (tells === true ? [field] : [])),
  );
  return columns.reduce(
    (sum, { field, confidence }) =>
      field === null ? sum : sum + confidence * (telling.has(field) ? TELLING : 1),
    0,
  );
}

/** So much better must a kind explain a table that lacks what it needs, to be asked about instead of taken for another. */
const FAR_BETTER = 1.6;

/**
 * What a table is a list of: the kind that explains its columns best, of those that have all they need, unless one explains
 * it far better: then the person is asked for what it lacks. Null where there is no kind.
 */
export function recognised(importers: readonly Importer[], table: Table): Taken | null {
  const all = importers.map((importer) => taken(importer, table));
  const fit = all.filter((one) => one.importer.lacks(chosenOf(one)) === null);
  const best = (of: readonly Taken[]): Taken | null =>
    of.reduce<Taken | null>((a, b) => (a === null || weight(b) > weight(a) ? b : a), null);
  const [able, likely] = [best(fit), best(all)];
  if (able === null || likely === null) return likely;
  return weight(likely) > FAR_BETTER * weight(able) ? likely : able;
}
