import { execFile } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";

export type { Browser, Page };

const run = promisify(execFile);
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (): string | undefined =>
  NAMES.flatMap((name) =>
    (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)),
  ).find(runnable);

const EXTRACT = `
import { readdirSync } from "node:fs";
import { inflate } from "@sparticuz/chromium";
const bin = process.argv[1];
for (const file of readdirSync(bin)) await inflate(bin + "/" + file);
`;

/** Where the packed Chromium lies open: beside the packages, or, if those are read-only, in a folder of this run. */
function cache(): string {
  const beside = fileURLToPath(new URL("../../../node_modules/.cache/chromium", import.meta.url));
  try {
    mkdirSync(beside, { recursive: true, mode: 0o700 });
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    const own = mkdtempSync(join(tmpdir(), "zhongshu-chromium-"));
    process.once("exit", () => rmSync(own, { recursive: true, force: true }));
    return own;
  }
}

/**
 * Opens the Chromium inside the npm package into a folder of our own. The package itself would use a fixed
 * name in the temporary folder, which another user may own and two test files would write at once: hence the
 * child with its own TMPDIR, and the rename at the end.
 */
async function packed(): Promise<string> {
  const bin = fileURLToPath(new URL("../bin", import.meta.resolve("@sparticuz/chromium")));
  const folder = cache();
  const home = join(folder, "open");
  if (existsSync(join(home, "chromium"))) return home;
  const staging = mkdtempSync(join(folder, "opening-"));
  await run(process.execPath, ["--input-type=module", "-e", EXTRACT, bin], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, TMPDIR: staging },
  });
  try {
    renameSync(staging, home);
  } catch {
    rmSync(staging, { recursive: true, force: true });
  }
  return home;
}

/** The package brings the libraries a bare machine lacks; they are used only where the system's are missing. */
async function openPacked(home: string): Promise<Browser> {
  const executablePath = join(home, "chromium");
  const args = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"];
  try {
    return await chromium.launch({ executablePath, args });
  } catch (lacking) {
    if (!existsSync(join(home, "al2023/lib"))) throw lacking;
    const env = {
      ...process.env,
      LD_LIBRARY_PATH: join(home, "al2023/lib"),
      ...(existsSync("/etc/fonts") ? {} : { FONTCONFIG_PATH: join(home, "fonts") }),
    };
    return chromium.launch({ executablePath, args, env });
  }
}

/**
 * A real Chromium without a window: the system's if there is one, else the one inside an npm package.
 * Downloads nothing. The sandbox is off because root cannot have it, and the pages are our own.
 */
export async function openBrowser(): Promise<Browser> {
  const system = onPath();
  if (system !== undefined) {
    return chromium.launch({ executablePath: system, args: ["--no-sandbox"] });
  }
  return openPacked(await packed());
}
