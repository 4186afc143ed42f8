import { type Entry, open, type ZipFile } from "yauzl";
import { Bursting, bursts } from "../bounds.ts";

/** The files packed in one. */
export type Archive = {
  has(name: string): boolean;
  /** Unpacked bytes of one of them; null where there is none of that name. Throws `Bursting` and `Torn`. */
  read(name: string): AsyncIterable<Uint8Array> | null;
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

/**
 * The unpacked bytes of a file in an archive. It is opened when somebody reads, who then hears of what is wrong with it:
 * an error of a stream that nobody listens to yet would end the process. Throws `Torn`.
 */
export async function* bytesOf(file: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<AsyncIterable<Uint8Array>>();
  file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  try {
    yield* await promise;
  } catch (error) {
    throw new Torn(error instanceof Error ? error.message : "unreadable", { cause: error });
  }
}

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
    read: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (bursts(entry.uncompressedSize, entry.compressedSize)) throw new Bursting(name);
      return bytesOf(file, entry);
    },
  };
}
