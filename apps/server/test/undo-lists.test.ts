import { DAY } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NOW, openUndoWorld, type UndoWorld } from "./undo.world.ts";

vi.setConfig({ testTimeout: 240_000 });

let world: UndoWorld;
beforeAll(async () => {
  world = await openUndoWorld();
}, 120_000);
afterAll(() => world.close());

type Dice = () => number;
const below = (dice: Dice, n: number): number => Math.floor(dice() * n);
const some = <T>(dice: Dice, of: readonly T[]): readonly T[] => of.filter(() => dice() < 0.6);
const IDS = [0, 1, 2, 3, 4];

/** A list of one kind: some of five things, each with one of a few values. */
const KINDS: readonly ((dice: Dice) => readonly string[])[] = [
  (dice) => [
    dice() < 0.5
      ? "商品编码,商品名称,商品类目,售价,会员价"
      : "商品编码,商品名称,成本价,售价,会员价",
    ...some(dice, IDS).map(
      (n) => `p${n},茶${below(dice, 2)},${3 + below(dice, 2)},${5 + below(dice, 3)},4`,
    ),
  ],
  (dice) => ["商品编码,库存,仓库", ...some(dice, IDS).map((n) => `p${n},${below(dice, 3)},总仓`)],
  (dice) => [
    "商品ID,佣金比例,适用范围",
    ...some(dice, IDS).map((n) => `p${n},${5 + below(dice, 3)}%,商品`),
  ],
  (dice) => [
    "群名称,群ID,群人数,渠道",
    ...some(dice, IDS).map((n) => `群${below(dice, 2)},g${n},${100 + below(dice, 2)},微信`),
  ],
  (dice) => [
    "群ID,客户编号,昵称,入群时间",
    ...some(dice, IDS).map((n) => `g${n},c${below(dice, 3)},小${below(dice, 2)},`),
  ],
  (dice) => [
    "客户编号,昵称,等级,积分",
    ...some(dice, IDS).map((n) => `c${n},小${below(dice, 2)},金卡,${below(dice, 3)}`),
  ],
];

type File = { readonly text: string; readonly at: number };

function story(seed: number): readonly File[] {
  const dice = seeded(seed);
  return Array.from({ length: 8 }, (_, i) => {
    const list = KINDS[below(dice, KINDS.length)];
    if (list === undefined) throw new Error("no such list");
    const lines = list(dice);
    return { text: [...lines, lines[1] ?? ""].join("\n"), at: NOW - (8 - i) * DAY };
  }).filter(({ text }) => text.trim().split("\n").length > 1);
}

async function lived(files: readonly File[]): Promise<readonly string[]> {
  await world.empty();
  const runs: string[] = [];
  for (const { text, at } of files) {
    world.at(at);
    runs.push(await world.importFile(text, "auto"));
  }
  return runs;
}

// What stands now. Of what two lists say alike, what is left keeps since when it was first said.
const STANDING = {
  titles: `select distinct on (product) product, title, category from goods.description order by product, valid_from desc`,
  skus: `select distinct on (sku) product, sku, name from goods.sku order by sku, valid_from desc`,
  prices: `select distinct on (sku, kind) sku, kind, minor from goods.price order by sku, kind, valid_from desc`,
  costs: `select distinct on (sku) sku, minor from goods.cost order by sku, valid_from desc`,
  rules: `select distinct on (subject) subject, scope, bp, each_minor from goods.commission_rule order by subject, valid_from desc, listed, told_at desc`,
  stock: `select distinct on (sku) sku, stock from goods.stock_count order by sku, at desc`,
  communities: `select code, name, channel, size from reach.community order by code`,
  members: `select distinct community, profile, told, source from reach.membership_fact order by 1, 2, 3`,
  traits: `select profile, key, value from people.trait order by profile, key`,
} as const;

const standing = () =>
  world.within(async ({ sql }) => {
    const found: Record<string, readonly object[]> = {};
    for (const [name, text] of Object.entries(STANDING)) found[name] = await sql.rows(text, []);
    return found;
  });

test.each(Array.from({ length: 14 }, (_, i) => i + 1))(
  "IM40 undoing any list leaves goods, stock, commission, communities, members and customers as they were without it (seed %i)",
  async (seed) => {
    const files = story(seed);
    const nth = seed % files.length;
    await lived(files.filter((_, i) => i !== nth));
    const expected = await standing();
    const runs = await lived(files);
    const ended = await world.undo(runs[nth] ?? "", 1 + (seed % 3));
    expect(ended.state).toBe("undone");
    expect(await standing()).toEqual(expected);
  },
);

test("IM40 of all lists undone nothing is left, and they can come again", async () => {
  const files = story(40);
  const runs = await lived(files);
  const expected = await standing();
  for (const run of runs.toReversed()) await world.undo(run);
  // Whose tags are to be decided anew is a queue, and no knowledge.
  const { "people.stale": _, ...left } = await world.rows();
  expect(left).toEqual({});
  for (const { text, at } of files) {
    world.at(at);
    await world.importFile(text, "auto");
  }
  expect(await standing()).toEqual(expected);
});

test("IM41 what lists of any kind tell again is kept without whole numbers", async () => {
  await world.empty();
  world.at(NOW);
  const lists = [
    "订单号,下单时间,商品名称,数量,单价,客户编号,买家昵称,手机号\nX1001,2011-09-01 10:00,茶,1,5,c1,小一,13800000077",
    "客户编号,昵称,手机号,等级\nc1,小一,13800000077,金卡",
    "群ID,客户编号,昵称,手机号,入群时间\ng1,c1,小一,13800000077,2011-09-01 10:00",
  ];
  for (const text of [...lists, ...lists]) await world.importFile(text, "auto");
  const kept = (table: string, column: string) =>
    world.within(({ sql }) =>
      sql.one<{ n: number; whole: number; masked: number }>(
        `select count(*) as n, count(*) filter (where ${column}::text like '%13800000077%') as whole,
                count(*) filter (where ${column}::text like '%138****0077%') as masked from ${table}`,
      ),
    );
  expect(await kept("ledger.event", "properties")).toMatchObject({ whole: 0, masked: 3 });
  expect((await kept("ledger.retold", "told")).n).toBeGreaterThan(2);
  expect(await kept("ledger.retold", "told")).toMatchObject({ whole: 0 });
});
