import type { Readable } from "node:stream";
import { type Entry, open, type ZipFile } from "yauzl";

/** The files packed in one. */
export type Archive = {
  has(name: string): boolean;
  /** Unpacked bytes of one of them; null where there is none of that name. */
  read(name: string): Promise<Readable | null>;
  /** How many bytes it has unpacked, by the archive's own word; the reader ends where it lied. */
  size(name: string): number;
  close(): void;
};

/** More files than any workbook has. */
const MOST_FILES = 20_000;

/** It is no archive, or a torn one. */
export class Torn extends Error {}

const opened = (path: string): Promise<ZipFile> =>
  new Promise((done, failed) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, file) =>
      error ? failed(new Torn(error.message, { cause: error })) : done(file),
    );
  });

const entriesOf = (file: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((done, failed) => {
    const entries = new Map<string, Entry>();
    file.on("entry", (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_FILES) failed(new Torn("too many files"));
      else file.readEntry();
    });
    file.on("end", () => done(entries));
    file.on("error", (error: Error) => failed(new Torn(error.message, { cause: error })));
    file.readEntry();
  });

export async function openArchive(path: string): Promise<Archive> {
  const file = await opened(path);
  const entries = await entriesOf(file).catch((error: unknown) => {
    file.close();
    throw error;
  });
  return {
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    close: () => file.close(),
    read: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      return new Promise((done, failed) => {
        file.openReadStream(entry, (error, stream) =>
          error ? failed(new Torn(error.message, { cause: error })) : done(stream),
        );
      });
    },
  };
}
