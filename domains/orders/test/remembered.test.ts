import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FILE = "单号,货号,日子,数目,多少钱一个,备注,谁\n1,A,2011-01-05,1,1.00,x,c1";
const MINE: Readonly<Record<string, string>> = {
  单号: "number",
  货号: "sku",
  日子: "at",
  数目: "quantity",
  多少钱一个: "price",
  谁: "customer",
};

const register = async (text: string) =>
  world.register(await world.file(`f${text.length}.csv`, text));
const chosen = (columns: readonly { column: string; field: string | null }[]) =>
  Object.fromEntries(
    columns.flatMap(({ column, field }) => (field === null ? [] : [[column, field]])),
  );

async function run(text: string, dryRun: boolean): Promise<void> {
  const { id, columns } = await register(text);
  const mine = columns.map(({ column }) => ({ column, field: MINE[column] ?? null }));
  const start = { id, shop: SHOP, columns: mine, source: "youzan", currency: "USD", dryRun };
  const begun = await world.asTenant(seal, (ctx) => world.imports().begin(ctx, start));
  if (!begun.ok) throw new Error(begun.error.message.en);
  await world.imports().perform(seal, id, () => undefined);
  expect((await world.get(id)).state).toBe("done");
}

test("IM45 what a person chose for a file is proposed for the next with its headings, in any order, until it is reset", async () => {
  const guessed = await register(FILE);
  expect(guessed.rememberedAt).toBeNull();
  await run(FILE, true);
  // A trial is no choice yet.
  expect((await register(FILE)).rememberedAt).toBeNull();
  await run(FILE, false);
  const other = "谁,备注,多少钱一个,数目,日子,货号,单号\nc1,x,1.00,1,2011-01-05,B,2";
  const again = await register(other);
  expect(again).toMatchObject({ rememberedAt: seal.now, source: "youzan", currency: "USD" });
  expect(chosen(again.columns)).toEqual(MINE);
  const strange = await register(other.replace("2011-01-05", "nonsense"));
  const sure = ({ columns }: typeof again, name: string) =>
    columns.find(({ column }) => column === name)?.confidence;
  expect([sure(again, "日子"), sure(strange, "日子")]).toEqual([1, 0.6]);
  const reset = await world.asTenant(seal, (ctx) =>
    world.imports().guessAnew(ctx, { shop: SHOP, id: again.id }),
  );
  expect(reset.ok && reset.value).toMatchObject({ rememberedAt: null, source: "import" });
  expect((await register(FILE)).columns).toEqual(guessed.columns);
});
