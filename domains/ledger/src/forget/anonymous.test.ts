import { expect, test } from "vitest";
import { anonymous } from "./anonymous.ts";

test("LE70 of an order its key, lines and money are kept, of what somebody did nothing", () => {
  const lines = [{ ordinal: 1, title: "米" }];
  const told = {
    source: "s",
    number: "1",
    first: true,
    lines,
    note: "放门口",
    asSent: { phone: "1" },
  };
  expect(anonymous({ type: "order_placed", properties: told })).toEqual({
    ...{ source: "s", number: "1", first: true, lines },
  });
  expect(anonymous({ type: "product_viewed", properties: { product: "p" } })).toBeNull();
});
