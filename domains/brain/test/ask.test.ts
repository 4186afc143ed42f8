import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Answer } from "../src/contract.ts";
import { type Brain, routes, schema } from "../src/index.ts";
import { type Acting, acting, value } from "./acting.ts";
import { offerOf, SHOP } from "./world.ts";

const NOW = testSeal().now;
let db: TestDatabase;
let brain: Brain;
let at: Acting["at"];
let tapped: Acting["tapped"];
let sell: Acting["sell"];
let w: Acting["w"];
beforeEach(async () => {
  db = await openTestDatabase([schema]);
  ({ brain, at, tapped, sell, w } = acting(db.asTenant, testSeal));
});
afterEach(() => db.close());

const ask = async (text: string, now = NOW): Promise<Answer> =>
  Answer.parse(value(await at(now, (ctx) => brain.ask(ctx, { shop: SHOP, text }))));

test("BR30 questions are answered from rows: cards, reports, and figures that open", async () => {
  const today = await ask("今天有什么机会？");
  expect(today.cards.length).toBeGreaterThan(1);
  expect((await ask("昨天那个卖得怎么样")).say.zh).toContain("还没有发过");
  const { card, execution, treated } = await tapped();
  const [first] = treated;
  if (!first) throw new Error("Nobody was written to");
  sell(first, "P3", { paidAt: NOW + 2 * HOUR, refunds: [{ at: NOW + 3 * HOUR, minor: 900 }] });
  const now = NOW + DAY;
  const went = await ask("昨天那个卖得怎么样", now);
  expect(went.reports.map((report) => report.execution)).toEqual([execution.id]);
  expect(went.say.zh).toMatch(/^昨天发了 1 次。还在统计/);
  const earned = await ask("上个月佣金多少", now);
  expect(earned.figures.map(({ value: told }) => told)).toEqual([
    "¥0.00",
    "¥3.00",
    "¥0.00",
    "¥0.90",
  ]);
  const sums = earned.figures.map(async ({ opens }) => {
    const [path = "", query = ""] = opens.split("?");
    const raw = {
      ...{ shop: SHOP, key: path.split("/")[1] },
      ...Object.fromEntries(new URLSearchParams(query)),
    };
    const route = routes(brain).find((one) => one.path === "/shops/:shop/figures/:key");
    return at(now, async (ctx) => route?.answer(ctx, raw));
  });
  expect(await Promise.all(sums)).toMatchObject(
    [[], [{ commission: 300 }], [], [{ clawed: 90 }]].map((rows) => ({
      ok: true,
      value: { rows },
    })),
  );
  const sold = await ask("《有机米糊 P3》卖得怎么样", now);
  expect(sold.figures[0]).toMatchObject({ value: "1" });
  const several = await ask("有机米糊卖得怎么样", now);
  expect(several.suggestions.map(({ zh }) => zh)).toContain("“有机米糊 P0”卖得怎么样");
  expect(several.figures).toEqual([]);
  const own = await ask(`《${card.product.title}》卖得怎么样`, now);
  expect(own.reports.map((report) => report.execution)).toEqual([execution.id]);
  for (const text of ["给我讲个笑话", "电视机卖得怎么样"]) {
    const unknown = await ask(text, now);
    expect(unknown).toMatchObject({ understood: false, cards: [], reports: [], figures: [] });
    expect(unknown.suggestions.length).toBeGreaterThan(2);
  }
});

test("BR30 the figures of an answer open to rows; who may not see orders is told none", async () => {
  const { treated } = await tapped();
  for (const profile of treated.slice(0, 2)) sell(profile, "P3");
  const { figures } = await ask("P3 卖得怎么样", NOW + DAY);
  const [path = "", query = ""] = figures[0]?.opens.split("?") ?? [];
  const raw = {
    shop: SHOP,
    key: path.split("/")[1],
    ...Object.fromEntries(new URLSearchParams(query)),
  };
  const route = routes(brain).find((one) => one.path === "/shops/:shop/figures/:key");
  const opened = await at(NOW + DAY, async (ctx) => route?.answer(ctx, raw));
  expect(opened).toMatchObject({ ok: true, value: { total: 2 } });
  const blind = { can: (permission: string) => permission !== "orders.read" };
  const asked = { shop: SHOP, text: "这个月佣金多少" };
  const told = value(await at(NOW, (ctx) => brain.ask(ctx, asked), blind));
  expect(told.figures).toEqual([]);
  expect(told.say.zh).toContain("权限");
});

test("BR30 what is left is told with when it was told, and opens; never told is said; of which goods is asked back", async () => {
  const left = await ask("“有机米糊 P3”还有多少");
  expect(left.say.zh).toMatch(/^“有机米糊 P3”库存还有 20 件，是 9月30日 00:00 报的数。/);
  expect(left.figures).toMatchObject([{ value: "20" }]);
  const [path = "", query = ""] = left.figures[0]?.opens.split("?") ?? [];
  const raw = {
    shop: SHOP,
    key: path.split("/")[1],
    ...Object.fromEntries(new URLSearchParams(query)),
  };
  const route = routes(brain).find((one) => one.path === "/shops/:shop/figures/:key");
  const opened = await at(NOW, async (ctx) => route?.answer(ctx, raw));
  expect(opened).toMatchObject({ ok: true, value: { total: 1 } });
  w.offers.set("P3", offerOf("P3", "玩具", { stock: null }));
  const unknown = await ask("“有机米糊 P3”还有货吗");
  expect(unknown.say.zh).toContain("还没有人报过");
  expect(unknown.figures).toEqual([]);
  w.offers.set("P3", offerOf("P3", "玩具", { stock: 0 }));
  expect((await ask("P3 还有货吗")).say.zh).toContain("库存已经没有了");
  const which = await ask("库存还有多少");
  expect(which.suggestions.map(({ zh }) => zh)).toContain("“有机米糊 P0”还有多少");
  const blind = { can: (permission: string) => permission !== "goods.read" };
  const asked = { shop: SHOP, text: "P3 还有货吗" };
  const told = value(await at(NOW, (ctx) => brain.ask(ctx, asked), blind));
  expect(told).toMatchObject({ figures: [], say: { zh: expect.stringContaining("权限") } });
});

