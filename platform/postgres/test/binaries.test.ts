import { cp, lstat, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { locateBinaries, prepareBinaries } from "../src/embedded/binaries.ts";
import { failureOf } from "../src/embedded/failures.ts";
import { DatabaseRefused } from "../src/index.ts";

test("PG11 a machine without binaries is told to set DATABASE_URL", () => {
  try {
    locateBinaries("sunos-sparc");
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error;
    expect(error.refusal.code).toBe("database.no-binary");
    expect(error.refusal.next.en).toContain("DATABASE_URL");
    expect(error.refusal.next.zh).toContain("DATABASE_URL");
  }
});

test("PG12 library links are made when install scripts were off", async () => {
  const folder = await mkdtemp(join(tmpdir(), "zhongshu-links-"));
  const native = join(folder, "native");
  await cp(locateBinaries(), native, { recursive: true, verbatimSymlinks: true });
  const links: { target: string }[] = JSON.parse(
    await readFile(join(native, "pg-symlinks.json"), "utf8"),
  );
  expect(links.length).toBeGreaterThan(5);
  for (const { target } of links) await rm(join(folder, target));
  expect(await prepareBinaries(native, null, folder)).toBe(native);
  for (const { target } of links)
    expect((await lstat(join(folder, target))).isSymbolicLink()).toBe(true);
  await rm(folder, { recursive: true });
});

test.each([
  ["could not write to file: No space left on device", "database.disk-full"],
  ['could not bind IPv4 address "127.0.0.1": Address already in use', "database.port-used"],
  ["could not create shared memory segment: Cannot allocate memory", "database.no-memory"],
  ["FATAL:  something nobody foresaw", "database.failed"],
])("PG13 %s becomes %s", (log, code) => {
  expect(failureOf("postgres", log).refusal.code).toBe(code);
});
