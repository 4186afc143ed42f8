import { Card, Draft } from "@zhongshu/cards";
import { type Ctx, plusDays } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { briefOf } from "../src/card/brief.ts";
import type { DueFacts } from "../src/card/facts.ts";
import { Today } from "../src/contract.ts";
import { createBrain, schema } from "../src/index.ts";
import { raisedBefore } from "../src/morning/store.ts";
import type { Offer } from "../src/ports.ts";
import { DAY, OTHER, offerOf, person, portsOf, SHOP, truncated, world } from "./world.ts";

let db: TestDatabase;
beforeEach(async () => {
  db = await openTestDatabase([schema]);
});
afterEach(() => db.close());

const inDb = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.asTenant(testSeal(), work);
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const kept = (): Promise<number> =>
  inDb(async (ctx) => (await ctx.sql.one<{ n: number }>("select count(*) as n from brain.card")).n);

test("BR10 a morning holds a rising and a due-again card, commission first, each of the one format", async () => {
  const brain = createBrain(portsOf(world()));
  const { cards } = Today.parse(value(await inDb((ctx) => brain.today(ctx, SHOP, DAY))));
  expect(cards.map((c) => c.kind)).toContain("rising-attention");
  expect(cards.map((c) => c.kind)).toContain("due-again");
  const rising = cards.find((c) => c.kind === "rising-attention");
  expect(rising?.headline.zh).toMatch(/^“辅食”的关注度 \+\d+%$/);
  expect(rising?.audience).toMatchObject({ community: "宝妈一群", size: 100 });
  expect(rising?.bestHour?.hour).toBe(20);
  const told = (name: string): string =>
    rising?.features.find((f) => f.name.zh === name)?.value.zh ?? "";
  const ratio = (now: string, before: string): number =>
    Number.parseFloat(now) / Number.parseFloat(before);
  const [before = "", now = ""] = told("别处同期").split(" → ");
  const net = ratio(told("上周占比"), told("前四周占比")) / ratio(now, before) - 1;
  expect(Math.abs(net * 100 - Number.parseFloat(told("比别处多涨")))).toBeLessThan(3);
  expect(rising?.evidence.map(({ key }) => key)).toEqual(["shares", "elsewhere", "attention"]);
  const due = cards.find((c) => c.kind === "due-again");
  expect(due?.commission.known).toBe(true);
  expect(due?.drafts.map((d) => d.filled).join()).toContain("¥39.00");
  expect(due?.drafts.map((d) => d.words).join()).not.toContain("39");
});

test("BR33 a due-again card goes to those who look at its kind of goods no less than others, and opens to their looks", async () => {
  const full = world();
  const due = async (w: typeof full) => {
    const { cards } = value(await inDb((ctx) => createBrain(portsOf(w)).today(ctx, SHOP, DAY)));
    return cards.filter((card) => card.kind === "due-again");
  };
  // The day is not kept, for it lies in the past of this clock.
  const later = (w: typeof full) =>
    db.asTenant(testSeal({ now: testSeal().now + 5 * 86_400_000 }), async (ctx) => {
      const { cards } = value(await createBrain(portsOf(w)).today(ctx, SHOP, DAY));
      return cards.filter((card) => card.kind === "due-again");
    });
  const everybody = new Map(
    (await later({ ...full, views: [] })).map((card) => [card.product.product, card.audience]),
  );
  expect([...everybody.values()].map(({ who }) => who.zh).join()).not.toContain("平时看");
  const cards = await due(full);
  const both = cards.filter(({ product }) => everybody.has(product.product));
  expect(both.length).toBeGreaterThan(1);
  for (const card of both) {
    expect(card.audience.size).toBeLessThan(everybody.get(card.product.product)?.size ?? 0);
    expect(card.audience.size).toBeGreaterThanOrEqual(8);
    expect(card.audience.who.zh).toContain("不比别人少");
    const key = "attention";
    const figure = card.evidence.find((one) => one.key === key)?.figure.zh ?? "";
    const { rows } = value(
      await inDb((ctx) =>
        createBrain(portsOf(full)).evidence(ctx, { shop: SHOP, card: card.id, day: null, key }),
      ),
    );
    expect(figure).toBe(`${new Set(rows.map(({ profile }) => profile)).size} 人看过`);
  }
});

