import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testSeal, zip } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { uploadFolder } from "./folder.ts";
import { prepared } from "./prepare.ts";

const seal = testSeal();
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "zhongshu-pack-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function sent(body: Uint8Array | string) {
  const path = join(root, "sent");
  await writeFile(path, body);
  return prepared(
    { folder: uploadFolder(join(root, "kept")), seal },
    { id: "1", name: "sent", path },
  );
}

test("IM22 each table of an archive is a file of its own; what is none is named, what systems add is passed over", async () => {
  const found = await sent(
    zip({
      "b/客户.csv": "姓名,手机号\n王,1",
      "a.csv": "x,y\n1,2",
      "说明.pdf": "%PDF",
      "__MACOSX/._a.csv": "no",
      "b/.DS_Store": "no",
    }),
  );
  expect(found.files.map(({ name }) => name)).toEqual(["a.csv", "b/客户.csv"]);
  expect(found.left.map(({ name }) => name)).toEqual(["说明.pdf"]);
  expect(await readFile(found.files[1]?.path ?? "", "utf8")).toBe("姓名,手机号\n王,1");
});

test("IM22 a workbook is packed too, and is one table", async () => {
  const book = zip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" });
  expect((await sent(book)).files.map(({ name }) => name)).toEqual(["sent"]);
});

test("IM22 an archive that says it is larger than any export is refused, and leaves nothing behind", async () => {
  const body = zip({ "a.csv": "x,y\n1,2" });
  // Its own word for its unpacked size, in the central directory.
  body.writeUInt32LE(3_000_000_000, body.indexOf(Buffer.from("504b0102", "hex")) + 24);
  await expect(sent(body)).rejects.toMatchObject({ problem: { code: "import.too-large" } });
  expect(await readdir(root)).toEqual(["sent"]);
});

test("IM20 a 接龙 in any file becomes a table of orders", async () => {
  const { files } = await sent("#接龙\n有机白菜 9.9元/份\n1. 小李妈 2份\n2. 王姐 +1\n");
  expect(await readFile(files[0]?.path ?? "", "utf8")).toContain("小李妈,有机白菜,2,9.9");
});

test("IM23 a file that unpacks to more than its archive says is refused; the process lives on", async () => {
  const body = zip({ "a.csv": "x,y\n1,2\n".repeat(20_000) });
  body.writeUInt32LE(100, body.indexOf(Buffer.from("504b0102", "hex")) + 24);
  await expect(sent(body)).rejects.toMatchObject({ problem: { code: "import.truncated" } });
  expect(await readdir(join(root, "kept", seal.tenant))).toEqual([]);
});
