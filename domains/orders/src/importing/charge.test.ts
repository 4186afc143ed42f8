import { expect, test } from "vitest";
import { chargeOf } from "./charge.ts";
import { draftOf } from "./draft.ts";

const how = { source: "s", currency: "CNY", dates: null } as const;
type Cells = Readonly<Record<string, string>>;

/** What the goods of an order cost, what else was paid; in minor units. */
function charged(...rows: readonly Cells[]) {
  const drafts = rows.map((cells, i) => {
    const all = { number: "D1001", at: "2026-03-05 10:00", ...cells };
    const draft = draftOf({ row: i + 2, raw: "", cells: all }, i + 1, how);
    if (!draft.ok) throw new Error(draft.error.en);
    return draft.value;
  });
  const charge = chargeOf(drafts);
  return charge === null ? null : [charge.parts.flat(), charge.postage, charge.other];
}

const A = { title: "苹果", quantity: "2" } as const;
const B = { title: "梨", quantity: "1" } as const;

test.each<[string, readonly Cells[], unknown]>([
  [
    "prices alone",
    [
      { ...A, price: "10" },
      { ...B, price: "5" },
    ],
    [[2000, 500], 0, 0],
  ],
  ["a total without prices", [{ ...A, paid: "10.01" }, B], [[667, 334], 0, 0]],
  [
    "the order's total on every row",
    [
      { ...A, paid: "30" },
      { ...B, paid: "30" },
    ],
    [[2000, 1000], 0, 0],
  ],
  [
    "each row's own",
    [
      { ...A, paid: "19" },
      { ...B, paid: "5" },
    ],
    [[1900, 500], 0, 0],
  ],
  [
    "each row's own, equal, as the prices show",
    [
      { ...A, price: "5", paid: "10" },
      { ...B, price: "10", paid: "10" },
    ],
    [[1000, 1000], 0, 0],
  ],
  [
    "less than the prices",
    [
      { ...A, price: "10", paid: "20", discount: "5" },
      { ...B, price: "5", paid: "20", discount: "5" },
    ],
    [[1600, 400], 0, 0],
  ],
  ["postage is paid beside", [{ ...A, price: "10", paid: "26", postage: "6" }], [[2000], 600, 0]],
  ["postage without prices", [{ ...A, paid: "26", postage: "6" }, B], [[1333, 667], 600, 0]],
  ["more than the prices", [{ ...A, price: "10", paid: "23" }], [[2000], 0, 300]],
  ["no postage, in words", [{ ...A, paid: "¥20.00", postage: "免运费" }], [[2000], 0, 0]],
  ["a total before what was taken off", [{ ...A, total: "20", discount: "3" }], [[1700], 0, 0]],
  [
    "prices, taken off, postage",
    [{ ...A, price: "10", discount: "3", postage: "5" }],
    [[1700], 500, 0],
  ],
  [
    "amounts of rows",
    [
      { ...A, amount: "18" },
      { ...B, amount: "5" },
    ],
    [[1800, 500], 0, 0],
  ],
  ["several in one cell", [{ items: "苹果*2;梨*1", paid: "30" }], [[2000, 1000], 0, 0]],
  ["prices in the cell", [{ items: "苹果*2 ¥10;梨*1 ¥5", paid: "25" }], [[2000, 500], 0, 0]],
  ["sums in the cell", [{ items: "苹果*2 ¥20;梨*1 ¥5", paid: "25" }], [[2000, 500], 0, 0]],
  ["side by side", [{ title: "苹果\n梨", quantity: "2\n1", price: "10\n5" }], [[2000, 500], 0, 0]],
  ["nothing", [A], null],
])("IM71 what was paid, from %s", (_, rows, expected) => {
  expect(charged(...rows)).toEqual(expected);
});