test("BR33 where those who are due hardly look at such goods there is no card, and the morning says why", async () => {
  const full = world();
  const elsewhere = full.views.map((row) =>
    row.profile < person(100) ? { ...row, category: "童装" } : row,
  );
  const brain = createBrain(portsOf({ ...full, views: elsewhere }));
  const { cards, missing } = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  expect(cards.map(({ kind }) => kind)).not.toContain("due-again");
  const [why = ""] = missing.map(({ what }) => what.zh).filter((one) => one.includes("不打扰"));
  expect(why).toMatch(
    /^“有机米糊 P\d+”有 \d+ 位客户可能再买，其中平时看“.+”不比别人少的有 \d 位，至少要 8 位/,
  );
});

test("BR11 deleting everything later than the day changes nothing", async () => {
  const full = world();
  const cut = truncated(full, DAY);
  expect(full.orders.length).toBeGreaterThan(cut.orders.length);
  expect(full.views.length).toBeGreaterThan(cut.views.length);
  const later = 12 * 86_400_000;
  const asked = (w: typeof full) =>
    db.asTenant(testSeal({ now: testSeal().now + later }), (ctx) =>
      createBrain(portsOf(w)).today(ctx, SHOP, DAY),
    );
  const [whole, half] = [value(await asked(full)), value(await asked(cut))];
  expect(whole.cards.length).toBeGreaterThan(1);
  expect(half).toEqual(whole);
  expect(await kept()).toBe(0);
});

test("BR12 a morning is kept once: asked again it is the same, also when the rows have changed since", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const first = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  const stored = await kept();
  expect(stored).toBeGreaterThan(0);
  const again = createBrain(portsOf({ ...w, views: [], orders: [] }));
  expect(value(await inDb((ctx) => again.today(ctx, SHOP, DAY)))).toEqual(first);
  expect(await inDb((ctx) => again.morning(ctx, DAY))).toBe(0);
  expect(await kept()).toBe(stored);
});

test("BR17 an empty morning is looked at again when the data has changed, never more than that", async () => {
  const full = world();
  const empty = { ...full, views: [], orders: [] };
  const at = (minutes: number, w: typeof full) =>
    db.asTenant(testSeal({ now: testSeal().now + minutes * 60_000 }), (ctx) =>
      createBrain(portsOf(w)).today(ctx, SHOP, DAY),
    );
  const computedAt = (minutes: number, w: typeof full) =>
    db.asTenant(testSeal({ now: testSeal().now + minutes * 60_000 }), (ctx) =>
      createBrain(portsOf(w)).morning(ctx, DAY),
    );
  expect(value(await at(0, empty)).cards).toEqual([]);
  expect(await computedAt(10, full)).toBe(0);
  expect(await computedAt(1, { ...full, mark: "imported" })).toBe(0);
  const onItsWay = value(await at(10, { ...full, mark: null }));
  expect(onItsWay.cards).toEqual([]);
  expect(onItsWay.missing.map(({ what }) => what.zh)).toEqual(["订单正在导入，导完才看得全。"]);
  const imported = value(await at(10, { ...full, mark: "imported" }));
  expect(imported.cards.length).toBeGreaterThan(1);
  const stored = await kept();
  expect(value(await at(20, { ...empty, mark: "again" }))).toEqual(imported);
  expect(await kept()).toBe(stored);
});

test("LE23 a source that stopped is told on the morning of today, and not on the days before", async () => {
  const words = { zh: "订单断了", en: "Orders have stopped" };
  const w = { ...world(), stopped: [{ what: words, next: words }] };
  const on = (day: string) => inDb((ctx) => createBrain(portsOf(w)).today(ctx, SHOP, day));
  expect(value(await on(DAY)).missing).toContainEqual({ what: words, next: words });
  expect(value(await on(plusDays(DAY, -1))).missing).not.toContainEqual({
    what: words,
    next: words,
  });
});