test("BR30 of goods of the same title each is asked back, and answered, by its code", async () => {
  w.offers.set("A1", offerOf("A1", "水果", { title: "蓝莓", stock: 7 }));
  w.offers.set("蓝莓", offerOf("蓝莓", "水果", { title: "蓝莓", stock: 2 }));
  const asked = await ask("蓝莓还有多少");
  expect(asked.figures).toEqual([]);
  expect(asked.suggestions.map(({ zh }) => zh)).toEqual([
    "“蓝莓（A1）”还有多少",
    "“蓝莓（蓝莓）”还有多少",
  ]);
  for (const [i, stock] of ["7", "2"].entries()) {
    const again = asked.suggestions[i];
    if (!again) throw new Error("Nothing to choose");
    expect(await ask(again.zh)).toMatchObject({ figures: [{ value: stock }] });
    expect((await ask(again.en)).say.zh).toContain(again.zh.slice(0, -"还有多少".length));
  }
});

const figuresOf = ({ figures }: Answer) => figures.map(({ value: told }) => told);
const opened = async (path: string | undefined, now: number) => {
  const [folder = "", query = ""] = (path ?? "").split("?");
  const told = Object.fromEntries(new URLSearchParams(query));
  const route = routes(brain).find((one) => one.path === "/shops/:shop/figures/:key");
  return at(now, async (ctx) =>
    route?.answer(ctx, { shop: SHOP, key: folder.split("/")[1], ...told }),
  );
};

test("BR37 what was sold is net of refunds and without unpaid orders, of the shop or of one of its goods, and opens to those rows", async () => {
  const { treated } = await tapped();
  const [first, second] = treated;
  if (!first || !second) throw new Error("Nobody was written to");
  sell(first, "P3", { paidAt: NOW + 2 * HOUR, refunds: [{ at: NOW + 3 * HOUR, minor: 900 }] });
  sell(second, "P4");
  sell(second, "P4", { paidAt: null });
  const now = NOW + DAY;
  const sold = await ask("昨天卖了多少钱", now);
  expect(sold.say.zh).toMatch(/^昨天卖了 ¥69.00，2 单/);
  expect(figuresOf(sold)).toEqual(["¥69.00", "2", "¥9.00"]);
  expect(sold.reports).toEqual([]);
  expect(await opened(sold.figures[0]?.opens, now)).toMatchObject({ value: { total: 2 } });
  const one = await ask("P3 昨天卖了多少", now);
  expect(one.say.zh).toMatch(/^“有机米糊 P3”昨天卖了 ¥30.00，1 单/);
  expect(await opened(one.figures[0]?.opens, now)).toMatchObject({ value: { total: 1 } });
  expect((await ask("今天卖了多少", now)).say.zh).toMatch(/^今天卖了 ¥0.00，0 单/);
  expect((await ask("去年卖了多少", now)).say.zh).toContain("这个时间我还不会算");
  expect((await ask("电视机昨天卖了多少", now)).say.zh).toMatch(/^没有找到“电视机”/);
  const blind = { can: (permission: string) => permission !== "orders.read" };
  const asked = { shop: SHOP, text: "昨天卖了多少" };
  const told = value(await at(NOW, (ctx) => brain.ask(ctx, asked), blind));
  expect(told).toMatchObject({ figures: [], say: { zh: expect.stringContaining("权限") } });
});

test("BR38 who bought something is answered by persons, newest first, without who gave it all back; a name that nobody has is said not to be found", async () => {
  const { treated } = await tapped();
  const [first, second, third] = treated;
  if (!first || !second || !third) throw new Error("Nobody was written to");
  sell(first, "P3");
  sell(second, "P3", { at: NOW + 2 * HOUR });
  sell(third, "P3", { refunds: [{ at: NOW + 3 * HOUR, minor: 3_900 }] });
  const now = NOW + DAY;
  const who = await ask("谁最近买过有机米糊 P3", now);
  expect(who.people.map(({ profile }) => profile)).toEqual([second, first]);
  expect(who.say.zh).toContain("有 2 位客户");
  expect(await opened(who.figures[0]?.opens, now)).toMatchObject({ value: { total: 3 } });
  expect((await ask("谁买过电视机", now)).say.zh).toMatch(/^没有找到“电视机”/);
  expect((await ask("李娜买过什么")).people).toMatchObject([{ name: "李娜" }]);
  expect((await ask("王小明买过什么呢")).say.zh).toMatch(/^没有找到“王小明”/);
  const blind = { can: (permission: string) => permission !== "people.read" };
  const asked = { shop: SHOP, text: "谁买过P3" };
  const told = value(await at(now, (ctx) => brain.ask(ctx, asked), blind));
  expect(told).toMatchObject({
    people: [],
    figures: [],
    say: { zh: expect.stringContaining("权限") },
  });
});
