import type { Promises } from "@zhongshu/cards";
import type { Expected } from "../due/due.ts";

/** How many will buy anyway, and what the writing adds: of the second nothing is known before it was tried. */
export const promisesOf = (expected: Expected | null): Promises => ({
  orders:
    expected === null
      ? {
          known: false,
          why: {
            zh: "这次会卖出几件，还看不出来。",
            en: "How many will sell cannot be told yet.",
          },
        }
      : {
          known: true,
          low: expected.low,
          high: expected.high,
          basis: {
            zh: `八成把握有 ${expected.low}–${expected.high} 位会买，不管发不发。`,
            en: `Eight times in ten ${expected.low}–${expected.high} buy, written to or not.`,
          },
        },
  worth: {
    known: false,
    why: {
      zh: "这种做法还没有发过，发一次才知道能多赚多少。",
      en: "This has not been tried yet: what it adds is known after it was.",
    },
  },
});
