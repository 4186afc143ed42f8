import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { newId, type Seal } from "@zhongshu/kernel";
import { Bursting } from "./bounds.ts";
import { chainTable } from "./chain/chain.ts";
import { decoded, UnknownEncoding } from "./encoding.ts";
import { isPack, isWorkbook, sizeOf, Unreadable } from "./file.ts";
import { openPack, type Pack, type Prepared, type Sent } from "./pack.ts";
import { problems } from "./problems.ts";
import { type Unpacking, unbound } from "./sheets.ts";
import { Torn } from "./xlsx/archive.ts";

/** A list that somebody pasted is short. */
const LONGEST_CHAIN = 512 * 1024;

async function textOf(path: string): Promise<string | null> {
  if ((await sizeOf(path)) > LONGEST_CHAIN) return null;
  let text = "";
  try {
    for await (const piece of decoded(createReadStream(path))) text += piece;
  } catch (error) {
    if (error instanceof UnknownEncoding) return null;
    throw error;
  }
  return text.includes("\0") ? null : text;
}

/** A 接龙 as a table, in the place of the text that was sent. */
async function unchained(file: Sent, seal: Seal): Promise<Sent> {
  const text = await textOf(file.path);
  const table = text === null ? null : chainTable(text.replace(/^\uFEFF/, ""), seal.now);
  if (table !== null) await writeFile(file.path, table, { mode: 0o600 });
  return file;
}

/** What cannot be read stays as it came: whoever takes it for a table says why it is none. */
async function opened(unpacking: Unpacking, file: Sent): Promise<Prepared> {
  try {
    if (await isWorkbook(file.path)) return await unbound(unpacking, file);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { files: [file], left: [] };
  }
  return { files: [await unchained(file, unpacking.seal)], left: [] };
}

/** The words for the person are those of any file that cannot be read. */
export function unreadablePack(error: unknown): unknown {
  if (error instanceof Bursting) return new Unreadable(problems.tooLarge, { cause: error });
  return error instanceof Torn ? new Unreadable(problems.truncated, { cause: error }) : error;
}

const openedPack = (path: string): Promise<Pack> =>
  openPack(path).catch((error: unknown) => {
    throw unreadablePack(error);
  });

async function unpacked({ folder, seal }: Unpacking, path: string): Promise<Prepared> {
  const pack = await openedPack(path);
  const files: Sent[] = [];
  try {
    if (pack.document) throw new Unreadable(problems.document);
    for (const { name, read } of pack.tables) {
      const id = newId(seal);
      files.push({ id, name, path: await folder.keep(seal.tenant, id, read()) });
    }
    return { files, left: pack.left };
  } catch (error) {
    for (const file of files) await folder.remove(file.path);
    throw unreadablePack(error);
  } finally {
    pack.close();
  }
}

/** The tables that were sent: of an archive and of a workbook each of its own, of a pasted 接龙 what it says. */
export async function prepared(unpacking: Unpacking, sent: Sent): Promise<Prepared> {
  if (!(await isPack(sent.path))) return opened(unpacking, sent);
  const pack = await unpacked(unpacking, sent.path);
  await unpacking.folder.remove(sent.path);
  const all: Prepared[] = [];
  for (const file of pack.files) all.push(await opened(unpacking, file));
  return {
    files: all.flatMap(({ files }) => files),
    left: [...pack.left, ...all.flatMap(({ left }) => left)],
  };
}
