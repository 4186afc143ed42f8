import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Everything that ends up in a bundle, from the root of the house. */
const SOURCES = ["apps/console", "apps/h5", "platform/browser", "base/kernel", "base/cards"];
const LOOSE = ["package-lock.json", "tsconfig.base.json"];
const NOT_BUNDLED = new Set(["dist", "node_modules", "test", "README.md", "SPEC.md"]);

function files(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_BUNDLED.has(name) && !name.includes(".test."))
    .flatMap((name) => files(join(path, name)));
}

const contracts = (root: string): readonly string[] =>
  readdirSync(join(root, "domains"))
    .flatMap((domain) => [`domains/${domain}/package.json`, `domains/${domain}/src/contract.ts`])
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined);

/** Changes when, and only when, a file that a bundle is made of changes, comes or goes. */
export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const paths = [...SOURCES, ...LOOSE, ...contracts(root)].flatMap((path) =>
    files(join(root, path)),
  );
  for (const path of paths.toSorted()) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}
