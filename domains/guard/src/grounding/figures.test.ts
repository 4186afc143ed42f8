import fc from "fast-check";
import { expect, test } from "vitest";
import { CLEAN } from "../../test/clean.ts";
import { figures } from "./figures.ts";

const PRICES =
  "¥99 99元 九十九块 9.9包邮 9块9 ９９元 ⑨⑨元 9·9包邮 到手价：39 三块五一个 99💰 29.9/盒 只要19.9 9.9 零元购 59一箱 9\u200b9元 一块钱 两百元 99块 八点八拿走 ￥廿五 三毛一条 只要5角 5毛秒 价格不到八十 6.6米包邮 一律19 ￥1,299 玖拾玖元 99RMB RMB99 原价199".split(
    " ",
  );
const STOCKS =
  "仅剩3件 库存12 最后5份 只剩十盒 现货200箱 还剩不到20份 剩余8套 就剩俩 限前30名 总共就十六套 抢完这8份 30单售完即止".split(
    " ",
  );
const DISCOUNTS =
  "5折 五折 八五折 满100减20 立减20 20元券 第二件半价 买一送一 优惠30% 直降50 打8折 满三百减五十 买三赠一 付2得3 满200-30 便宜15 腰斩 第三盒免单".split(
    " ",
  );

const kinds = (copy: string): readonly string[] => figures(copy).map((f) => f.kind);

test.each(PRICES)("GU8 %s reads as a price", (copy) => {
  expect(kinds(copy)).toContain("price");
});
test.each(["99 RMB", "9 9 元", "券后 59 一盒", "今天 ￥ 99"])("GU8 %s reads as a price", (copy) => {
  expect(kinds(copy)).toContain("price");
});
test.each(STOCKS)("GU8 %s reads as stock", (copy) => {
  expect(kinds(copy)).toEqual(["stock"]);
});
test.each(DISCOUNTS)("GU8 %s reads as a discount", (copy) => {
  expect(kinds(copy)).toEqual(["discount"]);
});

const HARMLESS =
  "规格500g|3个月宝宝|10点开团|2盒装|12小时|第3天|A4|2026年|三块蛋糕|一块去逛街|折叠伞|三折伞|11月30日|1.5L大瓶|6.18大促|评分4.9分|iPhone 15|5G手机|买了3次|只剩2天|最后3小时|省时2小时|净重2.5斤|含糖量0.5%|元宵节|一元复始|20块积木|满3岁|打折|满意100分|37.5℃|{{price:A12}}起|一折就断|100%棉|2-3人份|10点半到12点|我家有3个孩子|九点四十到手教折纸|只剩俩人没报名|8角星|换个45角度|2毛巾1浴巾|一共三节课|第二份作业|卖完再补货|前30名单已公布".split(
    "|",
  );
test.each(HARMLESS)("GU8 %s passes: it is no price, stock or discount", (copy) => {
  expect(figures(copy)).toEqual([]);
});

test("GU8 nothing in the clean copy of the trade is taken for a figure", () => {
  expect(CLEAN.flatMap((copy) => figures(copy))).toEqual([]);
});

test("GU8 the span is that of the original text", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("", "家人们😀，", "今晚开团 "),
      fc.integer({ min: 1, max: 9999 }),
      fc.constantFrom("元", "圓", " 元", "\u200b元"),
      (before, n, unit) => {
        const [figure] = figures(`${before}${n}${unit}，放心`);
        expect(figure?.term).toBe(`${n}${unit}`);
        expect(figure?.start).toBe(before.length);
      },
    ),
  );
});
