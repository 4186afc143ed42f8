import { expect, test } from "vitest";
import { detectEncoding } from "./encoding.ts";

// 订单,¥ in two bytes a letter, but the half-width yen sign, which takes four.
const order = [0xb6, 0xa9, 0xb5, 0xa5];
const yen = [0x81, 0x30, 0x84, 0x36];
const text = (ascii: string): number[] => [...Buffer.from(ascii)];

test.each([
  [
    "Chinese with the four bytes of a half-width yen sign",
    [...order, ...text(","), ...yen, ...text("12\n")],
    "gb18030",
  ],
  [
    "many yen signs and hardly a word",
    [...text("a,"), ...Array.from({ length: 40 }, () => [...yen, ...text("5\n")]).flat()],
    "gb18030",
  ],
  ["a letter of Latin-1 before a digit", [...text("caf"), 0xe9, ...text("1,2\n")], null],
  [
    "nicknames of pictures beside a few words",
    [...order, ...text("\n"), ...Array.from({ length: 40 }, () => [0x95, 0x32, 0x82, 0x36]).flat()],
    "gb18030",
  ],
  [
    "nothing but pictures",
    Array.from({ length: 40 }, () => [0x95, 0x32, 0x82, 0x36]).flat(),
    "gb18030",
  ],
])("how a file is written: %s", (_, bytes, encoding) => {
  expect(detectEncoding(Uint8Array.from(bytes))).toBe(encoding);
});
