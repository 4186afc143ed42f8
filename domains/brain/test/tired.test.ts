import type { Card } from "@zhongshu/cards";
import { DAY, profileId, startOf } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { type Acting, acting, tapOf, value } from "./acting.ts";
import { SHOP, DAY as TODAY } from "./world.ts";

const NOW = testSeal().now;
const UNTIL = startOf(TODAY);
let db: TestDatabase;
let act: Acting;
beforeEach(async () => {
  db = await openTestDatabase([schema]);
  act = acting(db.asTenant, testSeal);
});
afterEach(() => db.close());

const stranger = (n: number) => profileId(`00000000-0000-7000-9000-${String(n).padStart(12, "0")}`);

/** Everybody opens a first message; of a second one the next day nobody opens any. */
function tiring(people: number): void {
  for (let n = 0; n < people; n += 1) {
    const profile = stranger(n);
    const first = UNTIL - 20 * DAY;
    act.w.reach.got.push({ profile, at: first, opened: true, left: false });
    act.w.reach.got.push({ profile, at: first + DAY, opened: false, left: n % 10 === 0 });
  }
}
const peopleOf = (card: Card) =>
  act.at(NOW, (ctx) =>
    ctx.sql.one<{ profiles: readonly string[] }>(
      "select body->'profiles' as profiles from brain.card where id = $1::uuid",
      [card.id],
    ),
  );
/** A message came yesterday to those of the card's people for whom it holds. */
async function yesterday(card: Card, wrote: (n: number) => boolean): Promise<readonly string[]> {
  const { profiles } = await peopleOf(card);
  const some = profiles.filter((_, n) => wrote(n));
  for (const one of some)
    act.w.reach.got.push({
      ...{ profile: profileId(one), at: UNTIL - DAY / 2, opened: null, left: false },
    });
  return some;
}
const again = async (): Promise<readonly Card[]> => {
  await act.at(NOW, (ctx) => ctx.sql.run("delete from brain.card"));
  await act.at(NOW, (ctx) => ctx.sql.run("delete from brain.morning"));
  return value(await act.at(NOW, (ctx) => act.brain.today(ctx, SHOP, TODAY))).cards;
};

test("BR41 whoever got a message lately is left in peace where such messages are hardly opened, and the card says so with its rows", async () => {
  const { cards } = value(await act.at(NOW, (ctx) => act.brain.today(ctx, SHOP, TODAY)));
  const due = cards.filter(({ kind }) => kind === "due-again");
  const [card] = due.toSorted((a, b) => b.audience.size - a.audience.size);
  if (card === undefined) throw new Error("No card");
  tiring(200);
  const tired = await yesterday(card, (n) => n < 2);
  const fresh = (await again()).find(({ id }) => id === card.id);
  expect(fresh?.audience.size).toBe(card.audience.size - tired.length);
  const told = fresh?.evidence.find(({ key }) => key === "tired");
  expect(told?.figure.zh).toBe(`${tired.length} 人`);
  expect(told?.title.zh).toContain("200 条打开 0 条、退订 20 位；发给别的客户，200 条打开 200 条");
  const asked = { shop: SHOP, card: card.id, day: null, key: "tired" };
  const { rows } = value(await act.at(NOW, (ctx) => act.brain.evidence(ctx, asked)));
  expect(new Set(rows.map(({ profile }) => profile)).size).toBe(tired.length);
});

test("BR41 where all who are due got one lately there is no card of it, and the morning says why", async () => {
  const first = await act.cardOf("due-again");
  tiring(200);
  const { cards } = value(await act.at(NOW, (ctx) => act.brain.today(ctx, SHOP, TODAY)));
  for (const card of cards.filter(({ kind }) => kind === "due-again"))
    await yesterday(card, () => true);
  expect((await again()).map(({ product }) => product.product)).not.toContain(
    first.product.product,
  );
  const { missing } = value(await act.at(NOW, (ctx) => act.brain.today(ctx, SHOP, TODAY)));
  expect(missing.map(({ what }) => what.zh).join()).toMatch(/位刚收过消息，剩下 \d+ 位/);
});

test("BR41 as long as nothing shows that people tire, a message of yesterday keeps nobody from the next one", async () => {
  const card = await act.cardOf("due-again");
  await yesterday(card, () => true);
  const same = (await again()).find(({ id }) => id === card.id);
  expect(same?.audience.size).toBe(card.audience.size);
  expect(same?.evidence.map(({ key }) => key)).not.toContain("tired");
});

test("BR42 what a tap promises is of those to whom it goes: with most of them kept back by the gate fewer buy", async () => {
  const card = await act.cardOf("due-again");
  const seen = async () =>
    value(await act.at(NOW, (ctx) => act.brain.preview(ctx, tapOf(card)))).promises.orders;
  const before = await seen();
  const { profiles } = await peopleOf(card);
  for (const one of profiles.slice(1)) act.w.reach.unreachable.add(profileId(one));
  const after = await seen();
  if (!(before.known && after.known)) throw new Error("Nothing is promised");
  expect(after.low + after.high).toBeLessThan(before.low + before.high);
});