test("BR6 tomorrow does not raise the same again", async () => {
  const brain = createBrain(portsOf(world()));
  const today = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  const next = value(
    await db.asTenant(testSeal({ now: testSeal().now + 86_400_000 }), (ctx) =>
      brain.today(ctx, SHOP, "2011-10-01"),
    ),
  );
  const topics = new Set(today.cards.map((c) => `${c.kind} ${c.headline.zh} ${c.product.product}`));
  expect(
    next.cards.filter((c) => topics.has(`${c.kind} ${c.headline.zh} ${c.product.product}`)),
  ).toEqual([]);
});

test("BR6 what was raised keeps silent for six days more, and may be raised on the seventh", async () => {
  await inDb((ctx) => createBrain(portsOf(world())).today(ctx, SHOP, DAY));
  const raised = (days: number) =>
    inDb((ctx) => raisedBefore(ctx, { shop: SHOP, day: plusDays(DAY, days) }));
  expect((await raised(0)).size).toBe(0);
  expect((await raised(1)).size).toBeGreaterThan(1);
  expect((await raised(6)).size).toBe((await raised(1)).size);
  expect((await raised(7)).size).toBe(0);
});

test("BR3 a rush on promotion days of the category makes no card; those of another category leave it alone", async () => {
  const week = [1, 2, 3, 4, 5, 6, 7].map((d) => plusDays(DAY, -d));
  const kinds = async (category: string | null) => {
    const ports = portsOf(world());
    const promotionDays = async () => week.map((day) => ({ category, day }));
    const brain = createBrain({ ...ports, goods: { ...ports.goods, promotionDays } });
    const later = testSeal({ now: testSeal().now + 86_400_000 });
    const { cards } = value(await db.asTenant(later, (ctx) => brain.today(ctx, SHOP, DAY)));
    return cards.map(({ kind }) => kind);
  };
  expect(await kinds("童装")).toContain("rising-attention");
  expect(await kinds("辅食")).not.toContain("rising-attention");
  expect(await kinds(null)).not.toContain("rising-attention");
});

test("BR10 a rising card offers what most customers bought in the last four weeks, of what may be sold", async () => {
  const w = world();
  const recent = (product: string): number =>
    new Set(
      w.orders
        .filter((o) => o.product === product && o.day < DAY && o.day >= plusDays(DAY, -28))
        .map((o) => o.profile),
    ).size;
  const [best = "", second = ""] = ["P0", "P1"].toSorted((a, b) => recent(b) - recent(a));
  expect(recent(best)).toBeGreaterThan(recent(second));
  const offered = async () => {
    const later = testSeal({ now: testSeal().now + 86_400_000 });
    const brain = createBrain(portsOf(w));
    const { cards } = value(await db.asTenant(later, (ctx) => brain.today(ctx, SHOP, DAY)));
    return cards.find((c) => c.kind === "rising-attention")?.product.product;
  };
  expect(await offered()).toBe(best);
  w.offers.set(best, offerOf(best, "辅食", { stock: 0 }));
  expect(await offered()).toBe(second);
});

test("BR13 opened, a card reads price and stock now; sold out, it is withdrawn with a plain word", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const [card] = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY))).cards;
  if (card === undefined) throw new Error("No card to open");
  const asked = { shop: SHOP, card: card.id, day: null };
  const { product } = card.product;
  w.offers.set(
    product,
    offerOf(product, "辅食", {
      listPrice: { minor: 2_900, currency: "CNY" },
      stock: null,
      priceLearned: true,
    }),
  );
  const opened = Card.parse(value(await inDb((ctx) => brain.open(ctx, asked))));
  expect(opened.drafts[0]?.filled).toContain("¥29.00");
  expect(opened.features.slice(-2).map(({ value }) => value.zh)).toEqual([
    "取自最近的成交，没有人填过，发前请确认",
    "库存未同步，发前请确认",
  ]);
  w.offers.set(product, offerOf(product, "辅食", { stock: 0 }));
  const gone = await inDb((ctx) => brain.open(ctx, asked));
  expect(gone).toMatchObject({ ok: false, error: { code: "brain.card-withdrawn", status: 410 } });
  const after = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  expect(after.cards.map((c) => c.id)).not.toContain(card.id);
  expect(after.missing.map((m) => m.what.zh).join()).toContain("没有库存");
});

