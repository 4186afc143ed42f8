import { expect, test } from "vitest";
import { closedBecause } from "./target.ts";

const at = (hour: number): number => Date.UTC(2026, 10, 23, hour - 8);
const open = { stage: "open", opensAt: at(10), closesAt: at(22), stock: 3 } as const;

test("RE41 what can be bought is open, also while nobody has told its stock", () => {
  expect(closedBecause(open)).toBeNull();
  expect(closedBecause({ ...open, stage: "encore", stock: null })).toBeNull();
  expect(closedBecause({ stage: "always", opensAt: null, closesAt: null, stock: 1 })).toBeNull();
});

test("RE41 outside the window, sold out, or no longer sold: it is closed, and says why in both languages", () => {
  const told = [
    closedBecause({ ...open, stage: "preview" })?.zh,
    closedBecause({ ...open, stage: "preview", opensAt: null })?.zh,
    closedBecause({ ...open, stage: "ended" })?.zh,
    closedBecause({ ...open, stage: "ended", closesAt: null })?.zh,
    closedBecause({ ...open, stock: 0 })?.zh,
    closedBecause(null)?.zh,
  ];
  expect(told).toEqual([
    "还没开卖，11-23 10:00 开场。",
    "还没开卖。",
    "这一场已经在 11-23 22:00 结束了。",
    "这一场已经结束了。",
    "已经卖完了。",
    "这件商品店里不卖了。",
  ]);
  expect(closedBecause({ ...open, stage: "ended" })?.en).toBe("This sale ended 11-23 22:00.");
});
