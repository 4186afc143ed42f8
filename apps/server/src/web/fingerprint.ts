import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Everything that may end up in a bundle; of the domains only the contracts do, but those reach for their neighbours. */
const SOURCES = [
  "apps/console",
  "apps/h5",
  "platform/browser",
  "base/kernel",
  "base/cards",
  "domains",
];
const LOOSE = ["package-lock.json", "tsconfig.base.json"];
const NOT_BUNDLED = new Set(["dist", "node_modules", "test", "README.md", "SPEC.md"]);

function files(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_BUNDLED.has(name) && !name.includes(".test."))
    .flatMap((name) => files(join(path, name)));
}

/** Changes when, and only when, a file that a bundle is made of changes, comes or goes. */
export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const paths = [...SOURCES, ...LOOSE].flatMap((path) => files(join(root, path)));
  for (const path of paths.toSorted()) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}