test("BR14 evidence opens to the rows that the figure was counted from", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const { cards } = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  expect(cards.length).toBeGreaterThan(1);
  for (const card of cards) {
    for (const { key, check } of card.evidence) {
      const asked = { shop: SHOP, card: card.id, day: null, key };
      const opened = value(await inDb((ctx) => brain.evidence(ctx, asked)));
      expect(opened.total).toBeGreaterThan(0);
      expect(opened.check.sql).toBe(check.sql);
    }
  }
  const asked = { shop: SHOP, card: cards[0]?.id ?? "", day: null, key: "nothing" };
  expect(await inDb((ctx) => brain.evidence(ctx, asked))).toMatchObject({
    ok: false,
    error: { status: 404 },
  });
});

test("BR15 copying fills from the rows of this moment and is written into the audit", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const [card] = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY))).cards;
  if (card === undefined) throw new Error("No card to copy");
  w.offers.set(
    card.product.product,
    offerOf(card.product.product, null, { listPrice: { minor: 1_500, currency: "CNY" } }),
  );
  const asked = { shop: SHOP, card: card.id, day: null, style: "warm" } as const;
  const { text } = value(await inDb((ctx) => brain.copied(ctx, asked)));
  expect(text).toContain("¥15.00");
  expect(w.audited).toEqual([{ action: "card.copied", subject: card.id, text }]);
});

test("BR18 what rises speaks to its group, who is due is written to alone; another version is filled like the first", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const { cards } = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
  for (const { kind, drafts } of cards) {
    const form = kind === "due-again" ? "private" : "group";
    expect(drafts.map((d) => [d.style, d.form, d.madeBy])).toEqual([
      ["expert", form, "template"],
      ["warm", form, "template"],
      ["witty", form, "template"],
    ]);
  }
  const [card] = cards;
  if (card === undefined) throw new Error("No card to rewrite");
  const asked = { shop: SHOP, card: card.id, day: null, style: "warm" } as const;
  const again = Draft.parse(value(await inDb((ctx) => brain.rewritten(ctx, asked))));
  expect(again).toMatchObject({ style: "warm", writing: true });
  expect(again.filled).toContain("¥39.00");
  expect(again.words).not.toBe(card.drafts[1]?.words);
  const stranger = testSeal({ can: (permission) => permission === "cards.read" });
  const refused = await db.asTenant(stranger, (ctx) => brain.rewritten(ctx, asked));
  expect(refused).toMatchObject({ ok: false, error: { status: 403 } });
  w.offers.set(card.product.product, offerOf(card.product.product, "辅食", { stock: 0 }));
  const gone = await inDb((ctx) => brain.rewritten(ctx, asked));
  expect(gone).toMatchObject({ ok: false, error: { code: "brain.card-withdrawn" } });
});

test("BR18 words rest on the offer of this moment: no coupon that ended, no end that stands beside the price already", () => {
  const facts = { kind: "due-again", id: "c", shop: SHOP } as DueFacts;
  const now = 1_000;
  const coupon = (validUntil: number | null) => ({
    price: { minor: 100, currency: "CNY" },
    condition: { zh: "", en: "" },
    validUntil,
  });
  const holes = (over: Partial<Offer>) =>
    briefOf(facts, { offer: offerOf("P", null, over), now }).holes;
  expect(holes({ stock: null, listPrice: null })).toEqual({
    title: "{{title:P}}",
    ...{ price: null, list: null, coupon: null, until: null, stock: null },
  });
  expect(holes({ afterCoupon: coupon(now) }).coupon).toBeNull();
  expect(holes({ afterCoupon: coupon(2_000) })).toMatchObject({
    coupon: "{{coupon:P-1}}",
    until: null,
  });
  expect(holes({ afterCoupon: coupon(2_000), closesAt: 1_500 }).until).toBe("{{until:P-1}}");
  expect(holes({ afterCoupon: coupon(2_000), closesAt: 3_000 }).until).toBeNull();
  expect(holes({ closesAt: 3_000 }).until).toBe("{{until:P-1}}");
});

