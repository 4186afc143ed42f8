import { err, newId, ok, type Result, type Seal, type Text } from "@zhongshu/kernel";
import { Bursting, bursts } from "./bounds.ts";
import { asUnreadable, isWorkbook, readHead, Unreadable } from "./file.ts";
import type { UploadFolder } from "./folder.ts";
import type { Left, Prepared, Sent } from "./pack.ts";
import type { Problem } from "./problems.ts";
import { fullestOf, type Sheet, sheetsOf, sheetText } from "./xlsx/xlsx.ts";

const MOST = { sheets: 50, tables: 200, bytes: 2 * 1024 ** 3 };
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

/** One upload that is taken apart: what is made of it is known, so that nothing of it stays where it is refused. */
export type Unpacking = {
  readonly folder: UploadFolder;
  readonly seal: Seal;
  /** Bytes that came. */
  readonly came: number;
  readonly made: { bytes: number; readonly paths: string[] };
};

/** A table of its own in the folder. Throws `Bursting` where an upload holds more tables than anybody sends at once. */
export async function laid(
  { folder, seal, made }: Unpacking,
  name: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Sent> {
  if (made.paths.length >= MOST.tables) throw new Bursting("too many tables");
  const id = newId(seal);
  const path = await folder.keep(seal.tenant, id, body);
  made.paths.push(path);
  return { id, name, path };
}

/** Lines of text, for as long as all that is made of the upload is not many times what came. */
async function* bounded(
  text: AsyncIterable<string>,
  { came, made }: Unpacking,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from("\uFEFF");
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    made.bytes += bytes.length;
    if (made.bytes > MOST.bytes || bursts(made.bytes, came))
      throw new Bursting("much larger than it came");
    yield bytes;
  }
}

/** Why this cannot be read, if it cannot; what is made to burst is not told of one sheet, but refused whole. */
async function attempt<T>(reading: Promise<T>): Promise<Result<T, Problem>> {
  try {
    return ok(await reading);
  } catch (error) {
    const told = error instanceof Bursting ? error : asUnreadable(error);
    if (told instanceof Unreadable) return err(told.problem);
    throw error;
  }
}

/** What a page of explanations, or an empty sheet, lacks of a table. */
const NO_TABLE = new Set(["import.empty", "import.no-header", "import.no-rows"]);

/** A sheet as a text of its own: none where it is no table, and left by its name where it cannot be read. */
async function tableOf(unpacking: Unpacking, book: Sent, sheet: Sheet): Promise<Prepared> {
  const name = `${book.name} · ${sheet.name}`;
  const text = bounded(sheetText(book.path, { sheet: sheet.file }), unpacking);
  const file = await attempt(laid(unpacking, name, text));
  const head = file.ok ? await attempt(readHead(file.value.path)) : file;
  if (file.ok && head.ok) return { files: [file.value], left: [] };
  if (file.ok) await unpacking.folder.remove(file.value.path);
  if (head.ok || NO_TABLE.has(head.error.code)) return { files: [], left: [] };
  return { files: [], left: [{ name, why: head.error.message }] };
}

async function tablesOf(unpacking: Unpacking, book: Sent, sheets: readonly Sheet[]) {
  const files: Sent[] = [];
  const left: Left[] = [];
  for (const sheet of sheets) {
    const found = await tableOf(unpacking, book, sheet);
    files.push(...found.files);
    left.push(...found.left);
  }
  return { files, left };
}

/** The sheets of a workbook; none of what is no workbook, or a torn one. */
async function sheetsIn(path: string): Promise<readonly Sheet[]> {
  const found = await attempt(isWorkbook(path).then((book) => (book ? sheetsOf(path) : [])));
  return found.ok ? found.value : [];
}

/**
 * The tables of a workbook of several sheets: one of one table stays as it came, of several each becomes a text of its own. A
 * sheet that sums up another, or cannot be read, is named and left; a page of explanations is passed over. Null for anything else.
 */
export async function unbound(unpacking: Unpacking, book: Sent): Promise<Prepared | null> {
  const sheets = await sheetsIn(book.path);
  const fullest = fullestOf(sheets);
  if (fullest === undefined || sheets.length < 2) return null;
  if (sheets.length > MOST.sheets)
    return { files: [book], left: [{ name: book.name, why: TOO_MANY }] };
  const others = sheets.filter((sheet) => sheet !== fullest);
  const counting = others.filter(({ name }) => COUNTS.test(name));
  const sums = counting.map(({ name }) => ({ name: `${book.name} · ${name}`, why: COUNTS_ONLY }));
  // The fullest is the longest to read, and mostly the only table.
  const beside = await tablesOf(
    unpacking,
    book,
    others.filter((sheet) => !counting.includes(sheet)),
  );
  const left = [...beside.left, ...sums];
  if (beside.files.length === 0) return { files: [book], left };
  const main = await tableOf(unpacking, book, fullest);
  await unpacking.folder.remove(book.path);
  return { files: [...main.files, ...beside.files], left: [...main.left, ...left] };
}

/** Is this a workbook of more than one sheet that may be a table? What is not there, or cannot be read, is none. */
export const holdsSheets = async (path: string): Promise<boolean> =>
  (await sheetsIn(path)).length > 1;
