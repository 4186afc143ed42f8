import { money } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { liftInWords } from "./words.ts";

const people = (low: number, high: number) => ({ low, middle: (low + high) / 2, high });
const yuan = (low: number, high: number) => ({
  low: money(low * 100, "CNY"),
  middle: money((low + high) * 50, "CNY"),
  high: money(high * 100, "CNY"),
});

// What nobody could tell from chance in buyers is not told of money either.
test.each([
  [people(5, 20), yuan(90, 260), "95% 的把握多赚 ¥90–260，多来了 5–20 位买的。"],
  [people(5, 20), null, "95% 的把握多来了 5–20 位买的。"],
  [
    people(5, 20),
    yuan(-90, 260),
    "95% 的把握多来了 5–20 位买的。佣金还看不出多没多：在少赚 ¥90 到多赚 ¥260 之间，这些人买的别的东西也算在里面。",
  ],
  [people(5, 20), yuan(-260, -90), "95% 的把握反而少赚 ¥90–260，多来了 5–20 位买的。"],
  [people(-20, -5), yuan(-260, -90), "95% 的把握反而少赚 ¥90–260，少来了 5–20 位买的。"],
  [people(-20, -5), null, "95% 的把握少来了 5–20 位买的。"],
  [people(-2, 5), yuan(-90, 260), "看不出有没有多赚：95% 的把握在少赚 ¥90 到多赚 ¥260 之间。"],
  [people(-2, 5), yuan(90, 260), "看不出有没有用：95% 的把握在少 2 位到多 5 位之间。"],
  [people(-2, 5), null, "看不出有没有用：95% 的把握在少 2 位到多 5 位之间。"],
])("BR25 %o and %o are told as they are", (buyers, worth, words) => {
  expect(liftInWords(buyers, worth).zh).toBe(words);
});
