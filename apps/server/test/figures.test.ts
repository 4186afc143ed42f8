import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  businessDay,
  type Ctx,
  endOf,
  formatMoney,
  money,
  plusDays,
  shopId,
  startOf,
  tenantId,
} from "@zhongshu/kernel";
import { openTestDatabase, seeded, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose, type System } from "../src/compose.ts";
import { SCHEMAS } from "../src/schemas.ts";
import {
  pricedHistory,
  slowlyAround,
  slowSlope,
  type TeamHistory,
  teamEarned,
  teamOf,
} from "./figures.slow.trade.ts";
import {
  type Dice,
  eventsOf,
  type History,
  historyOf,
  type Live,
  NOW,
  type Sold,
  shuffled,
  skuOf,
  slowly,
  soldOf,
  type Values,
  whole,
} from "./figures.slow.ts";

const TENANT = tenantId("00000000-0000-7000-8000-00000000000a");
const [FROM, UNTIL] = [plusDays(businessDay(NOW), -30), plusDays(businessDay(NOW), -1)];

let [db, root, system]: [TestDatabase | null, string, System | null] = [null, "", null];
const product = (): System => {
  if (system === null) throw new Error("not opened");
  return system;
};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "zhongshu-figures-"));
  db = await openTestDatabase(SCHEMAS);
  system = compose({
    ...{ pool: db.pool, uploads: root, randomBytes, random: seeded(2), writer: null },
    secret: (bytes) => bytes,
    failed: (error) => {
      throw error;
    },
    normalisePhone: (phone) => phone,
    ensureUser: async (phone) => `user ${phone}`,
    links: { url: "http://127.0.0.1", sign: (bytes) => bytes },
    clock: () => NOW,
  });
}, 60_000);
afterAll(async () => {
  await system?.ledger.drain();
  await db?.close();
  await rm(root, { recursive: true, force: true });
});

const RULED = new Set(["estimated", "pending", "settled", "clawed-back"]);

/** A figure that is not known is nothing to sum, or has no rows. */
function same(told: Values, slow: Values, where: string): void {
  for (const [metric, value] of Object.entries(slow)) {
    const said = told[metric] ?? null;
    if (said === null && (value === null || value === 0)) continue;
    if (value === null || said === null)
      expect([where, metric, said]).toEqual([where, metric, value]);
    else
      expect(Math.abs(said - value), `${where} ${metric}: ${said}, slowly ${value}`).toBeLessThan(
        1e-6,
      );
    if (RULED.has(metric)) expect(Number.isInteger(said), `${where} ${metric}`).toBe(true);
  }
}

const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  product().asTenant(product().keeper(TENANT), work);

async function told(shop: string, dice: Dice, events: readonly Live[]): Promise<void> {
  const all = shuffled(dice, events);
  for (let from = 0; from < all.length; ) {
    const many = whole(dice, 1, 12);
    await within((ctx) =>
      product().ledger.append(
        ctx,
        all.slice(from, from + many).map((event) => ({
          ...{ tenant: TENANT, shop: shopId(shop), version: 1, receivedAt: NOW, anonymousId: null },
          ...{ ...event, messageId: `${shop} ${event.messageId}` },
        })),
      ),
    );
    from += many;
  }
}

/** What a person tells in the console, at the instants of the history. */
const branded = (shop: string, { brands }: History): Promise<unknown> =>
  within((ctx) =>
    ctx.sql.run(
      `insert into goods.brand (shop, product, valid_from, brand)
       select $1, product, to_timestamp(at / 1000), brand
         from json_to_recordset($2::json) as t (product text, at float8, brand text)`,
      [shop, JSON.stringify(brands)],
    ),
  );

const BY = ["category", "product", "sku", "day", "brand", "community"] as const;
const keyOf: Readonly<Record<(typeof BY)[number], (one: Sold) => string>> = {
  category: ({ category }) => category,
  product: (one) => one.product,
  sku: (one) => skuOf(one.product),
  day: ({ day }) => day,
  brand: ({ brand }) => brand,
  community: ({ community }) => community,
};

