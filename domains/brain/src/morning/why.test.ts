import { expect, test } from "vitest";
import { pastOf } from "../due/spells.ts";
import { nobodyDue, tooFewReturns } from "./no-due.ts";
import { type Grounds, whyNoRise } from "./no-rise.ts";

const grounds = (over: Partial<Grounds> = {}): Grounds => ({
  ...{ groups: [], lookers: 0, rested: 0, shelf: { products: 20, categorised: 3 } },
  ...over,
});
const group = (here: number, elsewhere: number, tests = 0) => ({
  ...{ name: "宝妈一群", tests, nearest: { category: "辅食", here, elsewhere } },
});
const said = (over: Partial<Grounds>) => whyNoRise(grounds(over)).map(({ what }) => what.zh);

test("BR35 of those who come back it is counted how many there are, and how many more it takes", () => {
  const past = pastOf(
    new Map([
      [
        "tea",
        [
          { profile: "a", days: [1, 5, 9] },
          { profile: "b", days: [2] },
        ],
      ],
      [
        "rice",
        [
          { profile: "a", days: [1, 60] },
          { profile: "c", days: [20, 30] },
        ],
      ],
    ]),
  );
  expect(past).toEqual({ customers: 3, days: 60, returned: 2, comebacks: 4, products: 2 });
  const { what, opens } = tooFewReturns(past);
  expect(what.zh).toBe(
    "订单里认得出 3 位客户，前后 60 天；其中 2 位隔天再买过同一件商品，一共 4 次。要有 200 次才算得出谁可能再买，还差 196 次。",
  );
  expect(what.en).toContain("It takes 200 to tell who may buy again, 196 more.");
  expect(opens).toBe("imports");
  expect(pastOf(new Map())).toMatchObject({ customers: 0, days: 0, comebacks: 0 });
  const none = { ...past, customers: 0, days: 0, returned: 0, comebacks: 0, products: 0 };
  expect(tooFewReturns(none).what.zh).toBe("还没有认得出是谁下的订单，所以算不出谁可能再买。");
  expect(tooFewReturns({ ...past, comebacks: 210, products: 1 }).what.zh).toContain("现在 1 件");
});

test("BR35 where nobody is due it is said what comes nearest, never rounded up to enough", () => {
  const due = Array.from({ length: 6 }, (_, i) => ({
    ...{ profile: `p${i}`, chance: 0.33, since: 9, own: null },
  }));
  const { what } = nobodyDue({ title: "茶", due, raw: 1.98 });
  expect(what.zh).toContain("“茶”：接下来 7 天再买的可能到 12.5% 的客户有 6 位，至少要 8 位");
  expect(what.zh).toContain("算下来会买 1.9 位，至少要 2 位");
  expect(nobodyDue(null).what.zh).toContain("至少要有 8 位这样的客户");
});

test("BR35 of rising attention it is said which community and category come nearest, and how far off they are", () => {
  expect(said({ groups: [group(3, 90), group(6, 20)], lookers: 33 })).toEqual([
    "还分不清是真变化还是碰巧。最接近的是“宝妈一群”看“辅食”：能拿上周和自己前四周比的客户，群里有 6 位，至少要 12 位，还差 6 位；群外有 20 位，至少要 60 位，还差 40 位。",
  ]);
  expect(said({ groups: [group(6, 90)], lookers: 99 })[0]).toContain(
    "群外有 90 位，至少要 60 位。",
  );
  const strangers = { ...group(0, 0), nearest: null };
  expect(said({ groups: [strangers], lookers: 33 })[0]).toContain("有 33 位客户看过或买过");
  const judged = [group(30, 90, 2), group(40, 80, 3), group(1, 120)];
  expect(said({ groups: judged, lookers: 120 })[0]).toContain("看过 2 个群，一共比了 5 次");
  expect(said({ groups: judged, lookers: 120, rested: 2 })[0]).toContain(
    "有 2 处，7 天之内都提过了",
  );
});

test("BR35 without members and without looks both are said, each with the page where it is mended", () => {
  const both = whyNoRise(grounds());
  expect(both.map(({ opens }) => opens)).toEqual(["communities", "goods"]);
  expect(both[1]?.what.zh).toContain("店里 20 件商品，填了品类的 3 件。");
  const filled = { products: 20, categorised: 20 };
  const silent = whyNoRise(grounds({ groups: [group(0, 0)], shelf: filled }));
  expect(silent.map(({ opens }) => opens)).toEqual(["imports"]);
});
