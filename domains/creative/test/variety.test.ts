import { expect, test } from "vitest";
import { sayable } from "../src/check/check.ts";
import { unfounded } from "../src/check/claims.ts";
import { answerAskedIn } from "../src/check/reply.ts";
import { LIMITS, sizeOf } from "../src/check/size.ts";
import { FORMS, type Form, STYLES } from "../src/contract.ts";
import { lengthOf } from "../src/grammar/compose.ts";
import { expertInbox, expertPrivate } from "../src/grammar/expert.ts";
import type { Voice } from "../src/grammar/phrases.ts";
import { template } from "../src/grammar/templates.ts";
import { warmInbox, warmPrivate } from "../src/grammar/warm.ts";
import { wittyInbox, wittyPrivate } from "../src/grammar/witty.ts";
import { briefOf, filled, guard, NOW } from "./briefs.ts";

const BRIEFS = Array.from({ length: 240 }, (_, n) => briefOf(n));
const known = new Map<string, readonly string[]>();
/** The three drafts of one card and form. */
function setOf(n: number, form: Form, turn = 0): readonly string[] {
  const name = `${n} ${form} ${turn}`;
  const made = () =>
    STYLES.map((style) => template(guard, briefOf(n), { style, form, turn }).words);
  const set = known.get(name) ?? made();
  known.set(name, set);
  return set;
}

/** What is ours in a draft: without the goods' name, category and figures. */
const bare = (words: string): string =>
  BRIEFS.slice(0, 8).reduce(
    (text, { product }) =>
      [product.category ?? "\n", ...product.points].reduce(
        (t, own) => t.replaceAll(own, "X"),
        text,
      ),
    words.replace(/\{\{[^{}]*\}\}/g, "X"),
  );
const grams = (words: string, n: number): readonly string[] => {
  const letters = [...words.replace(/[\p{P}\p{S}\s]/gu, "")];
  return letters.slice(0, 1 - n).map((_, i) => letters.slice(i, i + n).join(""));
};
const shared = (a: string, b: string, n: number): readonly string[] => {
  const other = new Set(grams(b, n));
  return grams(a, n).filter((gram) => other.has(gram) && !gram.includes("X"));
};
const likeness = (a: string, b: string): number => {
  const [x, y] = [new Set(grams(a, 2)), new Set(grams(b, 2))];
  const both = [...x].filter((gram) => y.has(gram)).length;
  return both / (x.size + y.size - both);
};
const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const pairs = <T>(xs: readonly T[]): (readonly [T, T])[] =>
  xs.flatMap((a, i) => xs.slice(i + 1).map((b) => [a, b] as const));

test("CR1 every set has three styles and three lengths, each within its limit", () => {
  for (const [n, brief] of BRIEFS.entries())
    for (const form of FORMS) {
      const wanted = STYLES.map((style) => ({ style, form, turn: 0 }));
      expect(new Set(wanted.map((one) => lengthOf(brief, one))).size).toBe(3);
      for (const one of wanted) {
        const words = setOf(n, form)[STYLES.indexOf(one.style)] ?? "";
        expect(sizeOf(words), words).toBeLessThanOrEqual(LIMITS[lengthOf(brief, one)]);
      }
    }
});

test("CR2 every template passes review, fills from rows and claims nothing that is not in the brief", () => {
  for (const [n, brief] of BRIEFS.entries())
    for (const form of FORMS)
      for (const words of setOf(n, form)) {
        const text = filled(words, brief);
        if (!text.ok) throw new Error(`${text.error.code}: ${words}`);
        expect(guard.review(words).passes, words).toBe(true);
        expect(guard.review(text.value).passes, text.value).toBe(true);
        expect(guard.figures(words)).toEqual([]);
        expect(unfounded(words, brief), words).toBeNull();
        expect(text.value).toContain(brief.product.title);
        if (brief.holes.price !== null) expect(text.value).toMatch(/¥(89|69)\.00/);
        else expect(text.value).not.toContain("¥");
      }
});

test("CR3 no phrase is repeated within a set, and its three drafts share few pairs of characters", () => {
  const runs = BRIEFS.flatMap((_, n) =>
    FORMS.flatMap((form) => pairs(setOf(n, form).map(bare)).flatMap(([a, b]) => shared(a, b, 6))),
  );
  expect(runs).toEqual([]);
  const distinct = BRIEFS.flatMap((_, n) =>
    FORMS.map((form) => {
      const all = setOf(n, form).flatMap((words) => grams(bare(words), 2));
      return new Set(all).size / all.length;
    }),
  );
  expect(mean(distinct)).toBeGreaterThan(0.92);
  expect(Math.min(...distinct)).toBeGreaterThan(0.75);
});

