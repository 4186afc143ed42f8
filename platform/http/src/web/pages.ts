import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { refuse } from "../edge/answer.ts";
import { notFound, pagesMissing } from "../edge/refusals.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const TEXT = new Set([".html", ".js", ".css", ".json", ".svg", ".txt", ".webmanifest"]);
/** Vite puts a hash of the content into the name, so such a file can never change. */
const HASHED = /-[\w-]{8,}\.\w+$/;

type Encoding = "br" | "gzip" | "identity";
const squeeze = {
  br: (plain: Buffer) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (plain: Buffer) => promisify(gzip)(plain),
  identity: async (plain: Buffer) => plain,
};

const encodingFor = (accepts: string, extension: string): Encoding => {
  if (!TEXT.has(extension)) return "identity";
  if (/\bbr\b/.test(accepts)) return "br";
  return /\bgzip\b/.test(accepts) ? "gzip" : "identity";
};

type Loaded = { readonly etag: string; readonly body: Buffer };

/** Every file of the folder by its name in an address. Only what is in this list is ever opened. */
async function list(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(dir, file).split(sep).join("/"), file]));
}

async function load(file: string, encoding: Encoding): Promise<Loaded> {
  const plain = await readFile(file);
  const etag = `"${createHash("sha256").update(plain).digest("hex").slice(0, 16)}-${encoding}"`;
  return { etag, body: await squeeze[encoding](plain) };
}

export type Pages = (request: Request, name: string) => Promise<Response>;

/** A built single-page application: its files by name, and `index` for every other address inside it. */
export function pages(dir: string, index = "index.html"): Pages {
  let listed: Promise<ReadonlyMap<string, string>> | null = null;
  const texts = new Map<string, Promise<Loaded>>();
  const once = (file: string, encoding: Encoding): Promise<Loaded> => {
    if (encoding === "identity") return load(file, encoding);
    const key = `${encoding} ${file}`;
    const known = texts.get(key) ?? load(file, encoding);
    texts.set(key, known);
    return known;
  };
  return async (request, name) => {
    listed ??= list(dir);
    const files = await listed.catch(() => null);
    if (files?.has(index) !== true) {
      listed = null;
      return refuse(request, pagesMissing, { "retry-after": "2" });
    }
    const wanted = files.has(name) || extname(name) !== "" ? name : index;
    const file = files.get(wanted);
    if (file === undefined) return refuse(request, notFound);
    const extension = extname(file);
    const encoding = encodingFor(request.headers.get("accept-encoding") ?? "", extension);
    const { etag, body } = await once(file, encoding);
    const headers = {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      "cache-control": HASHED.test(wanted) ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
      etag,
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    };
    if (request.headers.get("if-none-match") === etag)
      return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(body), { headers });
  };
}
