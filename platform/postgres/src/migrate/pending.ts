import { err, ok, type Result } from "@zhongshu/kernel";
import type { Migration } from "./files.ts";

export type Applied = { readonly name: string; readonly sha256: string };
type Quarrel = {
  readonly code: string;
  readonly words: readonly [string, string, string, string];
};

/** Which migrations are to run on a database that has `applied`; refuses one that another code made. */
export function pending(
  wanted: readonly Migration[],
  applied: readonly Applied[],
): Result<readonly Migration[], Quarrel> {
  const known = new Map(wanted.map((migration) => [migration.name, migration.sha256]));
  const unknown = applied.find(({ name }) => !known.has(name));
  if (unknown !== undefined) return err(newer(unknown.name));
  const changed = applied.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (changed !== undefined) return err(edited(changed.name));
  const done = new Set(applied.map(({ name }) => name));
  return ok(wanted.filter(({ name }) => !done.has(name)));
}

const newer = (name: string): Quarrel => ({
  code: "newer-than-code",
  words: [
    `数据库比程序新：里面有本程序不认识的迁移 ${name}。`,
    `The database is newer than this program: it has the migration ${name}.`,
    "请换回较新的程序版本启动；数据没有被改动。",
    "Start the newer version of the program. Nothing was changed.",
  ],
});

const edited = (name: string): Quarrel => ({
  code: "migration-edited",
  words: [
    `迁移文件 ${name} 在执行之后被改过。`,
    `The migration ${name} was edited after it had been applied.`,
    "请把文件恢复成原样，把新的改动写进下一个编号的文件；若只是演示数据，可用 --fresh 重来。",
    "Restore the file and put the change into the next number; with demo data, start with --fresh.",
  ],
});
