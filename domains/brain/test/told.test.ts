import { EvidenceRows, plainCard } from "@zhongshu/cards";
import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Calibration } from "../src/contract.ts";
import { type Brain, schema } from "../src/index.ts";
import { type Acting, acting, codeOf, value } from "./acting.ts";
import { SHOP, type World } from "./world.ts";

const NOW = testSeal().now;
let db: TestDatabase;
let w: World;
let brain: Brain;
let at: Acting["at"];
let cardOf: Acting["cardOf"];
let tapped: Acting["tapped"];
let sell: Acting["sell"];
let reportAt: Acting["reportAt"];
beforeEach(async () => {
  db = await openTestDatabase([schema]);
  ({ w, brain, at, cardOf, tapped, sell, reportAt } = acting(db.asTenant, testSeal));
});
afterEach(() => db.close());

test("BR45 a card tells what sells whether it is sent or not, and on a line of its own what the sending adds, or that nobody knows yet", async () => {
  const card = await cardOf("due-again");
  const { orders, worth } = card.promises;
  if (!orders.known || worth.known) throw new Error("Promised otherwise");
  const lines = plainCard(card, "zh").split("\n");
  expect(lines[1]).toMatch(/^预计佣金：¥/);
  expect(lines[2]).toBe(`会有多少人买：${orders.basis.zh}`);
  expect(lines[3]).toBe(`发这一次多赚：${worth.why.zh}`);
});

test("BR49 each of the four sums of a commission opens to its own lines, which add up to it", async () => {
  const { card, execution, treated } = await tapped();
  const { product } = card.product;
  const [first, second, third, fourth] = treated;
  if (!first || !second || !third || !fourth) throw new Error("Too few were written to");
  sell(first, product, { paidAt: NOW + 2 * HOUR });
  sell(second, product, { paidAt: NOW + 6 * DAY, at: NOW + 6 * DAY });
  sell(third, product, { paidAt: null, at: NOW + 6 * DAY });
  const refunds = [{ at: NOW + 7 * DAY, minor: 1_900 }];
  sell(fourth, product, { paidAt: NOW + 6 * DAY, at: NOW + 6 * DAY, refunds });
  const then = NOW + 8 * DAY;
  const { commission } = await reportAt(then, execution.id);
  const { opens, ...sums } = commission;
  const lines = { estimated: 1, pending: 2, settled: 1, clawedBack: 1 } as const;
  for (const key of ["estimated", "pending", "settled", "clawedBack"] as const) {
    expect(opens[key]).toMatch(new RegExp(`/rows/${key}$`));
    const asked = { shop: SHOP, execution: execution.id, key };
    const { rows, columns } = value(await at(then, (ctx) => brain.reportRows(ctx, asked)));
    const column = key === "clawedBack" ? "clawed" : "commission";
    expect(columns.map((one) => one.key)).toContain(column);
    expect(rows).toHaveLength(lines[key]);
    expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(sums[key].minor);
  }
});

test("BR49 what all executions of a play have added opens to them, each with both its sides, and to a statement", async () => {
  const { card, execution, treated, heldOut } = await tapped();
  for (const profile of treated.slice(1)) sell(profile, card.product.product);
  await at(NOW + 8 * DAY, (ctx) => brain.learn(ctx));
  const asked = { shop: SHOP, execution: execution.id, key: "pooled" };
  const opened = value(await at(NOW + 8 * DAY + 1, (ctx) => brain.reportRows(ctx, asked)));
  expect(EvidenceRows.parse(opened)).toMatchObject({ total: 1 });
  const sides = { planned: treated.length, bought: treated.length - 1 };
  const row = { ...sides, left: heldOut.length, boughtAnyway: 0, way: "inbox" };
  expect(opened.rows).toMatchObject([{ ...row, whose: "own", at: NOW }]);
  expect(opened.columns.map(({ key }) => key)).not.toContain("whose");
  const { sql, values } = opened.check;
  expect(await at(NOW, (ctx) => ctx.sql.rows(sql, values))).toMatchObject([row]);
  const seen = { shop: SHOP, card: card.id, day: null };
  const later = value(await at(NOW + 8 * DAY + 2, (ctx) => brain.open(ctx, seen)));
  expect(later.evidence.at(-1)).toMatchObject({ key: "worth", figure: { zh: "1 次" } });
  const believed = await at(NOW + 8 * DAY + 2, (ctx) =>
    brain.evidence(ctx, { ...seen, key: "worth" }),
  );
  expect(value(believed)).toMatchObject({ total: 1, rows: [row] });
  expect(card.evidence.map(({ key }) => key)).not.toContain("worth");
  const open = await at(NOW + HOUR, (ctx) => brain.reportRows(ctx, asked));
  expect(codeOf(open)).toBe("brain.no-such-evidence");
});

test("BR47 a promise of a week is not held against a window of an hour, and it is counted how many are not", async () => {
  Object.assign(w.reach.policy, { windowMs: HOUR, returnMs: DAY });
  const { card, treated } = await tapped();
  for (const profile of treated.slice(1)) sell(profile, card.product.product, { at: NOW + 1 });
  await at(NOW + DAY, (ctx) => brain.learn(ctx));
  const told = Calibration.parse(value(await at(NOW + DAY, (ctx) => brain.calibration(ctx, SHOP))));
  expect(told).toMatchObject({ cases: [], apart: 1 });
});
