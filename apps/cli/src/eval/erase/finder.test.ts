import { expect, test } from "vitest";
import { finderOf } from "./finder.ts";

const ID = "0198c2de-4bba-8feb-bbdb-328e05cfa381";
const finder = finderOf(["13912345678", "王小明", ID, "139****5678"]);

test("what stands in bytes is found: at the ends, in the middle, one within another's reach, an id as bytes", () => {
  expect([...finder.in(Buffer.from("13912345678"))]).toEqual(["13912345678"]);
  expect([...finder.in(Buffer.from("x王小明,139****5678"))]).toEqual(["王小明", "139****5678"]);
  expect([...finder.in(Buffer.from(`aa${ID.replaceAll("-", "")}`, "hex"))]).toEqual([ID]);
  expect([...finder.in(Buffer.from(`{"id":"${ID}"}`))]).toEqual([ID]);
});

test("what does not stand there is not found", () => {
  expect([...finder.in(Buffer.from("1391234567 王小 明 139***5678"))]).toEqual([]);
  expect(() => finderOf(["王"])).toThrow("Too short");
});
