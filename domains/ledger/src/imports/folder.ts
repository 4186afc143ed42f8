import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Instant, isUuid, type TenantId, tenantId } from "@zhongshu/kernel";

/** An uploaded file that still lies there, and since when. */
export type Left = {
  readonly tenant: TenantId;
  readonly id: string;
  readonly path: string;
  readonly since: Instant;
};

/** Where uploaded files wait: one folder a tenant, one file a run, named by ids and never by the sender. */
export const uploadFolder = (root: string) => ({
  owns: (path: string): boolean => path.startsWith(`${root}/`),

  /** Streams to disk; a torn upload leaves nothing behind. */
  async keep(tenant: TenantId, id: string, body: AsyncIterable<Uint8Array>): Promise<string> {
    const path = join(root, tenant, id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await pipeline(Readable.from(body), createWriteStream(path, { mode: 0o600, flags: "wx" }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return path;
  },

  remove: (path: string): Promise<void> => rm(path, { force: true }),

  /** Everything of a tenant that is no more. */
  clear: (tenant: TenantId): Promise<void> =>
    rm(join(root, tenant), { recursive: true, force: true }),

  async left(): Promise<readonly Left[]> {
    const found: Left[] = [];
    for (const tenant of await names(root)) {
      for (const id of await names(join(root, tenant))) {
        const path = join(root, tenant, id);
        const { mtimeMs } = await stat(path);
        found.push({ tenant: tenantId(tenant), id, path, since: mtimeMs });
      }
    }
    return found;
  },
});
export type UploadFolder = ReturnType<typeof uploadFolder>;

async function names(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return all.filter(isUuid);
}
