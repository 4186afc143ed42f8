import { binomialTail } from "@zhongshu/numerics";
import { type Decision, UNKNOWN } from "./facts.ts";

const FEW = 3;
const UNLIKELY = 0.05;

/** Does a customer send back more than the shop's customers do, beyond what chance would make of so few orders? */
export const refund: Decision = {
  key: "refund",
  version: 1,
  name: { zh: "退货习惯", en: "Refund habit" },
  meaning: {
    zh: "至少 3 单才判断。从没退过是“不退货”；退过至少 2 单，且多到按本店平均退货率不该碰巧发生（机会不到 1/20），是“常退货”；其余是“偶尔退货”。",
    en: "From 3 orders on. None refunded: never. At least 2, and more than the shop's own rate would make by chance once in twenty: often. Else: now and then.",
  },
  values: [
    UNKNOWN,
    { key: "often", name: { zh: "常退货", en: "Often" } },
    { key: "sometimes", name: { zh: "偶尔退货", en: "Now and then" } },
    { key: "never", name: { zh: "不退货", en: "Never" } },
  ],
  opens: "refunds",
  decide: ({ habits, market }) => {
    const { orders = 0, refunded = 0 } = habits ?? {};
    const evidence = { orders, refunded, shopShare: market.refunded };
    if (orders < FEW) return { value: "unknown", evidence };
    if (refunded === 0) return { value: "never", evidence };
    const share = market.refunded;
    const often =
      share !== null &&
      refunded >= 2 &&
      binomialTail(Math.min(refunded, orders), orders, share) < UNLIKELY;
    return { value: often ? "often" : "sometimes", evidence };
  },
};
