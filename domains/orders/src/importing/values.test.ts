import { dateOrder, readAmount, readMoment, readQuantity } from "@zhongshu/ledger/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { buyerIn } from "./buyer.ts";
import { kindOf } from "./kind.ts";
import { Ordinals } from "./ordinals.ts";

test.each([
  ["¥1,234.50", 123450, "CNY"],
  ["￥１２．３", 1230, "CNY"],
  ["£2.55", 255, "GBP"],
  ["2.55", 255, null],
  ["19.9元", 1990, null],
  ["-11062.06", -1106206, null],
  ["0.001", 0, null],
  ["1.005", 101, null],
  ["1.2万", 1_200_000, null],
  ["¥3.45678万元", 3_456_780, "CNY"],
  ["RMB 12.5", 1250, "CNY"],
  ["免运费", 0, null],
  ["包邮", 0, null],
  ["(12.00)", -1200, null],
  ["（￥１２．００）", -1200, "CNY"],
])("IM7 %s is %i minor units", (text, minor, currency) => {
  expect(readAmount(text, "CNY")).toEqual({ minor, currency });
});

test.each(["", "-", "abc", "1.2.3", "1e5", ".", "万", "()", "免", "12%"])(
  "IM7 %j is no amount",
  (text) => {
    expect(readAmount(text, "CNY")).toBeNull();
  },
);

test("IM7 yen have no minor digits, and share their sign with the yuan", () => {
  expect(readAmount("¥1,200", "JPY")).toEqual({ minor: 1200, currency: "JPY" });
});

test.each([
  ["6", 6],
  ["-12", -12],
  ["6.0", 6],
  ["３件", 3],
  ["×2", 2],
  ["x 2份", 2],
  ["1,200", 1200],
  ["1.5", null],
  ["1.2万", 12_000],
  ["1.25千", 1_250],
  ["1.2345千", null],
  ["", null],
])("IM3 the quantity %j is %j", (text, quantity) => {
  expect(readQuantity(text)).toBe(quantity);
});

const NINE = Date.UTC(2011, 8, 30, 1, 5);
test.each([
  "2011-09-30 09:05:00",
  "2011/9/30 9:05",
  "2011年9月30日 9:05",
  "2011年9月30日9时5分",
  "2011年9月30日 星期五 上午9:05",
  "２０１１／９／３０　９：０５",
  "40816.37847222",
  "20110930090500",
  "2011-09-30T01:05:00Z",
  "2011-09-30T03:05:00.000+02:00",
])("IM6 %s is one and the same moment", (text) => {
  expect(readMoment(text, null)).toBe(NINE);
});

test.each([
  ["2026-03-05 下午2:05", "2026-03-05T14:05:00+08:00"],
  ["2026年3月5日 周四 下午2点半", "2026-03-05T14:30:00+08:00"],
  ["2026年3月5日晚上8点", "2026-03-05T20:00:00+08:00"],
  ["2026/3/5 中午12:10", "2026-03-05T12:10:00+08:00"],
  ["2026/3/5 凌晨12:10", "2026-03-05T00:10:00+08:00"],
  ["46086", "2026-03-05T00:00:00+08:00"],
])("IM6 %s is %s", (text, at) => {
  expect(readMoment(text, null)).toBe(Date.parse(at));
});

test.each(["晚上12点", "3月5日", "12345", "99999", "2026-03-05 下午25:00"])(
  "IM6 %s is no moment",
  (text) => {
    expect(readMoment(text, null)).toBeNull();
  },
);

test("IM6 day and month are told apart only when the file tells", () => {
  expect(readMoment("3/4/2011 9:05", dateOrder(["3/4/2011", "5/6/2011"]))).toBeNull();
  expect(dateOrder(["3/4/2011", "12/13/2011"])).toBe("mdy");
  expect(dateOrder(["3/4/2011", "13/12/2011"])).toBe("dmy");
  expect(dateOrder(["13/12/2011", "12/13/2011"])).toBeNull();
  expect(readMoment("30/9/2011 9:05", "dmy")).toBe(NINE);
  expect(readMoment("2011-02-30", null)).toBeNull();
});

test("IM4 postage, fees and vouchers are services; codes that only look alike are goods", () => {
  for (const code of ["POST", "m", "D", "BANK CHARGES", "gift_0001_20", "C2"])
    expect(kindOf(code, "")).toBe("service");
  expect(kindOf("SF-01", "运费补差")).toBe("service");
  for (const code of ["85123A", "POSTER1", "DCGS0003", "C21"])
    expect(kindOf(code, "T")).toBe("goods");
});

test("IM2 a masked phone names nobody", () => {
  const buyer = (cells: Readonly<Record<string, string>>) => buyerIn({ row: 1, raw: "", cells });
  expect(buyer({ customer: "138****0000" })).toMatchObject({ customer: null, anonymous: null });
  expect(buyer({ customer: "17850.0" }).customer).toBe("17850");
  const name = "李女士";
  expect(buyer({ phone: "138****5678", name }).anonymous).toBe("masked:138****5678:李女士");
  expect(buyer({ phone: "1380000****", name }).anonymous).toBe("masked:1380000****:李女士");
  expect(buyer({ phone: "138********", name }).anonymous).toBeNull();
  expect(buyer({ customer: "+86 138 0000 0000" }).customer).toBe("13800000000");
});

test("IM74 who has nothing but a name is known by it, unless many are called so or a number was told", () => {
  const buyer = (cells: Readonly<Record<string, string>>) => buyerIn({ row: 1, raw: "", cells });
  expect(buyer({ name: "张姐" })).toMatchObject({
    ...{ customer: null, anonymous: "named:张姐", called: { name: "张姐" } },
  });
  for (const name of ["李女士", "欧阳先生", "王*", ""])
    expect(buyer({ name })).toMatchObject({ customer: null, anonymous: null });
  expect(buyer({ name: "张姐", phone: "138********" }).anonymous).toBeNull();
  expect(buyer({ name: "张姐", customer: "138****0000" }).anonymous).toBeNull();
  expect(buyer({ name: "张姐", nickname: "小张" })).toMatchObject({
    customer: "小张",
    anonymous: null,
  });
});

test("IM5 ordinals count each number by itself, whatever the numbers are", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3_000 }), (numbers) => {
      const ordinals = new Ordinals();
      const counts = new Map<string, number>();
      for (const number of numbers) {
        counts.set(number, (counts.get(number) ?? 0) + 1);
        expect(ordinals.next(number)).toBe(counts.get(number));
      }
    }),
  );
});

test("IM5 ordinals stay right past many growths", () => {
  const ordinals = new Ordinals();
  const firsts = Array.from({ length: 50_000 }, (_, i) => ordinals.next(`order-${i}`));
  expect(new Set(firsts)).toEqual(new Set([1]));
  expect(ordinals.next("order-49999")).toBe(2);
});
