import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { archive } from "./archive.ts";
import { workbook } from "./xlsx.ts";

/** The files of an archive by its central directory, each checked against its sum and its local head. */
function unpacked(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("504b0506", "hex"));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < bytes.readUInt16LE(end + 10); n += 1) {
    const [sum, size, name] = [
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
    ];
    const local = bytes.readUInt32LE(at + 42);
    expect(bytes.subarray(local, local + 4).toString("hex")).toBe("504b0304");
    const from = local + 30 + bytes.readUInt16LE(local + 26);
    const body = bytes.subarray(from, from + size);
    expect(crc32(body)).toBe(sum);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), body.toString("utf8"));
    at += 46 + name;
  }
  expect(at).toBe(end);
  return files;
}
const sheet = (...rows: (string | number | null)[][]): string =>
  unpacked(Buffer.from(workbook([{ name: "指标", rows }]))).get("xl/worksheets/sheet1.xml") ?? "";

test("a file within an archive is as it was, a workbook too, under a name of any letters", () => {
  const inner = workbook([{ name: "a", rows: [["=1"]] }]);
  const outer = archive(
    new Map<string, string | Uint8Array>([
      ["说明.txt", "你好"],
      ["资料.xlsx", inner],
    ]),
  );
  const files = unpacked(Buffer.from(outer));
  expect([...files.keys()]).toEqual(["说明.txt", "资料.xlsx"]);
  expect(files.get("说明.txt")).toBe("你好");
  expect(Buffer.from(outer).includes(Buffer.from(inner))).toBe(true);
});

test("what a spreadsheet would run stays text, and no cell is a formula", () => {
  for (const text of ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1"]) {
    const told = sheet([text]);
    expect(told).toContain('<c r="A1" t="inlineStr" s="1"><is><t xml:space="preserve">');
    expect(told).not.toContain("<f");
  }
  expect(sheet(["茶 <&> \u0000\ud800"])).toContain("茶 &lt;&amp;&gt; \ufffd</t>");
});

test("numbers are numbers, what is not known is empty, and columns go on after Z", () => {
  const told = sheet(
    [1.5, null, -2, Number.NaN],
    Array.from({ length: 28 }, (_, n) => n),
  );
  expect(told).toContain('<row r="1"><c r="A1"><v>1.5</v></c><c r="C1"><v>-2</v></c></row>');
  expect(told).toContain('<c r="AB2"><v>27</v></c>');
});

test("every sheet is told in the workbook under a name that a spreadsheet takes", () => {
  const files = unpacked(
    Buffer.from(
      workbook([
        { name: "a/b:c", rows: [] },
        { name: "茶".repeat(40), rows: [] },
      ]),
    ),
  );
  expect([...files.keys()].filter((name) => name.startsWith("xl/worksheets"))).toHaveLength(2);
  expect(files.get("xl/workbook.xml")).toContain('name="a b c" sheetId="1"');
  expect(files.get("xl/workbook.xml")).toContain(`name="${"茶".repeat(31)}" sheetId="2"`);
});

test("the formats are those without which some programs refuse a workbook: two fills, each border's sides, a style by name", () => {
  const styles = unpacked(Buffer.from(workbook([{ name: "a", rows: [["=1"]] }]))).get(
    "xl/styles.xml",
  );
  expect(styles?.match(/<fill><patternFill patternType="\w+"\/><\/fill>/g)).toHaveLength(2);
  expect(styles).toContain("<border><left/><right/><top/><bottom/><diagonal/></border>");
  expect(styles?.match(/<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/g)).toHaveLength(3);
  expect(styles).toContain('<cellStyle name="Normal" xfId="0" builtinId="0"/>');
});