test("CR3 the cards of one morning do not read the same", () => {
  for (let morning = 0; morning < 30; morning += 1)
    for (const form of FORMS)
      for (const s of STYLES.keys()) {
        const day = Array.from({ length: 8 }, (_, n) =>
          bare(setOf(morning * 8 + n, form)[s] ?? ""),
        );
        expect(new Set(day).size).toBe(8);
        expect(mean(pairs(day).map(([a, b]) => likeness(a, b)))).toBeLessThan(0.25);
      }
});

test("CR3 over many cards nearly every text is one of its own", () => {
  const all = BRIEFS.flatMap((_, n) => FORMS.flatMap((form) => setOf(n, form).map(bare)));
  expect(new Set(all).size / all.length).toBeGreaterThan(0.97);
});

test("CR4 the same card always reads the same; asked for another one it reads differently, at another length", () => {
  for (const n of BRIEFS.keys())
    for (const [s, words] of setOf(n, "group").entries())
      expect(setOf(n, "group", 1)[s]).not.toBe(words);
  const again = STYLES.map((style) =>
    template(guard, briefOf(7), { style, form: "group", turn: 0 }),
  );
  expect(again.map(({ words }) => words)).toEqual(setOf(7, "group"));
});

test("CR5 nothing is said of what is not known", () => {
  const brief = briefOf(3);
  const unknown = {
    ...brief.holes,
    price: null,
    list: null,
    coupon: null,
    until: null,
    stock: null,
  };
  for (let n = 0; n < 60; n += 1)
    for (const style of STYLES) {
      const bare = { ...brief, card: briefOf(n).card, holes: unknown };
      const { words } = template(guard, bare, { style, form: "group", turn: 0 });
      expect(words.match(/\{\{[^{}]*\}\}/g)).toEqual(["{{title:P}}"]);
      expect(words).not.toMatch(/¥|到手价|库存\{|截止|券/);
    }
});

test("CR14 nobody is told that it is time to buy again: it is asked", () => {
  const told =
    /差不多(该|要|到|啦|快)|该(补|续|添)|快用完了?(吧|[。～，])|(日子|时候)(到|啦)|已经到了|见底了[^吗没]/;
  const again = BRIEFS.flatMap(({ play }, n) =>
    play === "due-again" ? FORMS.flatMap((form) => [...setOf(n, form), ...setOf(n, form, 1)]) : [],
  );
  expect(again.length).toBeGreaterThan(500);
  expect(again.filter((words) => told.test(words))).toEqual([]);
});

const INBOX = [expertInbox, warmInbox, wittyInbox];
const PRIVATE = [expertPrivate, warmPrivate, wittyPrivate];
const sentencesOf = ({ who: _, lead, reason, ...others }: Voice): readonly string[] =>
  [lead, reason, others].flatMap((pools) => Object.values(pools).flat());
/** The sentence with each of its choices made in each way. */
const saidIn = (sentence: string): readonly string[] => {
  const choice = /\[([^\]]*)\]/.exec(sentence);
  if (choice === null) return [sentence];
  const [all, options = ""] = choice;
  return options.split("|").flatMap((one) => saidIn(sentence.replace(all, one)));
};

test("CR15 no sentence that an inbox may get asks for an answer; those of a chat do", () => {
  const asking = INBOX.flatMap(sentencesOf)
    .flatMap(saidIn)
    .filter((words) => answerAskedIn(words) !== null);
  expect(asking).toEqual([]);
  for (const { ask } of PRIVATE) {
    const answered = ask.flatMap(saidIn).filter((words) => answerAskedIn(words) !== null);
    expect(answered.length).toBeGreaterThan(ask.length);
  }
});

test("CR15 no inbox text of any style, length and turn asks for an answer; it names the button that is there", () => {
  const lengths = new Set<string>();
  for (const brief of BRIEFS)
    for (const style of STYLES)
      for (const turn of [0, 1, 2]) {
        const wanted = { style, form: "inbox", turn } as const;
        const { words } = template(guard, brief, wanted);
        lengths.add(`${style} ${lengthOf(brief, wanted)}`);
        expect(answerAskedIn(words), words).toBeNull();
        expect(words).not.toMatch(/不再接收|不想(再)?收|一声就停/);
        expect(words).toContain("去看看");
      }
  expect(lengths.size).toBe(9);
});

test("CR5 a category or selling point that may not be said is left out", () => {
  const brief = briefOf(0);
  const product = {
    ...brief.product,
    category: "全网最低价专区",
    points: ["治疗湿疹", "只要 9.9 元", "{{stock:X}}"],
  };
  for (const style of STYLES)
    for (let turn = 0; turn < 6; turn += 1) {
      const { words } = template(guard, sayable(guard, { ...brief, product }, NOW), {
        style,
        form: "group",
        turn,
      });
      expect(words).not.toMatch(/最低|湿疹|9\.9|stock/);
      expect(guard.review(words).passes).toBe(true);
    }
});