test("BR16 what is missing is said with what to do; other shops' members see nothing", async () => {
  const empty = createBrain(portsOf({ ...world(), views: [], orders: [] }));
  const { cards, missing } = value(await inDb((ctx) => empty.today(ctx, OTHER, DAY)));
  expect(cards).toEqual([]);
  expect(missing.map((m) => m.what.zh).join()).toContain("还没有一个群有成员名单");
  expect(missing.map((m) => m.what.zh).join()).toContain("还没有认得出是谁下的订单");
  const stranger = testSeal({ can: () => false });
  const refused = await db.asTenant(stranger, (ctx) => empty.today(ctx, SHOP, DAY));
  expect(refused).toMatchObject({ ok: false, error: { status: 403 } });
  const future = await inDb((ctx) => empty.today(ctx, SHOP, "2011-10-01"));
  expect(future).toMatchObject({ ok: false, error: { code: "brain.day-to-come" } });
});

test("BR16 a commission is called missing only where no rule applies, not where the number of orders is unknown", async () => {
  const w = world();
  const brain = createBrain(portsOf(w));
  const said = async () => {
    const { cards, missing } = value(await inDb((ctx) => brain.today(ctx, SHOP, DAY)));
    return { cards, said: missing.map((m) => m.what.en).join() };
  };
  const ruled = await said();
  expect(ruled.cards.some((card) => !card.commission.known)).toBe(true);
  expect(ruled.said).not.toContain("commission");
  for (const [product, offer] of w.offers) w.offers.set(product, { ...offer, commission: null });
  expect((await said()).said).toContain("commission");
});

test("BR35 a small shop is told in numbers what there is and what a card takes, of each kind, and what is not known of its goods", async () => {
  const full = world();
  const few = {
    ...full,
    orders: full.orders.filter((row) => row.profile < person(33) && row.day > plusDays(DAY, -60)),
    views: full.views.filter((row) => row.profile < person(33)),
  };
  for (const [product, offer] of few.offers) few.offers.set(product, { ...offer, stock: null });
  few.offers.set("P0", offerOf("P0", null, { commission: null }));
  const { cards, missing } = value(
    await inDb((ctx) => createBrain(portsOf(few)).today(ctx, SHOP, DAY)),
  );
  expect(cards).toEqual([]);
  const past = few.orders.filter((row) => row.day < DAY);
  const days = new Map<string, Set<string>>();
  for (const { profile, product, day } of past)
    days.set(`${profile} ${product}`, (days.get(`${profile} ${product}`) ?? new Set()).add(day));
  const again = [...days].filter(([, on]) => on.size > 1);
  const comebacks = again.reduce((sum, [, on]) => sum + on.size - 1, 0);
  const returned = new Set(again.map(([key]) => key.split(" ")[0])).size;
  expect(comebacks).toBeLessThan(200);
  const said = missing.map(({ what }) => what.zh);
  expect(said[0]).toContain("“宝妈一群”");
  expect(said[0]).toMatch(/群里有 \d+ 位，至少要 12 位；群外有 0 位，至少要 60 位，还差 60 位。$/);
  expect(said[1]).toContain(`认得出 ${new Set(past.map(({ profile }) => profile)).size} 位客户`);
  expect(said[1]).toContain(`其中 ${returned} 位隔天再买过同一件商品，一共 ${comebacks} 次`);
  expect(said[1]).toContain(`还差 ${200 - comebacks} 次`);
  expect(said[2]).toContain("12 件商品里有 11 件设了佣金");
  expect(said[3]).toContain("12 件商品里有 1 件报过库存");
  expect(missing.map(({ opens }) => opens)).toEqual(["imports", "imports", "goods", "imports"]);
});
