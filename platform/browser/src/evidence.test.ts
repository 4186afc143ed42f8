import { expect, test } from "vitest";
import { columnsOf, readable } from "./index.ts";

const WHO = "018f3c1e-0000-7000-8000-0000000000aa";
const label = (word: string) => ({ zh: word, en: word });

test("rows name the customer, and fall back to the end of the id", () => {
  expect(readable({ profile: WHO }, "profile", { [WHO]: "王欣怡" })).toBe("王欣怡");
  expect(readable({ profile: WHO }, "profile")).toBe("…000000aa");
  expect(readable({ touches: 3 }, "touches")).toBe("3");
  expect(readable({}, "day")).toBe("—");
});

test("an amount is money in one column, not units beside a currency", () => {
  const columns = [
    { key: "minor", label: { zh: "金额（分）", en: "Amount (minor units)" } },
    { key: "currency", label: label("币种") },
  ];
  expect(columnsOf(columns)).toEqual([{ key: "minor", label: { zh: "金额", en: "Amount" } }]);
  expect(readable({ minor: 4_600, currency: "CNY" }, "minor")).toBe("¥46");
  expect(readable({ commission: -552, currency: "CNY" }, "commission")).toBe("-¥5.52");
  expect(readable({ at: Date.UTC(2026, 10, 25, 2) }, "at")).toBe("11-25 10:00");
  const days = [{ key: "day", label: label("日期") }];
  expect(columnsOf(days)).toBe(days);
});
