import { readFileSync, writeFileSync } from "node:fs";

// Tools ship one optional package a platform, and `npm ci` wants every one of them in the lockfile, also those it will
// not install. Where a registry has only some platforms, `npm install` leaves the others out: this puts them back,
// with the exact version that their parent names. Run it after each `npm install` (npm run lockfile).

type Entry = { version?: string; optionalDependencies?: Record<string, string> };

const OS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
  "netbsd",
  "openbsd",
  "sunos",
  "aix",
];
const CPU = ["arm64", "x64", "arm", "ia32", "ppc64", "riscv64", "s390x", "loong64", "wasm32"];

/** "@oxc-parser/binding-linux-arm-musleabihf" → linux, arm, musl; null when the name tells no platform. */
function platform(name: string): { os: string[]; cpu: string[]; libc?: string[] } | null {
  const parts = name.split("/").at(-1)?.split("-") ?? [];
  const os = OS.find((known) => parts.includes(known));
  const cpu = CPU.find((known) => parts.includes(known));
  if (os === undefined || cpu === undefined) return null;
  const libc = parts.some((part) => part.startsWith("musl"))
    ? "musl"
    : parts.some((part) => part.startsWith("gnu"))
      ? "glibc"
      : null;
  return { os: [os], cpu: [cpu], ...(libc !== null && os === "linux" ? { libc: [libc] } : {}) };
}

const file = new URL("../package-lock.json", import.meta.url);
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(file, "utf8"));
const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
  Object.entries(optionalDependencies).filter(
    ([name]) => !(`node_modules/${name}` in lock.packages),
  ),
);
let added = 0;
for (const [name, version] of missing) {
  const where = platform(name);
  if (where === null || !/^\d/.test(version)) continue;
  lock.packages[`node_modules/${name}`] = Object.assign({ version, optional: true }, where);
  added += 1;
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} packages of other platforms were put back into the lockfile\n`);
