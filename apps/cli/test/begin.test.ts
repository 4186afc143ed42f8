import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const begin = fileURLToPath(new URL("../src/begin.js", import.meta.url));
const ask = (...args: readonly string[]) => spawnSync(process.execPath, args, { encoding: "utf8" });
const run = (...flags: readonly string[]) => ask(...flags, begin, "help");

test("an old Node without the one that npm brings is told what to do; a new one begins", () => {
  const old = run("--no-experimental-strip-types");
  expect([old.status, old.stdout]).toEqual([1, ""]);
  expect(old.stderr).toContain("npm rebuild node");
  expect(old.stderr).toContain("请运行");
  const fit = run();
  expect([fit.status, fit.stderr]).toEqual([0, ""]);
  expect(fit.stdout).toContain("import orders|customers|");
});

test("a command that is asked for help says what its options mean, and does nothing", () => {
  const asked = ask(begin, "start", "--help");
  expect([asked.status, asked.stderr]).toEqual([0, ""]);
  for (const option of ["--no-demo", "--fresh", "--port", "--host", "--data", "--json"])
    expect(asked.stdout).toContain(`  ${option} `);
});
