import { expect, test } from "vitest";
import { idsOf } from "./pasted.ts";

test("ids are read from lines, cells and commas, each once", () => {
  expect(idsOf("wx_1\r\nwx_2\n\n wx_1 ")).toEqual(["wx_1", "wx_2"]);
  expect(idsOf("wx_1\twx_2，wx_3、wx_4")).toEqual(["wx_1", "wx_2", "wx_3", "wx_4"]);
  expect(idsOf(" \n")).toEqual([]);
});
