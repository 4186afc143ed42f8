import { type Ctx, profileId } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Brain, forgetting, schema } from "../src/index.ts";
import { type Acting, acting, tapOf, value } from "./acting.ts";
import { SHOP, DAY as TODAY } from "./world.ts";

const NOW = testSeal().now;
let db: TestDatabase;
let brain: Brain;
let at: Acting["at"];
let cardOf: Acting["cardOf"];
beforeEach(async () => {
  db = await openTestDatabase([schema]);
  ({ brain, at, cardOf } = acting(db.asTenant, testSeal));
});
afterEach(() => db.close());

const NOBODY = profileId("00000000-0000-7000-8000-0000000000dd");
const erase = (ids: readonly string[]) =>
  at(NOW, (ctx: Ctx) =>
    forgetting.forget(ctx, {
      ...{ shop: SHOP, ids: ids.map(profileId), nobody: NOBODY, names: [], mentions: null },
      ...{ holds: () => false, renamed: (id: string) => id },
    }),
  );
const peopleOf = async (card: string): Promise<string[]> => {
  const { body } = await at(NOW, ({ sql }) =>
    sql.one<{ body: { profiles: string[] } }>("select body from brain.card where id = $1::uuid", [
      card,
    ]),
  );
  return body.profiles;
};
const rhythm = async (card: string) =>
  value(
    await at(NOW, (ctx) => brain.evidence(ctx, { shop: SHOP, card, day: null, key: "rhythm" })),
  );
const again = async (id: string) => {
  const { cards } = value(await at(NOW, (ctx) => brain.today(ctx, SHOP, TODAY)));
  const card = cards.find((one) => one.id === id);
  if (card === undefined) throw new Error("The card is gone");
  return card;
};

test("BR39 a card that did not go out speaks of those who are left once somebody of it is erased: headline, people and every count of its rows", async () => {
  const before = await cardOf("due-again");
  const profiles = await peopleOf(before.id);
  const n = profiles.length;
  expect(before.headline.zh).toContain(`${n} 位老客户`);
  await erase(profiles.slice(0, 2));
  const card = await again(before.id);
  expect(card.headline.zh).toContain(`${n - 2} 位老客户`);
  expect(card.audience.size).toBe(n - 2);
  const { rows, total } = await rhythm(before.id);
  expect(total).toBe(n - 2);
  const own = rows.filter(({ gap }) => gap !== null);
  const passed = own.filter(({ gap, since }) => Number(since) >= Number(gap)).length;
  expect(card.reason.zh).toContain(`这 ${n - 2} 位都买过它`);
  expect(card.reason.zh).toContain(
    passed === own.length ? "都已经到了" : `平常间隔的有 ${passed} 位`,
  );
  const seen = value(await at(NOW, (ctx) => brain.preview(ctx, tapOf(card))));
  expect(seen.preview.audience).toBe(n - 2);
  const whole = JSON.stringify(await at(NOW, ({ sql }) => sql.rows("select body from brain.card")));
  for (const id of profiles.slice(0, 2)) expect(whole).not.toContain(id);
  await erase(profiles.slice(2, 3));
  expect((await again(before.id)).headline.zh).toContain(`${n - 3} 位老客户`);
  await erase(profiles.slice(3));
  const { missing } = value(await at(NOW, (ctx) => brain.today(ctx, SHOP, TODAY)));
  expect(missing.map(({ what }) => what.zh).join()).toContain("都已经删除了");
});

test("BR39 a card that went out stands as it was seen, with nobody in the person's place", async () => {
  const before = await cardOf("due-again");
  const profiles = await peopleOf(before.id);
  value(await at(NOW, (ctx) => brain.execute(ctx, { ...tapOf(before), key: "tap-1" })));
  await erase(profiles.slice(0, 1));
  expect((await again(before.id)).headline.zh).toBe(before.headline.zh);
  expect(await peopleOf(before.id)).toEqual([NOBODY, ...profiles.slice(1)]);
});
