import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHome } from "../src/embedded/home.ts";
import { scratchFolder } from "../src/index.ts";

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

test.runIf(process.getuid?.() === 0)(
  "PG9 what is to be thrown away lies in its own folder, so that removing that removes all of it",
  async () => {
    const scratch = await scratchFolder("home");
    const nobody = { uid: 65_534, gid: 65_534 };
    try {
      for (const place of [scratch, join(scratch, "data")])
        expect((await openHome(place, nobody)).folder).toBe(
          join(await realpath(place), "postgres"),
        );
    } finally {
      await rm(scratch, { recursive: true });
    }
  },
);
