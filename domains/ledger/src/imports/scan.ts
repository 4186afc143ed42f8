/** Signs that cut a row into cells. */
export const DELIMITERS = [",", "\t", ";", "|"] as const;

export type Scan =
  | { readonly kind: "fields"; readonly fields: readonly string[] }
  | { readonly kind: "open" }
  | { readonly kind: "broken" };

/** Reads one row. A quote inside an unquoted cell (5" nails) is an ordinary character. */
export function scanRow(line: string, delimiter: string): Scan {
  if (!line.includes('"')) return { kind: "fields", fields: line.split(delimiter) };
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const cell = line[at] === '"' ? quoted(line, at) : bare(line, at, delimiter);
    if (cell === null) return { kind: "open" };
    fields.push(cell.value);
    if (cell.next >= line.length) return { kind: "fields", fields };
    if (line[cell.next] !== delimiter) return { kind: "broken" };
    at = cell.next + 1;
  }
}

type Cell = { readonly value: string; readonly next: number };

function bare(line: string, from: number, delimiter: string): Cell {
  const found = line.indexOf(delimiter, from);
  const next = found === -1 ? line.length : found;
  return { value: line.slice(from, next), next };
}

function quoted(line: string, from: number): Cell | null {
  let end = line.indexOf('"', from + 1);
  while (end !== -1 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  if (end === -1) return null;
  return { value: line.slice(from + 1, end).replaceAll('""', '"'), next: end + 1 };
}

/** The cells of one row's text, whichever sign cuts it into so many; all empty when none does. */
export function cellsOf(raw: string, columns: number): readonly string[] {
  for (const delimiter of DELIMITERS) {
    const scan = scanRow(raw, delimiter);
    if (scan.kind === "fields" && scan.fields.length >= columns)
      return scan.fields.slice(0, columns);
  }
  return Array.from({ length: columns }, () => "");
}
