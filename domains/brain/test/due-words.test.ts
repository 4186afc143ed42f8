import { type BusinessDay, DAY as ONE_DAY, startOf } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DueFacts } from "../src/card/facts.ts";
import { createBrain, schema } from "../src/index.ts";
import { value } from "./acting.ts";
import { DAY, portsOf, SHOP, world } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const number = (day: BusinessDay): number => Math.round(startOf(day) / ONE_DAY);

test("BR36 a due-again card says of its people what is true of each, and counts from rows who is past their own mean days", async () => {
  const w = world();
  const { cards, kept } = await db.asTenant(testSeal(), async (ctx) => ({
    ...value(await createBrain(portsOf(w)).today(ctx, SHOP, DAY)),
    kept: await ctx.sql.rows<{ body: DueFacts }>(
      "select body from brain.card where body->>'kind' = 'due-again'",
    ),
  }));
  expect(kept.length).toBeGreaterThan(1);
  for (const { body } of kept) {
    const waits = body.profiles.map((profile) => {
      const own = w.orders.filter(
        (row) => row.profile === profile && row.product === body.product && row.day < DAY,
      );
      const days = [...new Set(own.map(({ day }) => number(day)))].toSorted((a, b) => a - b);
      const [first = 0, last = 0] = [days[0], days.at(-1)];
      const gap = days.length > 1 ? (last - first) / (days.length - 1) : null;
      return { gap, since: number(DAY) - 1 - last };
    });
    const early = waits.filter(({ gap, since }) => gap !== null && since < gap - 0.05).length;
    const several = waits.filter(({ gap }) => gap !== null).length;
    expect(early).toBeGreaterThan(0);
    expect(Math.abs(several - early - (body.passed ?? -9))).toBeLessThanOrEqual(1);
    const card = cards.find(({ id }) => id === body.id);
    const n = body.profiles.length;
    expect(card?.headline.zh).toContain(`${n} 位老客户七天内可能再买`);
    expect(card?.reason.zh).toContain(`已经到了自己平常间隔的有 ${body.passed} 位`);
    const told = JSON.stringify([card?.headline, card?.change, card?.reason, card?.audience]);
    expect(told).not.toMatch(/差不多|该再买|到了再买|\bdue\b/);
  }
});
