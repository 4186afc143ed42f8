import fc from "fast-check";
import { expect, test } from "vitest";
import { priced, spread } from "./spread.ts";
import { standingOf } from "./status.ts";

test.each([
  ...["", "已发货", "交易成功", "待发货", "待自提", "已完成", "已签收", "已付款", "已支付"].map(
    (s) => [s, "bought"],
  ),
  ...[
    "退款中",
    "售后中",
    "申请退款",
    "退款关闭",
    "拒绝退款",
    "退款失败",
    "无售后",
    "未退款",
    "取消退款",
  ].map((s) => [s, "asked"]),
  ...["待付款", "等待买家付款", "未支付", "待支付", "待买家付款", "Unpaid", "pending payment"].map(
    (s) => [s, "unpaid"],
  ),
  ...["已关闭", "交易关闭", "已取消", "订单关闭", "Cancelled", "已作废"].map((s) => [s, "closed"]),
  ...["拼团未成", "拼团失败", "未成团", "拼团未成,已退款", "成团失败已退款"].map((s) => [
    s,
    "failed",
  ]),
  ...["拼团中", "待成团"].map((s) => [s, "forming"]),
  ...[
    "退款成功",
    "已退款",
    "全额退款",
    "退款完成",
    "已全额退款",
    "交易关闭(退款成功)",
    "退货退款成功",
    "refunded",
  ].map((s) => [s, "refunded"]),
  ...["部分退款", "部分退款成功"].map((s) => [s, "partly"]),
])("IM72 the status %j is %s", (status, standing) => {
  expect(standingOf(String(status))).toBe(standing);
});

const weights = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 12 });

test("IM71 a sum is spread to the last minor unit, and no part is off by one or more", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), weights, (whole, all) => {
      const parts = spread(whole, all);
      const sum = all.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
      parts.forEach((part, i) => {
        const share = sum === 0 ? whole / all.length : (whole * Number(all[i])) / sum;
        expect(Math.abs(part - share)).toBeLessThan(1);
      });
    }),
  );
  expect(spread(1000, [1, 1, 1])).toEqual([334, 333, 333]);
});

test("IM71 so many for a sum cost that sum", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(10_000_000), (quantity, sum) => {
      const parts = priced(quantity, sum);
      expect(parts.reduce((all, one) => all + one.quantity * one.minor, 0)).toBe(sum);
      expect(parts.reduce((all, one) => all + one.quantity, 0)).toBe(quantity);
    }),
  );
  expect(priced(2, 3_000)).toEqual([{ quantity: 2, minor: 1_500 }]);
});
