import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const begin = fileURLToPath(new URL("../src/begin.js", import.meta.url));
const run = (...flags: readonly string[]) =>
  spawnSync(process.execPath, [...flags, begin, "help"], { encoding: "utf8" });

test("an old Node without the one that npm brings is told what to do; a new one begins", () => {
  const old = run("--no-experimental-strip-types");
  expect([old.status, old.stdout]).toEqual([1, ""]);
  expect(old.stderr).toContain("npm rebuild node");
  expect(old.stderr).toContain("请运行");
  const fit = run();
  expect([fit.status, fit.stderr]).toEqual([0, ""]);
  expect(fit.stdout).toContain("import orders|customers|");
});
