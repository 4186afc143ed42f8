import { expect, test } from "vitest";
import { fitting, merged } from "./live.ts";

const event = (seq: number, type = "product_viewed", userId: string | null = null) => ({
  seq,
  messageId: `m${seq}`,
  type,
  at: seq,
  receivedAt: seq,
  profile: null,
  anonymousId: null,
  userId,
  properties: {},
});

test("the tail shows each event once, newest first, though stream and list overlap", () => {
  expect(merged([event(2), event(1)], [event(2), event(3)]).map(({ seq }) => seq)).toEqual([
    3, 2, 1,
  ]);
  const many = Array.from({ length: 500 }, (_, i) => event(i));
  expect(merged(many, [])).toHaveLength(300);
  expect(merged(many, [])[0]?.seq).toBe(499);
});

test("the filter looks at types, people and the words that are shown, whatever the case", () => {
  const events = [event(1, "order_paid", "U-77"), event(2)];
  const words = ({ seq }: { seq: number }) => (seq === 1 ? "付款 ¥59" : "看了商品 Rice");
  expect(fitting(events, "付款", words)).toEqual([events[0]]);
  expect(fitting(events, "rice", words)).toEqual([events[1]]);
  expect(fitting(events, " u-77", words)).toEqual([events[0]]);
  expect(fitting(events, "VIEWED", words)).toEqual([events[1]]);
  expect(fitting(events, "", words)).toHaveLength(2);
});
