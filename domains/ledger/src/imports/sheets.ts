import { newId, type Seal, type Text } from "@zhongshu/kernel";
import { Bursting, bursts } from "./bounds.ts";
import { asUnreadable, readHead, sizeOf, Unreadable } from "./file.ts";
import type { UploadFolder } from "./folder.ts";
import type { Prepared, Sent } from "./pack.ts";
import { fullestOf, type Sheet, sheetsOf, sheetText } from "./xlsx/xlsx.ts";

const MOST = 50;
const TOO_MANY: Text = {
  zh: "里面的表太多，只读了内容最多的一张；其余的请分别存成文件。",
  en: "It holds too many sheets: only the fullest was read. Save the others as files of their own.",
};
/** A sheet that counts what another says would be told twice. */
const COUNTS = /汇总|统计|透视|合计|summary|pivot/i;
const COUNTS_ONLY: Text = {
  zh: "看名字是另一张表的汇总；要导入它，请单独存成一个文件。",
  en: "by its name it sums up another sheet; to import it, save it as a file of its own.",
};

export type Unpacking = { readonly folder: UploadFolder; readonly seal: Seal };

/** Lines of text, for as long as they are not many times what came. */
async function* bounded(text: AsyncIterable<string>, packed: number): AsyncGenerator<Uint8Array> {
  let written = 0;
  yield Buffer.from("\uFEFF");
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    written += bytes.length;
    if (bursts(written, packed)) throw new Bursting("much larger than it is packed");
    yield bytes;
  }
}

async function isTable(path: string): Promise<boolean> {
  try {
    await readHead(path);
    return true;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

/** A sheet as a text of its own; null where it is no table: explanations, or nothing. */
async function kept(
  { folder, seal }: Unpacking,
  book: Sent,
  { name, file }: Sheet,
): Promise<Sent | null> {
  const id = newId(seal);
  const text = bounded(sheetText(book.path, { sheet: file }), await sizeOf(book.path));
  const path = await folder.keep(seal.tenant, id, text);
  if (await isTable(path)) return { id, name: `${book.name} · ${name}`, path };
  await folder.remove(path);
  return null;
}

async function tablesOf(unpacking: Unpacking, book: Sent, sheets: readonly Sheet[]) {
  const files: Sent[] = [];
  try {
    for (const sheet of sheets) {
      const file = await kept(unpacking, book, sheet);
      if (file !== null) files.push(file);
    }
    return files;
  } catch (error) {
    for (const { path } of files) await unpacking.folder.remove(path);
    throw asUnreadable(error);
  }
}

/**
 * The tables of a workbook: one of one table stays as it came, of several each becomes a text of its own. A sheet that sums up
 * another is named and left, a page of explanations passed over. Throws `Unreadable`; nothing of it is kept then but the book.
 */
export async function unbound(unpacking: Unpacking, book: Sent): Promise<Prepared> {
  const one: Prepared = { files: [book], left: [] };
  const sheets = await sheetsOf(book.path);
  const fullest = fullestOf(sheets);
  if (fullest === undefined || sheets.length < 2) return one;
  if (sheets.length > MOST) return { files: [book], left: [{ name: book.name, why: TOO_MANY }] };
  const counting = sheets.filter((sheet) => sheet !== fullest && COUNTS.test(sheet.name));
  const left = counting.map(({ name }) => ({ name: `${book.name} · ${name}`, why: COUNTS_ONLY }));
  const others = sheets.filter((sheet) => sheet !== fullest && !counting.includes(sheet));
  // The fullest is the longest to read, and mostly the only table.
  const files = await tablesOf(unpacking, book, others);
  if (files.length === 0) return { files: [book], left };
  const main = await tablesOf(unpacking, book, [fullest]);
  await unpacking.folder.remove(book.path);
  return { files: [...main, ...files], left };
}
