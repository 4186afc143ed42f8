import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHome } from "../src/embedded/home.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zhongshu-home-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.runIf(process.platform === "linux")(
  "PG9 a place that takes no folder is refused by its name, also where it seems to be there",
  async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    for (const place of ["/proc/zhongshu/data", file, join(file, "data")])
      await expect(openHome(place, null)).rejects.toMatchObject({
        refusal: { code: "database.folder-closed" },
      });
    const home = await openHome(join(folder, "a", "b"), null);
    expect(home.folder.endsWith(join("a", "b", "postgres"))).toBe(true);
  },
);
