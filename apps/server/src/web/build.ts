import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint } from "./fingerprint.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const STAMP = ".made-of";

/** Where the built pages lie, each folder with its index.html. */
export type Web = { readonly console: string; readonly h5: string };

const folder = (app: keyof Web): string => join(ROOT, "apps", app);
const dist = (app: keyof Web): string => join(folder(app), "dist");

function fresh(app: keyof Web, print: string): boolean {
  const stamp = join(dist(app), STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === print;
}

/** Vite runs in a process of its own: bundling takes some hundred MB that the server must not keep. */
function bundle(app: keyof Web, out: string): Promise<void> {
  const vite = createRequire(join(ROOT, "apps", app, "package.json")).resolve("vite/package.json");
  const args = [
    join(vite, "../bin/vite.js"),
    "build",
    folder(app),
    "--outDir",
    out,
    "--emptyOutDir",
  ];
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, [...args, "--logLevel", "warn"], { cwd: ROOT, env });
  const said: string[] = [];
  child.stdout.on("data", (chunk) => said.push(String(chunk)));
  child.stderr.on("data", (chunk) => said.push(String(chunk)));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(failed(app, said)))));
  });
}

const failed = (app: keyof Web, said: readonly string[]): string =>
  [
    `The pages in apps/${app} could not be built. If you changed them, mend what Vite names below;`,
    "otherwise run `npm ci` again, since a package seems to be missing or incomplete.",
    said.join("").trim().slice(-4_000),
  ].join("\n");

/** The old bundle is moved away whole: emptied in its place, a second process could be half-way through it. */
function putInPlace(making: string, place: string): void {
  const old = `${making}-old`;
  try {
    renameSync(place, old);
  } catch (problem) {
    if (existsSync(place)) throw problem;
  }
  renameSync(making, place);
  rmSync(old, { recursive: true, force: true });
}

/** Built beside the old bundle and put in its place whole, so that nobody is served half of one. */
async function rebuild(app: keyof Web, print: string, force: boolean): Promise<void> {
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, `${app}-`));
  try {
    await bundle(app, making);
    writeFileSync(join(making, STAMP), print);
    // Somebody else (a second test process) may have put the very same bundle there meanwhile.
    if (force || !fresh(app, print)) putInPlace(making, dist(app));
  } catch (problem) {
    if (!fresh(app, print)) throw problem;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Builds what is stale, both at once; a second call with unchanged sources only reads and hashes them. */
export async function buildWeb({ force = false }: { readonly force?: boolean } = {}): Promise<Web> {
  const print = fingerprint(ROOT);
  const apps = ["console", "h5"] as const;
  // Both are waited for, so that a failure of one leaves no half-made folder of the other.
  const built = await Promise.allSettled(
    apps.filter((app) => force || !fresh(app, print)).map((app) => rebuild(app, print, force)),
  );
  const problem = built.find((each) => each.status === "rejected");
  if (problem) throw problem.reason;
  return { console: dist("console"), h5: dist("h5") };
}
