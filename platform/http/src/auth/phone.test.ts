import fc from "fast-check";
import { expect, test } from "vitest";
import { normalisePhone } from "./phone.ts";

test("HT20 a number is the same however it is typed", () => {
  for (const typed of [
    "13800138000",
    "+8613800138000",
    "+86 138 0013 8000",
    "0086-138-0013-8000",
    "8613800138000",
    "１３８００１３８０００",
    "＋８６　138（0013）8000",
    " 138.0013.8000\u200b",
  ])
    expect(normalisePhone(typed)).toBe("+8613800138000");
});

test("HT20 what is no mainland mobile number is refused", () => {
  for (const typed of [
    "",
    "1380013800",
    "138001380000",
    "12800138000",
    "+113800138000",
    "138x0138000",
    "1".repeat(99),
  ])
    expect(normalisePhone(typed)).toBeNull();
});

test("HT20 whatever is typed, the answer is canonical or null, and canonical is stable", () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const phone = normalisePhone(typed);
      if (phone !== null) expect(normalisePhone(phone)).toBe(phone);
    }),
  );
});
