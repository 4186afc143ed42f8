import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { refused } from "../refused.ts";
import { FORMAT, type Footer, type Header, KIND } from "./format.ts";
import { type Frame, frame, framesOf } from "./frames.ts";

const HeaderShape = z.object({
  product: z.literal("zhongshu"),
  format: z.int(),
  at: z.number(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

const FooterShape = z.object({
  rows: z.record(z.string(), z.int()),
  counters: z.array(z.object({ name: z.string(), value: z.number(), called: z.boolean() })),
  sha256: z.string(),
});

export const TableShape = z.object({ table: z.string(), columns: z.array(z.string()) });
export const EndShape = z.object({ rows: z.int() });

export const parse = <T>(shape: z.ZodType<T>, { body }: Frame): T =>
  shape.parse(JSON.parse(body.toString("utf8")));

const damaged = (cause: unknown) =>
  refused(
    "backup-damaged",
    [
      "备份文件不完整或已损坏，没有改动任何数据。",
      "The backup is incomplete or damaged; nothing was touched.",
      "请重新拷贝该文件，或换一份备份再试。",
      "Copy the file again, or use another backup.",
    ],
    cause,
  );

/** What a call to the operating system that failed throws. */
type SystemError = Error & { readonly syscall: unknown; readonly code?: unknown };

const isSystemError = (cause: unknown): cause is SystemError =>
  cause instanceof Error && "syscall" in cause;

const unreadable = (file: string, cause: SystemError) =>
  refused(
    "backup-unreadable",
    [
      `读不到备份文件 ${file}（${cause.code}），没有改动任何数据。`,
      `The backup ${file} cannot be read (${cause.code}); nothing was touched.`,
      "请检查路径和权限。",
      "Check the path and its permissions.",
    ],
    cause,
  );

const unknownFormat = (format: number) =>
  refused("backup-newer", [
    `备份文件的格式（${format}）比本程序新。`,
    `The format of the backup (${format}) is newer than this program.`,
    "请用生成它的程序版本或更新的版本来恢复。",
    "Restore it with the version that made it, or a newer one.",
  ]);

/** The frames of a backup file. */
export async function* readBackup(file: string): AsyncGenerator<Frame> {
  const source = createReadStream(file);
  const plain = createGunzip();
  // An error of the source must reach whoever iterates, who sees only the unzipped side.
  source.on("error", (error) => plain.destroy(error));
  yield* framesOf(source.pipe(plain));
}

export type Whole = { readonly header: Header; readonly footer: Footer };

/** Reads the file to its end, before anything is touched; refuses it when a single byte is wrong. */
export async function verifyBackup(file: string): Promise<Whole> {
  const whole = await checked(file).catch((cause: unknown) => {
    // zlib's own codes tell of damage; a file that cannot be opened is not damaged.
    throw isSystemError(cause) ? unreadable(file, cause) : damaged(cause);
  });
  if (whole.header.format > FORMAT) throw unknownFormat(whole.header.format);
  return whole;
}

async function checked(file: string): Promise<Whole> {
  const hash = createHash("sha256");
  let header: Header | null = null;
  let footer: Footer | null = null;
  for await (const part of readBackup(file)) {
    if (footer !== null) throw new Error("Something follows the end");
    if (part.kind === KIND.footer) {
      footer = parse(FooterShape, part);
      continue;
    }
    if (header === null) header = parse(HeaderShape, part);
    hash.update(frame(part.kind, part.body));
  }
  if (header === null || footer === null) throw new Error("The file has no end");
  if (footer.sha256 !== hash.digest("hex")) throw new Error("The checksum is another");
  return { header, footer };
}
