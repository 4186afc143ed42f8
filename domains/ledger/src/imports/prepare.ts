import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Seal } from "@zhongshu/kernel";
import { Bursting } from "./bounds.ts";
import { chainTable } from "./chain/chain.ts";
import { decoded, UnknownEncoding } from "./encoding.ts";
import { isPack, sizeOf, Unreadable } from "./file.ts";
import { openPack, type Pack, type Prepared, type Sent } from "./pack.ts";
import { problems } from "./problems.ts";
import { laid, type Unpacking, unbound } from "./sheets.ts";
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

/** A workbook or text as its tables. What cannot be read stays as it came: whoever takes it for a table says why it is none. */
const opened = async (unpacking: Unpacking, file: Sent): Promise<Prepared> =>
  (await unbound(unpacking, file)) ?? {
    files: [await unchained(file, unpacking.seal)],
    left: [],
  };

/** The words for the person are those of any file that cannot be read. */
export function unreadablePack(error: unknown): unknown {
  if (error instanceof Bursting) return new Unreadable(problems.tooLarge, { cause: error });
  return error instanceof Torn ? new Unreadable(problems.truncated, { cause: error }) : error;
}

const openedPack = (path: string): Promise<Pack> =>
  openPack(path).catch((error: unknown) => {
    throw unreadablePack(error);
  });

async function unpacked(unpacking: Unpacking, path: string): Promise<Prepared> {
  const pack = await openedPack(path);
  const files: Sent[] = [];
  try {
    if (pack.document) throw new Unreadable(problems.document);
    for (const { name, read } of pack.tables) files.push(await laid(unpacking, name, read()));
    return { files, left: pack.left };
  } finally {
    pack.close();
  }
}

async function taken(unpacking: Unpacking, sent: Sent): Promise<Prepared> {
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

/** The tables that were sent: of an archive and of a workbook each of its own, of a pasted 接龙 what it says. Throws `Unreadable`. */
export async function prepared(
  { folder, seal }: Pick<Unpacking, "folder" | "seal">,
  sent: Sent,
): Promise<Prepared> {
  const made: Unpacking["made"] = { bytes: 0, paths: [] };
  try {
    return await taken({ folder, seal, made, came: await sizeOf(sent.path) }, sent);
  } catch (error) {
    for (const path of made.paths) await folder.remove(path);
    throw unreadablePack(error);
  }
}
