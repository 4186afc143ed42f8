import type { Ctx } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBrain, schema } from "../src/index.ts";
import { tapOf, value } from "./acting.ts";
import { portsOf, SHOP, DAY as TODAY, world } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("BR52 a tap sends the words that were read before it, or none: a model may write anew meanwhile", async () => {
  const { now } = testSeal();
  const w = world();
  const ports = portsOf(w);
  let { drafts } = ports.creative;
  const creative: typeof ports.creative = {
    ...ports.creative,
    drafts: (...asked) => drafts(...asked),
  };
  const brain = createBrain({ ...ports, creative });
  const at = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    db.asTenant(testSeal({ now }), work);
  const { cards } = value(await at((ctx) => brain.today(ctx, SHOP, TODAY)));
  const card = cards.find(({ kind }) => kind === "due-again");
  if (card === undefined) throw new Error("No card is due");
  const asked = { ...tapOf(card), key: "one" };
  const read = value(await at((ctx) => brain.preview(ctx, asked)));
  drafts = async (...asked) =>
    (await ports.creative.drafts(...asked)).map((draft) => ({
      ...draft,
      words: `${draft.words}！`,
    }));
  const { template } = read;
  const tap = (seen: string) => at((ctx) => brain.execute(ctx, { ...asked, template: seen }));
  expect(await tap(template)).toMatchObject({
    ok: false,
    error: { code: "brain.words-changed", status: 409 },
  });
  expect(w.reach.plans).toEqual([]);
  const anew = value(await at((ctx) => brain.preview(ctx, asked)));
  expect(anew.template).not.toBe(template);
  expect((await tap(anew.template)).ok).toBe(true);
  expect(w.reach.plans.map((plan) => plan.template)).toEqual([anew.template]);
});
