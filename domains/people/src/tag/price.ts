import type { Decision } from "./facts.ts";
import { UNKNOWN } from "./facts.ts";

/** Below this much chance in it, a count of cheap lines says nothing. */
const LEAST_VARIANCE = 2;
/** One in twenty customers without a habit would be called so. */
const CLEAR = 1.645;

/**
 * Did they buy cheap more often than others do with the same goods? Only goods that the shop sold at differing prices are
 * compared, each with everybody's own share of cheap lines, so nobody is called sensitive for what they buy.
 */
export const price: Decision = {
  key: "price",
  version: 1,
  name: { zh: "价格敏感", en: "Price sensitivity" },
  meaning: {
    zh: "只看卖过高低价的商品：单价比平时低一成以上算买得便宜。与买同样商品的人相比，明显更常买便宜的是“在意价格”，明显更少的是“不太在意”。可比的太少就不下结论。",
    en: "Only goods sold at differing prices count: a tenth below the usual price is cheap. Clearly more cheap lines than others have with the same goods: minds the price; clearly fewer: does not. Too few to compare: no verdict.",
  },
  values: [
    UNKNOWN,
    { key: "high", name: { zh: "在意价格", en: "Minds the price" } },
    { key: "usual", name: { zh: "和大家差不多", en: "As most do" } },
    { key: "low", name: { zh: "不太在意", en: "Does not mind" } },
  ],
  opens: "prices",
  decide: ({ habits }) => {
    const { compared = 0, cheap = 0, cheapExpected = 0, cheapVariance = 0 } = habits ?? {};
    const evidence = { compared, cheap, expected: Math.round(cheapExpected * 10) / 10 };
    if (cheapVariance < LEAST_VARIANCE) return { value: "unknown", evidence };
    // Half a line is taken off, because whole lines stand for a continuous law.
    const off = (Math.abs(cheap - cheapExpected) - 0.5) / Math.sqrt(cheapVariance);
    if (off < CLEAR) return { value: "usual", evidence };
    return { value: cheap > cheapExpected ? "high" : "low", evidence };
  },
};
