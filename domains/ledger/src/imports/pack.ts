import type { Text } from "@zhongshu/kernel";
import { type Entry, open, type ZipFile } from "yauzl";
import { Bursting, bursts } from "./bounds.ts";
import { bytesOf, Torn } from "./xlsx/archive.ts";

/** A table in an archive, and how to read it; what is no table is only named. */
export type Packed = { readonly name: string; read(): AsyncIterable<Uint8Array> };
export type Left = { readonly name: string; readonly why: Text };
/** A file in the folder of uploads, under the name that the sender knows. */
export type Sent = { readonly id: string; readonly name: string; readonly path: string };
export type Prepared = { readonly files: readonly Sent[]; readonly left: readonly Left[] };
export type Pack = {
  readonly tables: readonly Packed[];
  readonly left: readonly Left[];
  /** It is one document, which is packed as an archive is. */
  readonly document: boolean;
  close(): void;
};

const MOST = {
  files: 200,
  entries: 2_000,
  bytes: 2 * 1024 ** 3,
};
const TABLE = /\.(xlsx|csv|txt|tsv|gz)$/i;
/** What systems put beside the files that somebody packed. */
const LITTER = /(^|\/)(__MACOSX\/|\.)|(^|\/)(thumbs\.db|desktop\.ini)$/i;

const NO_TABLE: Text = { zh: "不是表格，没有读。", en: "It is no table and was not read." };

const opened = (path: string): Promise<ZipFile> =>
  new Promise((done, failed) => {
    open(path, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, file) =>
      error ? failed(new Torn(error.message, { cause: error })) : done(file),
    );
  });

const entriesOf = (file: ZipFile): Promise<readonly Entry[]> =>
  new Promise((done, failed) => {
    const entries: Entry[] = [];
    file.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MOST.entries) failed(new Bursting("too many files"));
      else file.readEntry();
    });
    file.on("end", () => done(entries));
    file.on("error", (error: Error) => failed(new Torn(error.message, { cause: error })));
    file.readEntry();
  });

/** Archives made on Chinese machines name their files in GBK and do not say so. */
function nameOf(entry: Entry): string {
  const bytes = Buffer.from(entry.fileNameRaw ?? entry.fileName);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const tooMuch = (entries: readonly Entry[]): boolean =>
  entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > MOST.bytes ||
  entries.some(({ uncompressedSize, compressedSize }) => bursts(uncompressedSize, compressedSize));

/** What text, slides and free spreadsheets are packed with. */
const DOCUMENT = /^(mimetype|word\/document\.xml|ppt\/presentation\.xml)$/;

/** The tables in an archive, by name. Throws `Torn` and `Bursting`. */
export async function openPack(path: string): Promise<Pack> {
  const file = await opened(path);
  try {
    const all = (await entriesOf(file)).map((entry) => ({ entry, name: nameOf(entry) }));
    const files = all.filter(({ name }) => !(name.endsWith("/") || LITTER.test(name)));
    const tables = files.filter(({ name }) => TABLE.test(name));
    if (tables.length > MOST.files || tooMuch(tables.map(({ entry }) => entry)))
      throw new Bursting("larger than any export");
    return {
      tables: tables
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ entry, name }) => ({ name, read: () => bytesOf(file, entry) })),
      left: files
        .filter(({ name }) => !TABLE.test(name))
        .map(({ name }) => ({ name, why: NO_TABLE })),
      document: tables.length === 0 && all.some(({ name }) => DOCUMENT.test(name)),
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
