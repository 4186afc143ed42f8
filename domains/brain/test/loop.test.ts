import { EvidenceRows } from "@zhongshu/cards";
import { businessDay, type Ctx, DAY, HOUR, startOf } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Calibration, Confirm } from "../src/contract.ts";
import { type Brain, schema } from "../src/index.ts";
import { type Acting, acting, codeOf, tapOf, value } from "./acting.ts";
import { portsOf, SHOP, DAY as TODAY, type World } from "./world.ts";

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

test("BR21 a tap is shown before it is made: to how many, how many are left out, what it may be worth; nothing is kept", async () => {
  const card = await cardOf("due-again");
  const seen = Confirm.parse(value(await at(NOW, (ctx) => brain.preview(ctx, tapOf(card)))));
  expect(seen.ways).toEqual(["inbox", "named-copy"]);
  expect(seen.preview.audience).toBe(card.audience.size);
  expect(seen.preview.toSend + seen.preview.toHoldOut).toBe(card.audience.size);
  expect(seen.preview.holdOutShare).toBeGreaterThanOrEqual(0.1);
  expect(seen.preview.holdOutShare).toBeLessThanOrEqual(0.5);
  expect(seen.text).toContain("¥39.00");
  expect(seen.promises).toEqual(card.promises);
  expect(seen.unproven).toBeNull();
  expect(w.reach.kept.size).toBe(0);
  const none = tapOf(card, { holdOutShare: 0 });
  const all = value(await at(NOW, (ctx) => brain.preview(ctx, none)));
  expect(all.preview.toHoldOut).toBe(0);
  expect(all.unproven?.zh).toContain("未验证");
});

test("BR21 one tap is one execution, whatever is sent twice; a second tap says where the first one is", async () => {
  const { card, execution } = await tapped();
  const again = { ...tapOf(card), key: "tap-1" };
  const same = value(await at(NOW + 5, (ctx) => brain.execute(ctx, again)));
  expect(same.id).toBe(execution.id);
  const second = await at(NOW + 5, (ctx) => brain.execute(ctx, { ...again, key: "tap-2" }));
  expect(codeOf(second)).toBe("brain.card-executed");
  expect(second).toMatchObject({
    error: { next: { zh: expect.stringContaining("发送记录") } },
  });
  expect(codeOf(await at(NOW + 5, (ctx) => brain.preview(ctx, tapOf(card))))).toBe(
    "brain.card-executed",
  );
  expect(w.reach.kept.size).toBe(1);
  expect(w.audited.map(({ action }) => action)).toEqual(["card.executed"]);
  const [plan] = w.reach.plans;
  expect(plan).toMatchObject({ play: "due-again", product: card.product.product, card: card.id });
  expect(plan?.template).toContain("{{price:");
  expect(plan?.template).not.toContain("39");
});

test("BR21 a key that one card was tapped with sends no other card", async () => {
  await tapped();
  const rising = await cardOf("rising-attention");
  const other = { ...tapOf(rising, { way: "group-copy" }), key: "tap-1" };
  expect(codeOf(await at(NOW + 5, (ctx) => brain.execute(ctx, other)))).toBe("brain.key-taken");
  expect(w.reach.kept.size).toBe(1);
});

test("BR21 a card that went out says so itself, until that is cancelled", async () => {
  const { card, execution } = await tapped();
  expect(card.sent).toBeNull();
  expect((await cardOf("due-again")).sent).toEqual({ execution: execution.id, at: NOW });
  const rising = await cardOf("rising-attention");
  expect(rising.sent).toBeNull();
  const kept = w.reach.kept.get(execution.id);
  if (kept) kept.execution = { ...kept.execution, state: "cancelled" };
  expect((await cardOf("due-again")).sent).toBeNull();
});

