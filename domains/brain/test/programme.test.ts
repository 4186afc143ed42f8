import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Programme } from "../src/contract.ts";
import { schema } from "../src/index.ts";
import { stretchAt } from "../src/report/programme.ts";
import { type Acting, acting, codeOf, value } from "./acting.ts";
import { person, SHOP } from "./world.ts";

const NOW = testSeal().now;
/** Midnight in Shanghai of the day of the first tap. */
const START = Math.floor((NOW + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
let db: TestDatabase;
let act: Acting;
beforeEach(async () => {
  db = await openTestDatabase([schema]);
  act = acting(db.asTenant, testSeal);
});
afterEach(() => db.close());

const programmeAt = async (now: number) => {
  const { result } = value(await act.at(now, (ctx) => act.brain.programme(ctx, SHOP)));
  return result === null ? null : Programme.parse(result);
};

/** Customers 0–89 have bought before. Every other one is held out; so many of all buy again in the first four weeks. */
function bought(again: (n: number) => boolean): void {
  for (let n = 0; n < 90; n += 1) {
    if (n % 2 === 0) act.w.reach.standing.heldOut.add(person(n));
    if (again(n)) act.sell(person(n), "P3", { at: NOW + 2 * DAY });
  }
}

test("BR32 four weeks from the first tap on, then the next four; the last whole ones are told", () => {
  const at = (days: number) => stretchAt(NOW, START + days * DAY, 7 * DAY);
  expect(at(0)).toMatchObject({ startedAt: START, closesAt: START + 28 * DAY });
  for (const days of [1, 27.9, 28, 55.9]) expect(at(days)).toEqual(at(0));
  expect(at(56)).toMatchObject({ startedAt: START + 28 * DAY, closesAt: START + 56 * DAY });
  expect(at(83.9)).toEqual(at(56));
  expect(at(0).returnsUntil).toBe(START + 35 * DAY);
});

test("BR32 before the first tap there is nothing to tell; while its first four weeks last, counts only", async () => {
  expect(await programmeAt(NOW)).toBeNull();
  await act.tapped();
  bought((n) => n % 2 === 1);
  const open = await programmeAt(NOW + 3 * DAY);
  expect(open).toMatchObject({ from: START, until: START + 28 * DAY, state: "open" });
  expect(open?.lift).toMatchObject({ known: false, treated: { people: 45, buyers: 45 } });
});

test("BR32 when they are over: all goods of those who had bought before, against those who are never written to one by one", async () => {
  act.w.reach.standing.share = 0.5;
  await act.tapped();
  bought((n) => n % 2 === 1 || n < 30);
  act.sell(person(95), "P3", { at: NOW + 2 * DAY });
  const told = await programmeAt(START + 29 * DAY);
  expect(told?.state).toBe("provisional");
  expect(told?.lift).toMatchObject({
    known: true,
    ...{ treated: { people: 45, buyers: 45 }, heldOut: { people: 45, buyers: 15 } },
    basis: {
      zh: expect.stringContaining("50% 不收一对一的营销消息，和其余的人比；群里发的两边都看得到"),
    },
  });
  if (!told?.lift.known) throw new Error("Nothing was told");
  expect(told.lift.buyers.low).toBeGreaterThan(20);
  expect(told.lift.words.zh).toContain("95% 的把握多赚");
  expect((await programmeAt(START + 40 * DAY))?.state).toBe("final");
});

test("BR32 whom a message made a customer is on neither side, or they would stand on one side only", async () => {
  act.w.reach.standing.share = 0.5;
  await act.tapped();
  bought((n) => n % 2 === 1);
  const people = async () => {
    const told = await programmeAt(START + 60 * DAY);
    return [told?.lift.treated.people, told?.lift.heldOut.people];
  };
  // In the second stretch whoever bought in the first one has bought before as well.
  const late = person(96);
  act.sell(late, "P3", { at: NOW + 2 * DAY });
  expect(await people()).toEqual([46, 45]);
  act.w.reach.meant.set(late, NOW + DAY);
  act.w.reach.meant.set(person(1), NOW + DAY);
  expect(await people()).toEqual([45, 45]);
});

test("BR32 few buyers say nothing; a stretch in which the part was resized compares nothing, the next one does", async () => {
  const why = async (days: number) => {
    const told = await programmeAt(START + days * DAY);
    return told?.lift.known === false ? told.lift.why.zh : null;
  };
  act.w.reach.standing.share = 0.5;
  await act.tapped();
  bought((n) => n < 6);
  expect(await why(30)).toContain("还看不出来");
  act.w.reach.standing.resizedAt = NOW + DAY;
  expect(await why(30)).toContain("改过留出的比例");
  expect(await why(60)).toContain("还看不出来");
});

test("BR32 either side opens to its order lines, and only for who may see them", async () => {
  const rows = (key: string, over: object = {}) =>
    act.at(START + 30 * DAY, (ctx) => act.brain.programmeRows(ctx, { shop: SHOP, key }), over);
  expect(codeOf(await rows("treated"))).toBe("brain.no-such-evidence");
  await act.tapped();
  bought((n) => n < 5);
  expect(value(await rows("treated")).total).toBe(2);
  expect(value(await rows("held-out")).total).toBe(3);
  expect(codeOf(await rows("nothing"))).toBe("brain.no-such-evidence");
  const nobody = { can: () => false };
  expect(codeOf(await rows("treated", nobody))).toBe("brain.not-allowed");
  const asked = act.at(NOW, (ctx) => act.brain.programme(ctx, SHOP), nobody);
  expect(codeOf(await asked)).toBe("brain.not-allowed");
});
