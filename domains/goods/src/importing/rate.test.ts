import { expect, test } from "vitest";
import { rateFields } from "./rate.ts";

const fields = rateFields(["佣金比例", "佣金"]);
/** What a heading may be taken for, and what it says outright. */
const meant = (heading: string) => {
  const may = fields.filter(({ never }) => never?.test(heading.normalize("NFKC")) !== true);
  return [may.map(({ field }) => field), may.filter(({ said }) => said?.test(heading)).length];
};

test("GO35 a heading with the sign of money is a sum for each piece; for each order, or by weight, it is neither", () => {
  for (const heading of ["佣金(元)", "佣金（元）", "佣金(元/件)", "提成(¥/ 盒)"])
    expect([heading, meant(heading)]).toEqual([heading, [["each"], 1]]);
  for (const heading of [
    "佣金(元/单)",
    "佣金(每单，元)",
    "每单佣金",
    "佣金(元/斤)",
    "佣金(元/500g)",
    "订单佣金(元)",
    "佣金(元/笔)",
    "佣金(美元)",
    "佣金($)",
    "佣金(分)",
  ])
    expect([heading, meant(heading)]).toEqual([heading, [[], 0]]);
  expect(meant("分佣比例")).toEqual([["share"], 0]);
  expect(meant("订单佣金比例(%)")).toEqual([["share"], 0]);
  expect(meant("佣金比例(%)")).toEqual([["share"], 0]);
  expect(meant("佣金比例(元)")).toEqual([[], 0]);
  expect(meant("佣金")).toEqual([["share", "each"], 0]);
});
