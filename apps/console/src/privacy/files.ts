import type { Held } from "@zhongshu/people/contract";

/** A spreadsheet takes what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const quoted = (text: string): string => {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);

/** Everything that is held, one line a value, for whoever opens it in a spreadsheet. */
export function csvOf({ rooms }: Held, heading: readonly string[]): string {
  const lines = Object.entries(rooms).flatMap(([room, tables]) =>
    Object.entries(tables).flatMap(([table, rows]) =>
      rows.flatMap((row, n) =>
        Object.entries(row).map(([column, value]) =>
          [room, table, String(n + 1), column, textOf(value)].map(quoted).join(","),
        ),
      ),
    ),
  );
  // Without the mark in front a spreadsheet reads Chinese as something else.
  return `\uFEFF${[heading.map(quoted).join(","), ...lines].join("\r\n")}\r\n`;
}

/** Gives the content to the reader as a file. */
export function save(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
