import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type MarketFile, marketOf } from "../file.ts";
import { live, staysLoyal } from "./live.ts";
import { fatigueOf, type Message, react, spillsTo } from "./react.ts";
import { openWorld, type World } from "./world.ts";

const folder = new URL("../../markets/", import.meta.url);
const names = readdirSync(folder);
const file = (name: string): MarketFile =>
  marketOf(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
const mothers = file("mothers.json");
const dateOf = (day: number): string =>
  new Date(Date.UTC(2026, 7, 1) + day * 86_400_000).toISOString().slice(0, 10);

function lived(world: World, days: number) {
  return Array.from({ length: days }, (_, day) => live(world, { day, date: dateOf(day) }));
}
const small = (over: Partial<MarketFile> = {}): MarketFile => ({
  ...mothers,
  shops: 1,
  communities: { perShop: 2, members: { from: 30, to: 40 } },
  goods: { ...mothers.goods, categories: 4, perCategory: 6 },
  ...over,
});

describe("files", () => {
  test("several differing markets are there, and each opens", () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
    const worlds = names.map((name) => openWorld(file(name), 1));
    // The demo brings goods of its own.
    for (const world of worlds.filter(({ file: f }) => f.name !== "演示"))
      expect(world.goods.length).toBeGreaterThanOrEqual(800);
    expect(new Set(worlds.map(({ file: f }) => JSON.stringify(f))).size).toBe(names.length);
  });

  test("a field that does not fit is named", () => {
    expect(() => marketOf({ ...mothers, shops: 0, spillover: 2 })).toThrow(/shops[\s\S]*spillover/);
    expect(() => marketOf({ ...mothers, surprise: 1 })).toThrow(/surprise/);
  });

  test("every good has a name and a price of its own kind, and ids never repeat", () => {
    const { goods } = openWorld(mothers, 3);
    expect(new Set(goods.map(({ id }) => id)).size).toBe(goods.length);
    expect(new Set(goods.map(({ title }) => title)).size).toBeGreaterThan(goods.length * 0.95);
    for (const good of goods) expect(good.price).toBeLessThanOrEqual(good.list);
  });
});

describe("living", () => {
  test("the same file and seed give the same life, another seed another", () => {
    const life = (seed: number) => lived(openWorld(small(), seed), 20);
    expect(life(5)).toEqual(life(5));
    expect(life(5)).not.toEqual(life(6));
  });

  test("what one customer does depends on nobody who is asked before", () => {
    const alone = openWorld(small(), 5);
    const written = openWorld(small(), 5);
    for (let n = 0; n < 10; n += 1)
      react(written, { customer: n, good: 0, day: 0, window: 7, number: n });
    const others = (acts: ReturnType<typeof live>) => acts.filter(({ customer }) => customer > 10);
    const today = { day: 1, date: dateOf(1) };
    expect(others(live(written, today))).toEqual(others(live(alone, today)));
  });

  test("without taste differences every customer draws the categories alike", () => {
    const world = openWorld(small({ taste: { own: 0, shared: 0 } }), 2);
    for (const { taste } of world.customers) expect(Math.max(...taste.map(Math.abs))).toBe(0);
  });

  test("a promotion day brings more people, and is over when it is over", () => {
    const promoted = { ...small(), promotions: [{ day: "08-10", pull: 50 }] };
    const plain = { ...small(), promotions: [] };
    const looks = (f: MarketFile) => lived(openWorld(f, 8), 20).map((acts) => acts.length);
    const [a, b] = [looks(promoted), looks(plain)];
    expect(a.slice(0, 9)).toEqual(b.slice(0, 9));
    expect(a[9]).toBeGreaterThan(1.5 * (b[9] ?? 0));
  });

  test("loyalty is kept as often as the file says", () => {
    const quiet = small({ promotions: [], visits: { ...mothers.visits, bursts: 0, season: 0 } });
    const world = openWorld(quiet, 7);
    const loyal = world.customers.flatMap((c) =>
      c.habits.flatMap((h) =>
        Array.from({ length: 200 }, (_, cycle) => staysLoyal(world, c, { ...h, cycle })),
      ),
    );
    const share = loyal.filter(Boolean).length / loyal.length;
    const { from, to } = quiet.habits.loyalty;
    const kept = world.customers.flatMap((c) =>
      c.habits.map((h) => world.goods[h.good]?.staple?.loyalty ?? 0),
    );
    expect(Math.min(...kept)).toBeGreaterThanOrEqual(from);
    expect(Math.max(...kept)).toBeLessThanOrEqual(to);
    expect(Math.abs(share - kept.reduce((a, b) => a + b, 0) / kept.length)).toBeLessThan(0.02);
  });
});

