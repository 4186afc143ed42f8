import { expect, test } from "vitest";
import { speaksOf } from "./words.ts";

const keyed = (value: string): string => `#${value}`;
const speaks = speaksOf(
  { ids: ["u-1234", "7"], words: ["张三"], phones: new Set(["#phone/13812345678"]) },
  keyed,
);

test("PE72 a text speaks of a person by an id anywhere, by a name alone, by a number however it is written", () => {
  expect(speaks('{"userId":"u-1234"}')).toBe(true);
  expect(speaks("A1,张三,2")).toBe(true);
  expect(speaks("138 1234 5678")).toBe(true);
  expect(speaks("+86-138-1234-5678")).toBe(true);
});

test("PE72 a name within another, a short id and other numbers speak of nobody", () => {
  expect(speaks("A1,张三丰,7")).toBe(false);
  expect(speaks("13812345679")).toBe(false);
});
