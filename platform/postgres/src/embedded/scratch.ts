import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A new folder for a database that is thrown away with it. It can be passed through: else root's Postgres, which is
 * nobody, could not enter, and the data would be kept elsewhere, where nobody who removes this folder would find it.
 */
export async function scratchFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `zhongshu-${name}-`));
  await chmod(folder, 0o711);
  return folder;
}