describe("reacting", () => {
  const message = (customer: number, over: Partial<Message> = {}): Message => ({
    customer,
    good: 0,
    day: 30,
    window: 7,
    number: 0,
    ...over,
  });
  const rate = (world: World, key: "opened" | "clicked" | "bought" | "extra"): number => {
    const all = world.customers.map((c) => react(world, message(c.index)));
    return all.filter((r) => r[key]).length / all.length;
  };
  const alike = (message: Partial<MarketFile["message"]>): MarketFile => ({
    ...small({ communities: { perShop: 10, members: { from: 200, to: 200 } } }),
    taste: { own: 0, shared: 0 },
    price: { sensitivity: { median: 1e-9, sd: 0 } },
    habits: { ...mothers.habits, perCustomer: 0 },
    message: { ...mothers.message, ...message },
  });

  test("rates are those of the file where nobody differs", () => {
    const world = openWorld(alike({ open: 0.5, click: 0.4, buy: 0.5 }), 1);
    const all = world.customers.map((c) => react(world, message(c.index)));
    const of = (key: "opened" | "clicked" | "bought") =>
      all.filter((r) => r[key]).length / all.length;
    expect(Math.abs(of("opened") - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(of("clicked") - 0.2)).toBeLessThan(0.035);
    expect(Math.abs(of("bought") - 0.1)).toBeLessThan(0.03);
  });

  test("who likes the goods clicks and buys more", () => {
    const world = openWorld(small({ taste: { own: 2, shared: 0 } }), 3);
    const good = world.goods[0];
    const buyers = { fond: 0, cool: 0, ofFond: 0, ofCool: 0 };
    for (let n = 0; n < 40; n += 1)
      for (const customer of world.customers) {
        customer.fatigue = 0;
        customer.unsubscribed = false;
        const fond = (customer.taste[good?.category ?? 0] ?? 0) > 0;
        const { bought } = react(world, message(customer.index, { number: n }));
        buyers[fond ? "ofFond" : "ofCool"] += 1;
        buyers[fond ? "fond" : "cool"] += bought ? 1 : 0;
      }
    expect(buyers.fond / buyers.ofFond).toBeGreaterThan(2 * (buyers.cool / buyers.ofCool));
  });

  test("being nearly out of a pack makes buying likelier, but where tastes do not differ a staple is nobody's own", () => {
    const bought = (taste: MarketFile["taste"], due: number): number => {
      const file = {
        ...small({ communities: { perShop: 8, members: { from: 100, to: 100 } } }),
        taste,
        habits: { ...mothers.habits, perCustomer: 3 },
        message: { open: 1, click: 1, buy: 0.1, taste: 0, due },
      };
      const world = openWorld(file, 4);
      let [asked, buys] = [0, 0];
      for (const customer of world.customers)
        for (const habit of customer.habits) {
          habit.next = 31;
          customer.unsubscribed = false;
          customer.fatigue = 0;
          asked += 1;
          const told = react(world, message(customer.index, { good: habit.good, number: asked }));
          if (told.bought) buys += 1;
        }
      return buys / asked;
    };
    const differing = { own: 1, shared: 0 };
    expect(bought(differing, 2)).toBeGreaterThan(2 * bought(differing, 0));
    const same = { own: 0, shared: 0 };
    expect(bought(same, 2)).toBe(bought(same, 0));
  });

  test("a pack that would have been bought anyway is no extra, and is not bought twice", () => {
    const world = openWorld(
      {
        ...small(),
        habits: { ...mothers.habits, perCustomer: 3, loyalty: { from: 1, to: 1 } },
        message: { open: 1, click: 1, buy: 1, taste: 0, due: 0 },
      },
      4,
    );
    for (const customer of world.customers)
      for (const habit of customer.habits) {
        habit.next = 30;
        customer.unsubscribed = false;
        customer.fatigue = 0;
        const told = react(world, message(customer.index, { good: habit.good }));
        if (!told.bought) continue;
        expect(told.extra).toBe(false);
        expect(habit.next).toBeGreaterThan(30);
      }
  });

  test("messages tire, tiredness fades by half in its time, and nobody hears after unsubscribing", () => {
    const world = openWorld(alike({ open: 1, click: 1, buy: 1 }), 9);
    const [first] = world.customers;
    if (first === undefined) throw new Error("Nobody lives here");
    react(world, message(0));
    expect(fatigueOf(world, first, 30)).toBeCloseTo(1);
    expect(fatigueOf(world, first, 30 + mothers.fatigue.halfLifeDays)).toBeCloseTo(0.5);
    const fresh = rate(openWorld(alike({ open: 0.6 }), 9), "opened");
    const weary = openWorld(alike({ open: 0.6 }), 9);
    for (let n = 0; n < 3; n += 1)
      for (const c of weary.customers) react(weary, message(c.index, { number: n }));
    const again = weary.customers.map((c) => react(weary, message(c.index, { number: 9 })));
    expect(again.filter((r) => r.opened).length / again.length).toBeLessThan(fresh / 1.5);
    first.unsubscribed = true;
    expect(react(world, message(0, { number: 5 })).opened).toBe(false);
  });

  test("others of the group buy more, the more of it opened; none where the file says none", () => {
    const world = openWorld({ ...alike({}), spillover: 0.2 }, 2);
    const told = (share: number) =>
      world.customers.filter((c) => spillsTo(world, message(c.index), share)).length /
      world.customers.length;
    expect(Math.abs(told(1) - 0.2)).toBeLessThan(0.035);
    expect(Math.abs(told(0.5) - 0.1)).toBeLessThan(0.03);
    const silent = openWorld({ ...alike({}), spillover: 0 }, 2);
    expect(silent.customers.some((c) => spillsTo(silent, message(c.index), 1))).toBe(false);
  });
});
