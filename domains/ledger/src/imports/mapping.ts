import type { ImportRun } from "../contract.ts";

/** What each column is taken for, as the person left it: column name → field or null. */
export type Mapping = ReadonlyMap<string, string | null>;

export const proposed = (run: ImportRun): Mapping =>
  new Map(run.columns.map(({ column, field }) => [column, field]));

export type MappingFault =
  | { readonly kind: "lacking"; readonly fields: readonly string[] }
  | { readonly kind: "twice"; readonly field: string };

/** Why an import with this mapping cannot start; null when it can. */
export function fault(mapping: Mapping, fields: ImportRun["fields"]): MappingFault | null {
  const used = [...mapping.values()].filter((field) => field !== null);
  const twice = used.find((field, i) => used.indexOf(field) !== i);
  if (twice !== undefined) return { kind: "twice", field: twice };
  const lacking = fields.filter(({ field, required }) => required && !used.includes(field));
  return lacking.length === 0
    ? null
    : { kind: "lacking", fields: lacking.map(({ field }) => field) };
}
