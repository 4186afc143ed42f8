import type { ColumnMatch, ImportField, ImportRun } from "@zhongshu/ledger/contract";
import type { Expected } from "./expected.ts";

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, "")
    .replace(/[\s_\-*:.#/]/g, "");

const IGNORED = new Set(["", "ignore", "ignored", "none", "null", "skip", "不导入", "忽略", "无"]);

/** Fields that mean the same column in another shape: one name, or a cell of several; any word for the buyer. */
const ALIKE: readonly ReadonlySet<string>[] = [
  new Set(["title", "items"]),
  new Set(["customer", "id", "phone", "nickname", "name"]),
];
const GENERIC = new Set(["customer", "buyer", "user", "who", "买家", "客户"].map(plain));

/** Which field somebody means: by its own name, its label, or any heading that it is known by. */
function fieldNamed(told: string, fields: readonly ImportField[]): string | null {
  const name = plain(told);
  const own = fields.find(({ field }) => plain(field) === name);
  const called = fields.find(({ label, headings, whole = [] }) =>
    [label.zh, label.en, ...headings, ...whole].some((one) => plain(one) === name),
  );
  return (own ?? called)?.field ?? null;
}

type Wish = { readonly column: string; readonly field: string | null; readonly generic: boolean };

/** What was written about the headings that this table has; about words that mean no field nothing was. */
function wishes(
  { mapping }: Expected,
  columns: readonly ColumnMatch[],
  fields: readonly ImportField[],
): readonly Wish[] {
  return columns.flatMap(({ column }): readonly Wish[] => {
    const entry = Object.entries(mapping).find(([heading]) => plain(heading) === plain(column));
    if (entry === undefined) return [];
    const [, told] = entry;
    if (told === null || IGNORED.has(plain(told))) return [{ column, field: null, generic: false }];
    const field = fieldNamed(told, fields);
    return field === null ? [] : [{ column, field, generic: GENERIC.has(plain(told)) }];
  });
}

const alike = (a: string | null, { field, generic }: Wish): boolean =>
  a === field ||
  ALIKE.some(
    (set, i) =>
      a !== null && field !== null && set.has(a) && set.has(field) && (i === 0 || generic),
  );

export type Judged = {
  readonly right: boolean;
  readonly wrong: readonly string[];
  /** The columns as a person would set them right. */
  readonly columns: readonly Pick<ColumnMatch, "column" | "field">[];
};

/** Were the columns taken for what they are? */
export function judged(
  run: Pick<ImportRun, "columns">,
  expected: Expected,
  fields: readonly ImportField[],
): Judged {
  const told = wishes(expected, run.columns, fields);
  const found = new Map(run.columns.map(({ column, field }) => [column, field]));
  const wrong = told.filter((wish) => !alike(found.get(wish.column) ?? null, wish));
  const mended = new Map(wrong.map(({ column, field }) => [column, field]));
  const taken = new Set([...mended.values()].filter((field) => field !== null));
  const columns = run.columns.map(({ column, field }) => {
    if (mended.has(column)) return { column, field: mended.get(column) ?? null };
    return { column, field: field !== null && taken.has(field) ? null : field };
  });
  return {
    columns,
    right: wrong.length === 0,
    wrong: wrong.map(
      ({ column, field }) => `${column}: ${found.get(column) ?? "—"}, not ${field ?? "—"}`,
    ),
  };
}
