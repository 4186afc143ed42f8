import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { columnsOf, rows } from "../rows.ts";

const PART = /[_-](train|test|held-?out|part)/i;

/**
 * Files of one form, told by their columns and not by their names. A file that is called a part (…_train, …_test) is added to
 * its other parts, unless the whole file is there too.
 */
export async function filesWith(folder: string, columns: readonly string[]): Promise<string[]> {
  const names = await readdir(folder).catch(() => null);
  if (names === null)
    throw new Error(
      `没有这个数据文件夹 There is no folder ${folder}. 请用 --data DIR 指定 Give one that holds cookie_cats.csv(.gz) and hillstrom.csv(.gz).`,
    );
  const found: string[] = [];
  for (const name of names
    .filter((n) => /\.csv(\.gz)?$/.test(n))
    .toSorted((a, b) => (a < b ? -1 : 1))) {
    const file = join(folder, name);
    const here = await columnsOf(file);
    if (columns.every((column) => here.includes(column))) found.push(file);
  }
  if (found.length === 0)
    throw new Error(
      `${folder} 里没有含这些列的 CSV No CSV file in ${folder} has the columns ${columns.join(", ")}.`,
    );
  const whole = found.filter((file) => !PART.test(file.split("/").at(-1) ?? ""));
  return whole.length > 0 ? whole.slice(0, 1) : found;
}

const yes = (cell: string): boolean => cell === "1" || cell.toLowerCase() === "true";

/** How many rows each group has, and in how many each outcome happened. */
export type Groups = ReadonlyMap<
  string,
  { readonly people: number; readonly happened: Readonly<Record<string, number>> }
>;

export async function countGroups(
  folder: string,
  by: string,
  outcomes: readonly string[],
): Promise<Groups> {
  const groups = new Map<string, { people: number; happened: Record<string, number> }>();
  for (const file of await filesWith(folder, [by, ...outcomes])) {
    for await (const cell of rows(file)) {
      const group = groups.get(cell(by)) ?? { people: 0, happened: {} };
      group.people += 1;
      for (const outcome of outcomes)
        group.happened[outcome] = (group.happened[outcome] ?? 0) + (yes(cell(outcome)) ? 1 : 0);
      groups.set(cell(by), group);
    }
  }
  return groups;
}
