import fc from "fast-check";
import { expect, test } from "vitest";
import { CLEAN } from "../../test/clean.ts";
import { VIOLATING } from "../../test/violating.ts";
import { isCitizenNumber } from "./personal.ts";
import { review } from "./review.ts";

const terms = (copy: string): readonly string[] => review(copy).findings.map((f) => f.term);

test("GU1 violating and clean copy of the trade are told apart", () => {
  expect(VIOLATING.length).toBeGreaterThanOrEqual(120);
  expect(CLEAN.length).toBeGreaterThanOrEqual(120);
  expect(new Set([...VIOLATING, ...CLEAN]).size).toBe(VIOLATING.length + CLEAN.length);
  const caught = VIOLATING.filter((copy) => !review(copy).passes).length;
  const wronged = CLEAN.filter((copy) => !review(copy).passes).length;
  expect(caught / VIOLATING.length).toBeGreaterThanOrEqual(0.95);
  expect(caught / (caught + wronged)).toBeGreaterThanOrEqual(0.98);
});

test("GU2 a finding names the span, the article and a reason in both languages", () => {
  const [finding] = review("今晚的面霜是最佳选择").findings;
  expect(finding).toMatchObject({ start: 6, end: 8, term: "最佳", severity: "block" });
  expect(finding?.article).toMatchObject({ number: "第九条第（三）项" });
  expect(finding?.why.zh).toMatch(/绝对化/);
  expect(finding?.why.en).not.toBe("");
});

test("GU2 each family of claims is told with its own article", () => {
  const article = (copy: string): readonly string[] =>
    review(copy).findings.map((f) => f.article.number);
  expect(article("这款贴膏能治疗关节炎")).toEqual(["第十七条"]);
  expect(article("跟着我做，稳赚不赔")).toEqual(["第二十五条"]);
  expect(article("100%有效，放心买")).toEqual(["第二十八条"]);
  expect(article("人民大会堂特供茶叶")).toEqual(["第九条第（二）项"]);
  expect(article("拉人头就有奖")).toEqual(["第七条"]);
});

// What an evader puts between the characters of a term; none of these ends a clause.
const SEPARATORS = [
  " ",
  "　",
  "·",
  "*",
  "-",
  "_",
  "/",
  "|",
  "~",
  "\u200b",
  "\u2060",
  "😍",
  "🔥",
  "“",
  "",
];
const WIDE = (char: string): string =>
  /[!-~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
const TRADITIONAL: Readonly<Record<string, string>> = {
  国: "國",
  级: "級",
  顶: "頂",
  极: "極",
  独: "獨",
  无: "無",
  敌: "敵",
  疗: "療",
  价: "價",
  网: "網",
  销: "銷",
};
const EVADED = [
  "最佳",
  "国家级",
  "顶级",
  "极品",
  "独家",
  "全网最低价",
  "无敌",
  "零副作用",
  "100%有效",
  "TOP1",
  "稳赚不赔",
];

const disguised = fc
  .tuple(
    fc.constantFrom(...EVADED),
    fc.infiniteStream(fc.constantFrom(...SEPARATORS)),
    fc.infiniteStream(fc.nat(2)),
  )
  .map(([term, separators, ways]) =>
    [...term]
      .map((char, i) => {
        const way = ways.next().value;
        const worn = way === 1 ? WIDE(char) : way === 2 ? (TRADITIONAL[char] ?? char) : char;
        return i === 0 ? worn : `${separators.next().value}${worn}`;
      })
      .join(""),
  );
const around = fc.constantFrom("", "家人们，", "今天天气好😀，", "{{title:A}}，", "👨‍👩‍👧 ");

test("GU3 whatever stands between or instead of its characters, the finding covers exactly the term", () => {
  fc.assert(
    fc.property(around, disguised, fc.constantFrom("", "，放心", "！🔥"), (before, term, after) => {
      const { findings } = review(`${before}${term}${after}`);
      expect(findings.map((f) => [f.start, f.end, f.term])).toEqual([
        [before.length, before.length + term.length, term],
      ]);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["蕞佳", "蕞佳"],
  ["zuì佳选择", "zuì佳"],
  ["第①品牌", "第①"],
  ["第1️⃣品牌", "第1️⃣"],
  ["唯壹", "唯壹"],
  ["顶极食材", "顶极"],
  ["Т0Р 1爆款", "Т0Р 1"],
  ["Ｎ０．１", "Ｎ０．１"],
  ["国佳级", "国佳级"],
])("GU3 sounds, look-alikes and signs: %s", (copy, term) => {
  expect(terms(copy)).toEqual([term]);
});

test("GU4 copy rewritten as proposed passes, and a second review changes nothing", () => {
  for (const copy of VIOLATING) {
    const { rewritten, findings } = review(copy);
    if (findings.length === 0) continue;
    if (rewritten === null) throw new Error(`No rewrite for: ${copy}`);
    expect(rewritten).not.toBe(copy);
    expect(review(rewritten)).toEqual({ passes: true, findings: [], rewritten });
  }
});

test("GU4 each proposed wording passes by itself", () => {
  for (const { rewrite } of VIOLATING.flatMap((copy) => review(copy).findings))
    expect(review(rewrite).passes, rewrite).toBe(true);
});

test("GU5 a placeholder is never read as copy", () => {
  expect(review("{{price:TOP1}} {{title:最佳}}").passes).toBe(true);
});

test("GU6 private numbers are refused however they are written; public ones pass", () => {
  expect(terms("打138-1234 5678找她")).toEqual(["138-1234 5678"]);
  expect(terms("身份证11010519491231002X")).toEqual(["11010519491231002X"]);
  expect(isCitizenNumber("11010519491231002X")).toBe(true);
  expect(isCitizenNumber("110105194912310021")).toBe(false);
  expect(review("客服400-820-8820，尾号5678，138****5678").passes).toBe(true);
});

test("GU7 any text can be reviewed: findings are in order, apart, and inside the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (noise) => {
      const copy = `${noise}最佳${noise}`;
      let end = 0;
      for (const finding of review(copy).findings) {
        expect(finding.start).toBeGreaterThanOrEqual(end);
        expect(finding.term).toBe(copy.slice(finding.start, finding.end));
        end = finding.end;
      }
      expect(end).toBeLessThanOrEqual(copy.length);
    }),
  );
});
