import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHead } from "./file.ts";
import { problems } from "./problems.ts";

test.each([
  ["png", "89504e470d0a1a0a0000000d"],
  ["jpeg", "ffd8ffe000104a464946"],
])("IM20 a picture (%s) is refused as one, and told to come as text", async (_, bytes) => {
  const folder = await mkdtemp(join(tmpdir(), "picture-"));
  try {
    const path = join(folder, "orders.csv");
    await writeFile(path, Buffer.from(bytes, "hex"));
    await expect(readHead(path)).rejects.toMatchObject({ problem: problems.picture });
  } finally {
    await rm(folder, { recursive: true });
  }
});
