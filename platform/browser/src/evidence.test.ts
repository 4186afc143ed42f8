import { expect, test } from "vitest";
import { columnsOf, figures, readable } from "./index.ts";

const WHO = "018f3c1e-0000-7000-8000-0000000000aa";
const label = (word: string) => ({ zh: word, en: word });

test("rows name the customer, and fall back to the end of the id", () => {
  expect(readable({ profile: WHO }, "profile", { names: { [WHO]: "王欣怡" } })).toBe("王欣怡");
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
  expect(readable({ at: Date.UTC(2026, 10, 25, 2) }, "at")).toBe("11月25日 10:00");
  expect(readable({ bp: 1_250 }, "bp")).toBe("12.5%");
  const days = [{ key: "day", label: label("日期") }];
  expect(columnsOf(days)).toBe(days);
});

test("no row speaks as machines do: times, days, and words of both languages", () => {
  const at = Date.UTC(2026, 10, 26, 2, 18);
  expect(readable({ at }, "at")).toBe("11月26日 10:18");
  expect(readable({ day: "2026-11-26" }, "day")).toBe("2026年11月26日");
  expect(readable({ day: "2026-11-26" }, "day", { language: "en" })).toBe("Nov 26, 2026");
  expect(readable({ stage: "已结算" }, "stage", { language: "en" })).toBe("Settled");
  expect(readable({ paid: "untold" }, "paid")).toBe("—");
  expect(readable({ who: "pXr_03" }, "who")).toBe("群里的人");
  expect(readable({ who: WHO }, "who", { names: { [WHO]: "护肤打卡群" } })).toBe("护肤打卡群");
});

test("a column of figures is one even where some are not known", () => {
  const rows = [{ gap: null, day: "2026-11-26", at: 1 }, { gap: 28.7 }];
  expect(["gap", "day", "at"].map((key) => figures(rows, key))).toEqual([true, false, false]);
});
