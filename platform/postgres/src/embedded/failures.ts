import type { DatabaseRefused } from "../refused.ts";
import { refused } from "../refused.ts";

/** Why Postgres or initdb ended, read from what it wrote last. */
export function failureOf(what: string, log: string): DatabaseRefused {
  const cause = new Error(log.slice(-2_000));
  if (/No space left on device|Disk quota exceeded/.test(log)) return diskFull(cause);
  if (/Address already in use|could not bind/.test(log)) {
    return refused(
      "port-used",
      [
        "数据库端口被其他程序占用。",
        "The port of the database is used by another program.",
        "请再启动一次（会自动换一个端口）；若指定了端口，请换一个。",
        "Start again (a free port is taken); if you named a port, name another.",
      ],
      cause,
    );
  }
  if (/shared memory|Cannot allocate memory/.test(log)) {
    return refused(
      "no-memory",
      [
        "内存不足，数据库无法启动。",
        "There is not enough memory to start the database.",
        "请释放内存（至少 300 MB）后重试。",
        "Free some memory (300 MB at least) and start again.",
      ],
      cause,
    );
  }
  if (/could not look up effective user ID/.test(log)) {
    return refused(
      "no-user",
      [
        "当前系统用户没有登记（/etc/passwd 里没有），Postgres 拒绝运行。",
        "The system user has no entry in /etc/passwd, and Postgres refuses to run without one.",
        "请换一个已登记的用户运行，或设置 DATABASE_URL 使用您自己的 Postgres。",
        "Run as a user that has an entry, or set DATABASE_URL to use your own Postgres.",
      ],
      cause,
    );
  }
  return refused(
    "failed",
    [
      `内置数据库没能启动（${what}）：${lastLine(log)}`,
      `The built-in database did not start (${what}): ${lastLine(log)}`,
      "请查看数据目录中的 postgres.log；也可以设置 DATABASE_URL 使用您自己的 Postgres。",
      "Look into postgres.log in the data folder, or set DATABASE_URL to use your own Postgres.",
    ],
    cause,
  );
}

export const diskFull = (cause?: unknown): DatabaseRefused =>
  refused(
    "disk-full",
    [
      "磁盘已满，数据库无法写入。",
      "The disk is full, so the database cannot write.",
      "请至少腾出 500 MB 空间后重新启动；已确认的数据没有丢失。",
      "Free 500 MB at least and start again; nothing that was acknowledged is lost.",
    ],
    cause,
  );

const lastLine = (log: string): string =>
  log
    .trim()
    .split("\n")
    .findLast((line) => /FATAL|PANIC|error/i.test(line)) ??
  log.trim().split("\n").at(-1) ??
  "";