test.each(Array.from({ length: 8 }, (_, seed) => seed + 1))(
  "IN21 IN22 IN24 IN25 IN27 IN29 figures of history %i, told in any order, are those of a slow recomputation",
  async (seed) => {
    const dice = seeded(seed);
    const history = historyOf(dice);
    const shop = `00000000-0000-7000-8000-0000000001${String(seed).padStart(2, "0")}`;
    await told(shop, dice, eventsOf(history));
    await branded(shop, history);
    const all = soldOf(history).filter(({ day }) => day >= FROM && day <= UNTIL);
    const asked = {
      ...{ shop: shopId(shop), shops: [], from: FROM, until: UNTIL, currency: "CNY" },
      against: "none",
    } as const;
    for (const by of BY) {
      const found = await within((ctx) => product().insight.figures(ctx, { ...asked, by }));
      if (!found.ok) throw new Error(found.error.code);
      const { figures, groups } = found.value;
      same(
        Object.fromEntries(figures.map(({ metric, value }) => [metric, value])),
        {
          ...slowly(all),
          ...slowlyAround(history, all, { from: startOf(FROM), until: endOf(UNTIL) }),
        },
        `history ${seed}`,
      );
      const parts = Map.groupBy(all, keyOf[by]);
      for (const { key, values } of groups)
        same(values, slowly(parts.get(key) ?? []), `history ${seed}, ${by} ${key}`);
      for (const [key, part] of parts)
        if (part.some(({ bought }) => bought))
          expect(
            groups.map((group) => group.key),
            `${by} ${key}`,
          ).toContain(key);
    }
    expect(all.length).toBeGreaterThan(0);
  },
);

test.each([41, 42, 43])(
  "BR37 of history %i the ask box tells the net sales and orders of goods and shops, and its rows add up to them",
  async (seed) => {
    const dice = seeded(seed);
    const shop = shopId(`00000000-0000-7000-8000-0000000001${seed}`);
    await told(shop, dice, eventsOf(historyOf(dice)));
    const days = { from: `${businessDay(NOW).slice(0, 4)}-01-01`, until: businessDay(NOW) };
    const asked = {
      ...{ shop, shops: [], ...days, currency: null, by: null },
      against: "none",
    } as const;
    const { brain, insight } = product();
    const found = await within((ctx) => insight.figures(ctx, asked));
    const answer = await within((ctx) => brain.ask(ctx, { shop, text: "今年卖了多少" }));
    if (!found.ok || !answer.ok) throw new Error("no answer");
    const { currency, figures } = found.value;
    const of = (key: string) => figures.find(({ metric }) => metric === key)?.value ?? 0;
    const [net, orders] = answer.value.figures;
    expect(net?.value).toBe(formatMoney(money(of("sales"), currency)));
    expect(orders?.value).toBe(String(of("orders")));
    expect(of("orders")).toBeGreaterThan(0);
    const place = { shop, key: "sales", product: null, currency, from: days.from, to: days.until };
    const opened = await within((ctx) => brain.figureRows(ctx, place));
    if (!opened.ok) throw new Error(opened.error.code);
    const { rows, total } = opened.value;
    expect(rows).toHaveLength(total);
    const sum = rows.reduce((n, row) => n + Number(row["minor"]) - Number(row["refunded"]), 0);
    expect(sum).toBe(of("sales"));
  },
);

test.each([11, 12, 13, 14])(
  "IN4 IN6 the statement of history %i adds up, and to what a slow recomputation says stands and was earned",
  async (seed) => {
    const dice = seeded(seed);
    const history = historyOf(dice);
    const shop = `00000000-0000-7000-8000-0000000001${seed}`;
    await told(shop, dice, eventsOf(history));
    const month = businessDay(NOW).slice(0, 7);
    const found = await within((ctx) =>
      product().insight.statement(ctx, { shop: shopId(shop), month }),
    );
    if (!found.ok) throw new Error(found.error.code);
    const { opening, movements, closing, earned } = found.value;
    const moved = (key: "estimated" | "pending" | "settled"): number =>
      movements.reduce((sum, { change }) => sum + change[key], 0);
    for (const key of ["estimated", "pending", "settled"] as const)
      expect(opening[key] + moved(key), key).toBe(closing[key]);
    const sold = soldOf(history);
    const sum = (of: (one: Sold) => number, all = sold): number =>
      all.reduce((total, one) => total + of(one), 0);
    expect(closing.estimated).toBe(sum(({ worth }) => worth.estimated));
    expect(closing.pending).toBe(sum(({ worth }) => worth.pending));
    const rows: { change: { estimated: number; pending: number; settled: number } }[] = [];
    for (let after = 0; ; ) {
      const page = await within((ctx) =>
        product().insight.statementRows(ctx, {
          ...{ shop: shopId(shop), month, kind: null, after, limit: 7 },
        }),
      );
      if (!page.ok) throw new Error(page.error.code);
      rows.push(...page.value.rows);
      if (page.value.next === null) break;
      after = Number(page.value.next);
    }
    const all = rows.reduce(
      (total, { change }) => total + change.estimated + change.pending + change.settled,
      0,
    );
    expect(all).toBe(moved("estimated") + moved("pending") + moved("settled"));
    expect(Number.isInteger(earned)).toBe(true);
  },
);

