import { expect, test } from "vitest";
import { wrong } from "../src/check/check.ts";
import { unsupported } from "../src/check/unsupported.ts";
import { type Brief, FORMS, STYLES } from "../src/contract.ts";
import { expertGroup, expertInbox, expertPrivate } from "../src/grammar/expert.ts";
import { template } from "../src/grammar/templates.ts";
import { warmGroup, warmInbox, warmPrivate } from "../src/grammar/warm.ts";
import { wittyGroup, wittyInbox, wittyPrivate } from "../src/grammar/witty.ts";
import { briefOf, guard } from "./briefs.ts";
import { DECENT, INVENTED } from "./claims.ts";

const HOLES = {
  title: "{{title:P}}",
  price: "{{price:P-1}}",
  list: null,
  coupon: "{{coupon:P-1}}",
  until: "{{until:P-1}}",
  stock: "{{stock:P-1}}",
};
const NONE = { coupon: null, until: null, stock: null };
const PAPER = { title: "好丽家抽纸 6包", category: "纸品", points: ["原生木浆"] };
const held = (words: string): string =>
  words
    .replaceAll("<T>", HOLES.title)
    .replaceAll("<P>", HOLES.price)
    .replaceAll("<C>", HOLES.coupon)
    .replaceAll("<U>", HOLES.until)
    .replaceAll("<S>", HOLES.stock);
type Over = { readonly holes?: Partial<Brief["holes"]>; readonly product?: Brief["product"] };
/** Why a model's words are not shown. */
function refused(words: string, { product = PAPER, holes = {} }: Over = {}): string | null {
  const brief = { ...briefOf(1), product, holes: { ...HOLES, ...holes } };
  return wrong(guard, held(words), { brief, form: "group", length: "long" })?.zh ?? null;
}

test("CR18 no invented claim of price, stock, policy, sales or suitability passes", () => {
  expect(INVENTED.length).toBeGreaterThan(280);
  const passing = INVENTED.filter(
    (claim) => refused(`<T>，<P>，${claim}。`, { holes: NONE }) === null,
  );
  expect(passing).toEqual([]);
});

test.each(DECENT)("CR18 decent copy passes: %s", (words, { title, category, points }) => {
  expect(refused(words, { product: { title, category, points: [...points] } })).toBeNull();
});

test.each(["几块", "十来块", "一两百", "几十元", "两三块", "百来块", "几毛", "几百块"])(
  "CR18 %s is a sum, with no figure in it",
  (sum) => {
    expect(refused(`<T>，<P>，大约${sum}。`)).not.toBeNull();
  },
);
test.each(["几块肉", "几块糖", "一块看看", "十分喜欢"])("CR18 %s is none", (words) => {
  expect(unsupported(words, { ...briefOf(1), product: PAPER })).toBeNull();
});

test("CR18 what the goods' own words say may be said, that and no more", () => {
  const exchange = { product: { ...PAPER, points: ["破损可以找店里处理"] } };
  expect(refused("<T>，<P>，破损可以找店里处理。", exchange)).toBeNull();
  expect(refused("<T>，<P>，七天可退。", exchange)).toContain("退");
  const patch = { product: { ...PAPER, title: "小林退热贴" } };
  expect(refused("退热贴：<T>，<P>。", patch)).toBeNull();
  expect(refused("<T>，<P>，不满意退。", patch)).toContain("退");
  const wipes = { product: { ...PAPER, title: "婴儿湿巾" } };
  expect(refused("婴儿湿巾：<T>，<P>。", wipes)).toBeNull();
  expect(refused("<T>，<P>，婴儿也能用。", wipes)).toContain("婴儿");
});

test("CR18 a placeholder speaks of its own kind, while it is there", () => {
  expect(refused("<T>，到手价<P>。")).toBeNull();
  expect(refused("<T>，会员价<P>。")).toContain("会员价");
  expect(refused("<T>，<P>，用券后<C>。")).toBeNull();
  expect(refused("<T>，<P>，用券更好。", { holes: NONE })).toContain("券");
  expect(refused("<T>，<P>，库存还有<S>件。")).toBeNull();
  expect(refused("<T>，<P>，库存还有。")).toContain("库存");
});

test.each(["便 宜", "包-邮", "「便」宜", "賣得很好", "便\u200b宜", "庫存不多"])(
  "CR18 %s is found however it is written",
  (claim) => {
    expect(refused(`<T>，<P>，${claim}。`)).not.toBeNull();
  },
);

test("CR18 hardly any template would be refused, and none is: only a model's words are held to the stems", () => {
  const made = Array.from({ length: 120 }, (_, n) => briefOf(n)).flatMap((brief) =>
    STYLES.flatMap((style) =>
      FORMS.map((form) => ({ brief, ...template(guard, brief, { style, form, turn: 0 }) })),
    ),
  );
  expect(new Set(made.map(({ madeBy }) => madeBy))).toEqual(new Set(["template"]));
  const taken = made.filter(({ brief, words }) => unsupported(words, brief) !== null);
  expect(taken.map(({ words }) => words)).toEqual([]);
});

test("CR17 no reason names the group of its reader: it is posted to others too", () => {
  const voices = [
    ...[expertGroup, expertPrivate, expertInbox],
    ...[warmGroup, warmPrivate, warmInbox],
    ...[wittyGroup, wittyPrivate, wittyInbox],
  ];
  const reasons = voices.flatMap(({ lead, reason }) => [
    ...lead["rising-attention"],
    ...reason["rising-attention"],
  ]);
  const named = /[本咱]群|咱们群|群里|群内|所在的群/;
  expect(reasons.filter((words) => named.test(words))).toEqual([]);
  const hooks = voices.flatMap(({ hook }) => hook);
  expect(hooks.filter((words) => /[本咱]群|群内/.test(words))).toEqual([]);
});

test.each([
  "近来在本群的关注度上来了",
  "，群里最近看的人多了",
  "咱们群这几天都在看",
  "您所在的群在看",
])("CR17 a model's “%s” is not shown", (words) => {
  expect(refused(`<T>，<P>，纸品${words}。`)).not.toBeNull();
});
