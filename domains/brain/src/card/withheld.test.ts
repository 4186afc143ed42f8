import { expect, test } from "vitest";
import { offerOf } from "../../test/world.ts";
import { withheld } from "./build.ts";

const NOW = Date.UTC(2011, 8, 30);
const shown = (over: Parameters<typeof offerOf>[2]): boolean =>
  withheld(offerOf("P", null, over), NOW) === null;

test("BR13 goods are offered from the first instant of their window to before its last, and while any is left", () => {
  expect(shown({})).toBe(true);
  expect(shown({ stage: "open", opensAt: NOW, closesAt: NOW + 1, stock: 1 })).toBe(true);
  expect(shown({ stage: "encore", opensAt: NOW - 9, stock: null })).toBe(true);
  expect(shown({ stage: "open", opensAt: NOW + 1 })).toBe(false);
  expect(shown({ stage: "open", closesAt: NOW })).toBe(false);
  expect(shown({ stage: "preview" })).toBe(false);
  expect(shown({ stage: "ended" })).toBe(false);
  expect(shown({ stock: 0 })).toBe(false);
});