const teamed = ({ leadings, shares }: TeamHistory): Promise<unknown> =>
  within(async (ctx) => {
    await ctx.sql.run("delete from insight.leader", []);
    await ctx.sql.run("delete from insight.team_share", []);
    await ctx.sql.run(
      `insert into insight.leader (shop, leader, valid_from)
       select shop, leader, to_timestamp(at / 1000)
         from json_to_recordset($1::json) as t (shop uuid, leader uuid, at float8)`,
      [JSON.stringify(leadings)],
    );
    await ctx.sql.run(
      `insert into insight.team_share (level, bp, valid_from)
       select level, bp, to_timestamp(at / 1000)
         from json_to_recordset($1::json) as t (level int, bp int, at float8)`,
      [JSON.stringify(shares)],
    );
  });

test.each([21, 22, 23, 24, 25, 26])(
  "IN8 IN29 of history %i the team's two levels earn what a slow recomputation by dated rows says, in figures and statement",
  async (seed) => {
    const dice = seeded(seed);
    const shops = [1, 2, 3].map((n) => `00000000-0000-7000-8000-0000000${n}01${seed}`);
    const histories = shops.map((shop) => ({ shop, history: historyOf(dice) }));
    for (const { shop, history } of histories) await told(shop, dice, eventsOf(history));
    const team = teamOf(dice, shops);
    await teamed(team);
    for (const earner of shops) {
      const worths = histories.flatMap(({ shop, history }) => {
        const sold = soldOf(history);
        const earned =
          shop === earner
            ? sold.map(({ worth }) => worth)
            : teamEarned(team, { seller: shop, earner }, sold);
        return sold.map(({ day }, i) => ({ day, worth: earned[i] }));
      });
      const sum = (key: "estimated" | "pending" | "settled" | "clawed", all = worths): number =>
        all.reduce((total, { worth }) => total + (worth?.[key] ?? 0), 0);
      const inTime = worths.filter(({ day }) => day >= FROM && day <= UNTIL);
      const asked = { shop: shopId(earner), shops: [], from: FROM, until: UNTIL };
      const found = await within((ctx) =>
        product().insight.figures(ctx, { ...asked, currency: "CNY", against: "none", by: null }),
      );
      if (!found.ok) throw new Error(found.error.code);
      same(
        Object.fromEntries(found.value.figures.map(({ metric, value }) => [metric, value])),
        {
          ...{ estimated: sum("estimated", inTime), pending: sum("pending", inTime) },
          ...{ settled: sum("settled", inTime), "clawed-back": sum("clawed", inTime) },
        },
        `team ${seed} ${earner}`,
      );
      const month = businessDay(NOW).slice(0, 7);
      const statement = await within((ctx) =>
        product().insight.statement(ctx, { shop: shopId(earner), month }),
      );
      if (!statement.ok) throw new Error(statement.error.code);
      expect(statement.value.closing.estimated).toBe(sum("estimated"));
      expect(statement.value.closing.pending).toBe(sum("pending"));
    }
  },
);

test.each([31, 32, 33])(
  "IN28 the price elasticity of history %i is the slope over all pairs of a SKU's days, what came back left out",
  async (seed) => {
    const dice = seeded(seed);
    const history = pricedHistory(dice);
    const shop = `00000000-0000-7000-8000-0000000001${seed}`;
    await told(shop, dice, eventsOf(history));
    const asked = { shop: shopId(shop), shops: [], from: FROM, until: UNTIL };
    const found = await within((ctx) =>
      product().insight.figures(ctx, { ...asked, currency: "CNY", against: "none", by: null }),
    );
    if (!found.ok) throw new Error(found.error.code);
    const figure = found.value.figures.find(({ metric }) => metric === "elasticity");
    expect(figure?.value).toBeCloseTo(slowSlope(soldOf(history)), 9);
    expect(figure?.value).toBeLessThan(-0.5);
  },
);
