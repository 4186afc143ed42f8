import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { migrate } from "@zhongshu/postgres";
import { catalogueOf, openTestDatabase, plant, survey } from "@zhongshu/testing";
import { expect, onTestFinished, test } from "vitest";
import { schemasOfTheHouse } from "./schemas.ts";

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** The commit whose databases are out there: what has landed, else the one before this. */
function previous(): string | null {
  for (const name of ["origin/main", "HEAD~1"]) {
    const found = spawnSync("git", ["rev-parse", "--verify", "--quiet", `${name}^{commit}`], {
      encoding: "utf8",
    });
    const commit = found.status === 0 ? found.stdout.trim() : "";
    if (commit !== "" && commit !== git("rev-parse", "HEAD").trim()) return commit;
  }
  return null;
}

const filesAt = (commit: string): readonly string[] =>
  git("ls-tree", "-r", "--name-only", commit, "--", "domains")
    .split("\n")
    .filter((path) => /^domains\/[^/]+\/migrations\/[^/]+\.sql$/.test(path));

test("PG19 a database of the previous commit, with rows in it, comes forward to today's", async (context) => {
  const commit = spawnSync("git", ["rev-parse", "--git-dir"]).status === 0 ? previous() : null;
  const files = commit === null ? [] : filesAt(commit);
  if (commit === null || files.length === 0) {
    console.warn("SKIPPED: PG19 needs git and a previous commit with migrations");
    return context.skip();
  }
  const folder = mkdtempSync(join(tmpdir(), "zhongshu-forward-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const path of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), git("show", `${commit}:${path}`));
  }
  const names = [...new Set(files.map((path) => path.split("/")[1] ?? ""))];
  const then = names.map((name) => ({
    name,
    migrations: new URL(`${pathToFileURL(join(folder, "domains", name, "migrations")).href}/`),
  }));
  const now = await schemasOfTheHouse();
  const old = await openTestDatabase(then);
  const nothing = {
    tables: {},
    policies: {},
    functions: {},
    foreign: ["zhongshu", "auth", "jobs"],
  };
  const { tables } = await old.asOwner((sql) => survey(sql, nothing));
  for (const table of tables) await plant(old, table);
  await migrate(old.ownerUrl, now);
  const fresh = await openTestDatabase(now);
  const [forward, wanted] = [await old.asOwner(catalogueOf), await fresh.asOwner(catalogueOf)];
  expect(forward).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(50);
  expect(tables.length).toBeGreaterThan(0);
  await Promise.all([old.close(), fresh.close()]);
}, 60_000);
