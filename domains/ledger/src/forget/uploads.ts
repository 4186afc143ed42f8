import type { Ctx, Erased, ShopId } from "@zhongshu/kernel";
import { readTable } from "../imports/file.ts";
import type { UploadFolder } from "../imports/folder.ts";
import { problems } from "../imports/problems.ts";
import { endRun, findRun } from "../imports/store.ts";

export type Uploads = { readonly folder: UploadFolder };

/** Is a file being read in, or taken back, just now? Then it still tells of people. */
export const isTelling = async (ctx: Ctx, shop: ShopId): Promise<boolean> =>
  (await ctx.sql.maybe(
    "select from ledger.import where shop = $1 and state in ('running', 'undoing') limit 1",
    [shop],
  )) !== null;

/** A file that cannot be read any more is thrown away as well: nobody could say whom it speaks of. */
async function speaks(path: string, { holds }: Erased): Promise<boolean> {
  try {
    for await (const { rows } of readTable(path))
      if (rows.some((row) => holds("broken" in row ? row.raw : row.fields.join("\u001f"))))
        return true;
    return false;
  } catch {
    return true;
  }
}

/** Uploaded files that wait, or whose run ended before they were read in: one that speaks of the person is thrown away. */
export async function dropUploads(ctx: Ctx, { folder }: Uploads, erased: Erased): Promise<number> {
  let dropped = 0;
  for (const { tenant, id, path } of await folder.left()) {
    if (tenant !== ctx.tenant) continue;
    const run = await findRun(ctx, erased.shop, id);
    if (run === null || !(await speaks(path, erased))) continue;
    await endRun(ctx, id, { state: "failed", problem: problems.fileHeldErased.message });
    await folder.remove(path);
    dropped++;
  }
  return dropped;
}
