import { expect, test } from "vitest";
import { csvOf } from "./files.ts";

const held = (value: string) => ({
  ...{ id: "r", at: 0, tags: [], communities: [] },
  rooms: { people: { trait: [{ key: "name", value, more: { a: 1 } }] } },
});

test("each value is a line; what a spreadsheet would compute, or would break a line, is shown as it is", () => {
  expect(csvOf(held("王小明"), ["a", "b", "c", "d", "e"])).toBe(
    '\uFEFFa,b,c,d,e\r\npeople,trait,1,key,name\r\npeople,trait,1,value,王小明\r\npeople,trait,1,more,"{""a"":1}"\r\n',
  );
  expect(csvOf(held("=1+1"), ["a"])).toContain("value,'=1+1\r\n");
  expect(csvOf(held("a,\nb"), ["a"])).toContain('value,"a,\nb"\r\n');
});
