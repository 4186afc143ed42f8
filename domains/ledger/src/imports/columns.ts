import { Converter } from "opencc-js/t2cn";
import type { ColumnMatch } from "../contract.ts";
import type { ImportField } from "./importer.ts";

const SAMPLES = 3;
const THRESHOLD = 0.5;
// A heading decides; values confirm it or cast doubt. Values alone are never as sure as a heading.
const HEADING = 0.6;
const VALUES = 0.4;
const PART_OF_HEADING = 0.65;
const BY_VALUE_ALONE = 0.55;

const simplified = Converter({ from: "t", to: "cn" });

/** "买家 手机号（必填）" and "Invoice_No" as they are compared: no width, case, traditional characters, spaces, marks or brackets. */
export const plainHeading = (heading: string): string =>
  simplified(heading.normalize("NFKC"))
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, "")
    .replace(/[\s_\-*:.#/]/g, "");

/** A field with its headings as they are compared, made so once for a table and not for each of its columns. */
type Named = {
  readonly field: ImportField;
  /** A heading that is its own in this table, whatever else it may mean elsewhere. */
  readonly own: string | null;
  readonly names: readonly string[];
  readonly whole: readonly string[];
};
const named = (field: ImportField, header: readonly string[]): Named => {
  const [heading = "", other = ""] = (field.beside ?? []).map(plainHeading);
  return {
    field,
    own: header.includes(other) ? heading : null,
    names: field.headings.map(plainHeading),
    whole: (field.whole ?? []).map(plainHeading),
  };
};

/** A heading with its marks and brackets, and as it is compared. */
type Heading = { readonly raw: string; readonly plain: string };

/** How well a heading names the field: 1 exactly, less for a later synonym or for a part. */
function headingScore({ raw, plain }: Heading, { field, own, names, whole }: Named): number {
  if (field.never?.test(raw) === true) return 0;
  if (plain === own || field.said?.test(raw) === true) return 1;
  const exact = [...names, ...whole].indexOf(plain);
  if (exact !== -1) return 1 - exact * 0.004;
  if (field.unlike?.test(plain) === true) return 0;
  const part = names.findIndex((name) => name.length >= 2 && plain.includes(name));
  return part === -1 ? 0 : PART_OF_HEADING - part * 0.004;
}

function valueScore(values: readonly string[], field: ImportField): number | null {
  const { fits } = field;
  const given = values.filter((value) => value.trim() !== "");
  if (fits === undefined || given.length === 0) return null;
  return given.filter((value) => fits(value.trim())).length / given.length;
}

function confidence(heading: Heading, values: readonly string[], one: Named): number {
  const score = headingScore(heading, one);
  const fitting = valueScore(values, one.field);
  if (score === 0) return one.field.byValue === true ? (fitting ?? 0) * BY_VALUE_ALONE : 0;
  return fitting === null ? score * 0.95 : score * (HEADING + VALUES * fitting);
}

type Candidate = { readonly column: number; readonly field: string; readonly confidence: number };

/** Every column of the file with what we take it for: each field once, the surest match first. */
export function matchColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  fields: readonly ImportField[],
): readonly ColumnMatch[] {
  const valuesOf = header.map((_, i) => rows.map((row) => row[i] ?? ""));
  const headings = header.map(
    (heading): Heading => ({ raw: heading.normalize("NFKC"), plain: plainHeading(heading) }),
  );
  const plain = headings.map((heading) => heading.plain);
  const all = fields.map((field) => named(field, plain));
  const candidates: readonly Candidate[] = headings.flatMap((heading, column) =>
    all.map((one) => ({
      column,
      field: one.field.field,
      confidence: confidence(heading, valuesOf[column] ?? [], one),
    })),
  );
  const chosen = choose(candidates);
  return distinct(header).map((column, i) => {
    const match = chosen.get(i);
    return {
      column,
      field: match?.field ?? null,
      confidence: Math.round((match?.confidence ?? 0) * 100) / 100,
      samples: (valuesOf[i] ?? []).filter((value) => value.trim() !== "").slice(0, SAMPLES),
    };
  });
}

/** Columns that are called the same stay apart for whoever chooses among them. */
function distinct(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((column) => {
    const n = (seen.get(column) ?? 0) + 1;
    seen.set(column, n);
    return n === 1 ? column : `${column}（${n}）`;
  });
}

function choose(candidates: readonly Candidate[]): ReadonlyMap<number, Candidate> {
  const chosen = new Map<number, Candidate>();
  const taken = new Set<string>();
  for (const one of candidates.toSorted((a, b) => b.confidence - a.confidence)) {
    if (one.confidence < THRESHOLD || chosen.has(one.column) || taken.has(one.field)) continue;
    chosen.set(one.column, one);
    taken.add(one.field);
  }
  return chosen;
}
