import { type Decision, UNKNOWN } from "./facts.ts";

const FEW = 3;

/** How a customer treats the coupons that they were given. */
export const coupon: Decision = {
  key: "coupon",
  version: 1,
  name: { zh: "用券习惯", en: "Coupon habit" },
  meaning: {
    zh: "发到手里和用掉的优惠券：用掉一半以上是“有券就用”，用过一些是“偶尔用券”，给过至少 3 张一张没用是“有券不用”。发过、用过的都不到 3 张就不下结论。",
    en: "Coupons issued and used. Half or more of them used: uses them; some: now and then; none of at least 3: leaves them. Fewer than 3 issued or used: no verdict.",
  },
  values: [
    UNKNOWN,
    { key: "often", name: { zh: "有券就用", en: "Uses them" } },
    { key: "sometimes", name: { zh: "偶尔用券", en: "Now and then" } },
    { key: "never", name: { zh: "有券不用", en: "Leaves them" } },
  ],
  opens: "coupons",
  decide: ({ counts, orders }) => {
    const issued = counts["coupon_issued"] ?? 0;
    const used = counts["coupon_used"] ?? 0;
    const evidence = { issued, used, orders };
    // A source may tell of the use alone; who used one was given one.
    const given = Math.max(issued, used);
    if (given < FEW) return { value: "unknown", evidence };
    if (used === 0) return { value: "never", evidence };
    return { value: used * 2 >= given ? "often" : "sometimes", evidence };
  },
};
