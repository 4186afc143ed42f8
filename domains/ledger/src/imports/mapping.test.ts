import { expect, test } from "vitest";
import { fault } from "./mapping.ts";

const fields = [
  { field: "number", zh: "", en: "", required: true },
  { field: "sku", zh: "", en: "", required: true },
  { field: "customer", zh: "", en: "", required: false },
];

test("an import starts only when every required field has exactly one column", () => {
  expect(
    fault(
      new Map([
        ["a", "number"],
        ["b", "sku"],
        ["c", null],
      ]),
      fields,
    ),
  ).toBeNull();
  expect(
    fault(
      new Map([
        ["a", "number"],
        ["b", null],
      ]),
      fields,
    ),
  ).toEqual({ kind: "lacking", fields: ["sku"] });
  expect(
    fault(
      new Map([
        ["a", "number"],
        ["b", "sku"],
        ["c", "sku"],
      ]),
      fields,
    ),
  ).toEqual({ kind: "twice", field: "sku" });
});