test("BR21 of two that tap one card at once one taps", async () => {
  const card = await cardOf("due-again");
  const tap = (key: string) => at(NOW, (ctx) => brain.execute(ctx, { ...tapOf(card), key }));
  const both = await Promise.all([tap("a"), tap("b")]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(w.reach.kept.size).toBe(1);
});

test("BR21 a cancelled execution leaves its card free; a card of yesterday, a wrong way, nobody to reach and no permission are refused", async () => {
  const { card, execution } = await tapped();
  const kept = w.reach.kept.get(execution.id);
  if (kept) kept.execution = { ...kept.execution, state: "cancelled" };
  const fresh = { ...tapOf(card), key: "tap-2" };
  const wrong = await at(NOW, (ctx) => brain.execute(ctx, { ...fresh, way: "group-copy" }));
  expect(codeOf(wrong)).toBe("brain.not-this-way");
  const late = await at(NOW + DAY, (ctx) => brain.execute(ctx, fresh));
  expect(codeOf(late)).toBe("brain.card-of-a-past-day");
  const stranger = await at(NOW, (ctx) => brain.execute(ctx, fresh), { can: () => false });
  expect(codeOf(stranger)).toBe("brain.may-not-act");
  for (const { profile } of kept?.persons ?? []) w.reach.unreachable.add(profile);
  const nobody = await at(NOW, (ctx) => brain.execute(ctx, fresh));
  expect(nobody).toMatchObject({
    error: { code: "brain.nobody-to-reach", message: { zh: expect.stringContaining("没有同意") } },
  });
  w.reach.unreachable.clear();
  const { product } = card.product;
  const offer = w.offers.get(product);
  w.offers.delete(product);
  const gone = await at(NOW, (ctx) => brain.preview(ctx, tapOf(card)));
  expect(codeOf(gone)).toBe("brain.card-withdrawn");
  if (offer) w.offers.set(product, offer);
  expect((await at(NOW, (ctx) => brain.execute(ctx, fresh))).ok).toBe(true);
});

test("BR21 BR23 a group post goes to its group; its report compares with the time before and calls that a reference", async () => {
  const card = await cardOf("rising-attention");
  const asked = tapOf(card, { way: "group-copy" });
  const seen = value(await at(NOW, (ctx) => brain.preview(ctx, asked)));
  expect(seen.ways).toEqual(["group-copy", "inbox"]);
  expect(seen.unproven?.zh).toContain("参考");
  const execution = value(await at(NOW, (ctx) => brain.execute(ctx, { ...asked, key: "g" })));
  expect(w.reach.plans[0]?.to).toHaveProperty("communities");
  const { product } = card.product;
  const members = portsOf(w).reach.communities(testCtx(), { shop: SHOP, at: NOW });
  const [group] = await members;
  for (const profile of group?.members.slice(0, 6) ?? []) sell(profile, product);
  for (const profile of group?.members.slice(0, 2) ?? []) sell(profile, product, { at: NOW - DAY });
  const report = await reportAt(NOW + 8 * DAY, execution.id);
  expect(report.here.known).toBe(false);
  expect(!report.here.known && report.here.why.zh).toMatch(/参考：.*2 位买，之后 6 位/);
  expect(report.funnel.map(({ key }) => key)).toEqual(["groups", "clicked", "ordered"]);
  expect(report.funnel.at(-1)?.count).toBe(6);
});

test("BR18 a rising card that is written to persons speaks to one person, not to the group", async () => {
  const card = await cardOf("rising-attention");
  const words = async (way: "group-copy" | "inbox") =>
    value(await at(NOW, (ctx) => brain.preview(ctx, tapOf(card, { way })))).text;
  const [group, person] = [await words("group-copy"), await words("inbox")];
  expect(group).toBe(card.drafts.find(({ style }) => style === "warm")?.filled);
  expect(person).not.toBe(group);
  value(await at(NOW, (ctx) => brain.execute(ctx, { ...tapOf(card, { way: "inbox" }), key: "p" })));
  expect(w.reach.plans.at(-1)).toMatchObject({ way: "inbox", play: "rising-attention" });
  expect(w.reach.plans.at(-1)?.template).not.toBe(card.drafts[0]?.words);
});

test("BR27 BR28 a tap promises what it itself does: with nobody left out more buy, and all of them count", async () => {
  const card = await cardOf("due-again");
  const promised = async (holdOutShare: number) =>
    value(await at(NOW, (ctx) => brain.preview(ctx, tapOf(card, { holdOutShare })))).promises
      .orders;
  const [all, half] = [await promised(0), await promised(0.5)];
  if (!all.known || !half.known) throw new Error("Nothing was promised");
  expect(all.low + all.high).toBeGreaterThan(half.low + half.high);
});

const testCtx = (): Ctx => ({ ...testSeal(), sql: never });
const never: Ctx["sql"] = {
  rows: () => Promise.reject(new Error("no database")),
  one: () => Promise.reject(new Error("no database")),
  maybe: () => Promise.reject(new Error("no database")),
  run: () => Promise.reject(new Error("no database")),
  stream: () => {
    throw new Error("no database");
  },
};

test("BR22 BR24 open, provisional, final: counts first, then what a refund changes, and nothing after the end", async () => {
  const { card, execution, treated } = await tapped();
  const { product } = card.product;
  const [first, second, third] = treated;
  if (!first || !second || !third) throw new Error("Too few were written to");
  sell(first, product, { paidAt: NOW + 2 * HOUR });
  sell(second, product, {
    paidAt: NOW + 2 * HOUR,
    refunds: [{ at: NOW + 9 * DAY, minor: 3_900 }],
  });
  sell(third, product, { paidAt: null });
  sell(third, product, { at: NOW + 7 * DAY });
  const open = await reportAt(NOW + 3 * HOUR, execution.id);
  expect(open).toMatchObject({
    state: "open",
    here: { known: false },
    commission: {
      ...{ estimated: { minor: 390 }, pending: { minor: 780 }, settled: { minor: 0 } },
      clawedBack: { minor: 0 },
    },
  });
  const provisional = await reportAt(NOW + 8 * DAY, execution.id);
  expect(provisional).toMatchObject({ state: "provisional", here: { treated: { buyers: 3 } } });
  const back = await reportAt(NOW + 10 * DAY, execution.id);
  expect(back).toMatchObject({
    here: { treated: { buyers: 2 } },
    commission: { settled: { minor: 390 }, clawedBack: { minor: 390 } },
  });
  expect(back.funnel.at(-1)).toMatchObject({ key: "ordered", count: 3 });
  const final = await reportAt(NOW + 14 * DAY, execution.id);
  expect(final).toMatchObject({ state: "final", here: { treated: { buyers: 1 } } });
  const sale = w.sales[0];
  if (sale) w.sales[0] = { ...sale, refunds: [{ at: NOW + 15 * DAY, minor: 3_900 }] };
  expect(await reportAt(NOW + 40 * DAY, execution.id)).toEqual(final);
});

test("BR22 a report as of an instant reads no later row", async () => {
  const { card, execution, treated } = await tapped();
  const { product } = card.product;
  treated.forEach((profile, i) => {
    const when = NOW + (i + 1) * 11 * HOUR;
    sell(profile, product, {
      ...{ at: when, paidAt: when + DAY },
      refunds: i % 2 === 0 ? [{ at: when + 2 * DAY, minor: 1_000 }] : [],
    });
  });
  for (const hours of [5, 60, 100, 180, 300]) {
    const then = NOW + hours * HOUR;
    const full = await reportAt(then, execution.id);
    const all = w.sales.splice(0);
    w.sales.push(
      ...all
        .filter((sale) => sale.at <= then)
        .map((sale) => ({
          ...sale,
          refunds: sale.refunds?.filter((one) => one.at <= then) ?? [],
        })),
    );
    expect(await reportAt(then, execution.id)).toEqual(full);
    w.sales.splice(0, w.sales.length, ...all);
  }
});

test("BR26 every figure of a report opens to its rows, and to a statement", async () => {
  const { card, execution, treated, heldOut } = await tapped();
  for (const profile of treated.slice(0, 3)) sell(profile, card.product.product);
  for (const profile of heldOut.slice(0, 1)) sell(profile, "P11");
  const report = await reportAt(NOW + 8 * DAY, execution.id);
  const opened = async (path: string) => {
    const key = path.split("/").at(-1) ?? "";
    const asked = { shop: SHOP, execution: execution.id, key };
    const rows = value(await at(NOW + 8 * DAY, (ctx) => brain.reportRows(ctx, asked)));
    expect(rows.check.sql).toMatch(/^select/);
    return EvidenceRows.parse(rows);
  };
  const counts = { sent: treated.length, ordered: 3 };
  for (const { key, opens, count } of report.funnel) {
    expect(opens).toBe(`executions/${execution.id}/report/rows/${key}`);
    if (key === "sent" || key === "ordered") {
      expect(count).toBe(counts[key]);
      expect((await opened(opens)).total).toBe(count);
    }
  }
  const commission = await opened(report.commission.opens.settled);
  expect(commission.rows.map((row) => row["commission"])).toEqual([390, 390, 390]);
  expect(commission.rows[0]).toMatchObject({ bp: 1_000, stage: "已结算" });
  expect((await opened(report.came.opens)).total).toBe(report.came.count);
  expect((await opened("held-out")).total).toBe(1);
  const wrong = { shop: SHOP, execution: execution.id, key: "nothing" };
  expect(codeOf(await at(NOW, (ctx) => brain.reportRows(ctx, wrong)))).toBe(
    "brain.no-such-evidence",
  );
});

const outcomes = () =>
  at(NOW, (ctx) =>
    ctx.sql.rows<{ state: string; came: number }>(
      "select state, (body->>'came')::int as came from brain.outcome order by as_of",
    ),
  );

test("BR28 a closed window is learnt once, again when it changed, and never after it is final", async () => {
  const { card, treated } = await tapped();
  const [first, second] = treated;
  if (!first || !second) throw new Error("Too few were written to");
  sell(first, card.product.product, { refunds: [{ at: NOW + 10 * DAY, minor: 3_900 }] });
  sell(second, card.product.product);
  const learn = (now: number) => at(now, (ctx) => brain.learn(ctx));
  expect(await learn(NOW + 8 * DAY)).toBe(1);
  expect(await learn(NOW + 8 * DAY)).toBe(0);
  expect(await outcomes()).toEqual([{ state: "provisional", came: 2 }]);
  await learn(NOW + 9 * DAY);
  expect(await outcomes()).toHaveLength(1);
  await learn(NOW + 11 * DAY);
  expect(await outcomes()).toHaveLength(2);
  await learn(NOW + 15 * DAY);
  expect((await outcomes()).map(({ state }) => state)).toEqual([
    "provisional",
    "provisional",
    "final",
  ]);
  expect(await learn(NOW + 60 * DAY)).toBe(0);
});

test("BR34 as its last day begins a week is looked at, and forecasts alone learn from what came so far", async () => {
  const { card, treated, heldOut } = await tapped();
  const learn = (now: number) => at(now, (ctx) => brain.learn(ctx));
  const today = async (now: number) => {
    const asked = { shop: SHOP, card: card.id, day: null };
    return value(await at(now, (ctx) => brain.open(ctx, asked))).promises;
  };
  const lastDay = startOf(businessDay(NOW + 7 * DAY));
  expect(await learn(lastDay - 1)).toBe(0);
  const buyers = [...treated.slice(1), ...heldOut.slice(1)];
  for (const profile of buyers) sell(profile, card.product.product);
  expect(await learn(lastDay)).toBe(1);
  expect(await learn(lastDay + 1)).toBe(0);
  expect(await outcomes()).toEqual([{ state: "open", came: buyers.length }]);
  const seen = await today(lastDay + 1);
  const { orders: then } = card.promises;
  if (!(then.known && seen.orders.known)) throw new Error("Nothing is promised");
  expect(seen.orders.low + seen.orders.high).toBeGreaterThan(then.low + then.high);
  expect(seen.worth.known).toBe(false);
  expect(value(await at(lastDay + 1, (ctx) => brain.calibration(ctx, SHOP))).cases).toEqual([]);
  await learn(NOW + 8 * DAY);
  const closed = (await outcomes()).map(({ state }) => state);
  expect(closed).toEqual(["open", "provisional"]);
  expect((await today(NOW + 8 * DAY + 1)).worth.known).toBe(true);
});

test("BR28 an execution that cannot be measured is told, waits, and keeps no other from being learnt", async () => {
  const { execution } = await tapped();
  const rising = await cardOf("rising-attention");
  const asked = { ...tapOf(rising), key: "tap-2" };
  value(await at(NOW, (ctx) => brain.execute(ctx, asked)));
  const kept = w.reach.kept.get(execution.id);
  const broken = new Error("broken");
  Object.defineProperty(kept ?? {}, "persons", {
    get: () => {
      throw broken;
    },
  });
  const learn = (now: number) => at(now, (ctx) => brain.learn(ctx));
  expect(await learn(NOW + 8 * DAY)).toBe(2);
  expect(w.failures).toEqual([broken]);
  expect(await outcomes()).toHaveLength(1);
  expect(await learn(NOW + 8 * DAY + 2 * HOUR)).toBe(1);
});

test("BR28 BR11 what was learnt is believed from then on, and not of the days before", async () => {
  const { card, treated } = await tapped();
  const { worth } = card.promises;
  expect(worth.known).toBe(false);
  for (const profile of treated.slice(1)) sell(profile, card.product.product);
  await at(NOW + 8 * DAY, (ctx) => brain.learn(ctx));
  const seen = async (now: number, day: string | null) => {
    const asked = { shop: SHOP, card: card.id, day };
    return value(await at(now, (ctx) => brain.open(ctx, asked))).promises;
  };
  const later = await seen(NOW + 8 * DAY + 1, null);
  expect(later.worth).toMatchObject({
    known: true,
    basis: { zh: expect.stringContaining("1 次") },
  });
  expect(later.worth.known && later.worth.middle.minor).toBeGreaterThan(0);
  expect(await seen(NOW + 8 * DAY + 1, TODAY)).toEqual(card.promises);
});

test("BR31 the promise of a tap is held against what came", async () => {
  const { card, execution, treated, heldOut } = await tapped();
  const { orders: promised } = card.promises;
  if (!promised.known) throw new Error("Nothing was promised");
  for (const profile of [...treated, ...heldOut].slice(0, promised.high + 1))
    sell(profile, card.product.product);
  const asked = (now: number) => at(now, (ctx) => brain.calibration(ctx, SHOP));
  expect(value(await asked(NOW + 7 * DAY)).cases).toEqual([]);
  await at(NOW + 8 * DAY, (ctx) => brain.learn(ctx));
  const told = Calibration.parse(value(await asked(NOW + 9 * DAY)));
  expect(told.kinds).toEqual([
    { kind: "due-again", inside: 0, below: 0, above: 1 },
    { kind: "rising-attention", inside: 0, below: 0, above: 0 },
  ]);
  expect(told.cases).toEqual([
    {
      ...{ execution: execution.id, kind: "due-again", at: NOW, audience: card.audience.size },
      promised: { low: promised.low, high: promised.high },
      came: promised.high + 1,
      told: { below: expect.any(Number), upTo: expect.any(Number) },
    },
  ]);
  const chance = told.cases[0]?.told;
  expect(chance?.below).toBeGreaterThan(0.8);
  expect(chance?.upTo).toBeGreaterThan(chance?.below ?? 1);
  expect(chance?.upTo).toBeLessThanOrEqual(1);
});
