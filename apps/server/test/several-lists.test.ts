import { Readable } from "node:stream";
import { zip } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openUndoWorld, SHOP, type UndoWorld } from "./undo.world.ts";

let world: UndoWorld;
beforeAll(async () => {
  world = await openUndoWorld();
}, 120_000);
afterAll(() => world.close());

const FILES = {
  "1订单.csv":
    "订单号,下单时间,会员,商品名称,数量,实付金额\nN1,2011-09-01 10:00,m1,云南蓝莓,2,79.80",
  "2商品.csv": "商品编码,商品名称,售价,佣金比例\nA1,云南蓝莓,39.90,8%",
  "3上海仓.csv": "商品编码,商品名称,库存\nA1,云南蓝莓,50",
  "4北京仓.csv": "商品编码,商品名称,库存\nA1,云南蓝莓,30",
};

async function sent(files: Readonly<Record<string, string>>) {
  const body = Readable.from([zip(files)]);
  const upload = { shop: SHOP, kind: "auto", name: "all.zip", body };
  const came = await world.imports(1).upload(world.seal, upload);
  if (!came.ok) throw new Error(came.error.code);
  const { id, others, left } = came.value;
  const runs = await Promise.all([id, ...others].map(world.get));
  return { runs, left };
}

async function imported({ runs }: Awaited<ReturnType<typeof sent>>): Promise<void> {
  for (const { id, columns } of runs) {
    const choice = { source: "import", currency: "CNY", dryRun: false };
    const line = world.imports(1);
    await world.within((ctx) => line.begin(ctx, { shop: SHOP, id, columns, ...choice }));
    await line.perform(world.seal, id, () => undefined);
  }
}

test("IM22 IM77 of lists in one file orders come last and find their goods; a second count of stock is left", async () => {
  const found = await sent(FILES);
  expect(found.runs.map(({ kind }) => kind)).toEqual(["goods", "stock", "orders"]);
  expect(found.left).toMatchObject([
    { name: "4北京仓.csv", zh: expect.stringContaining("加一列“仓库”") },
  ]);
  await imported(found);
  const kept = await world.within(async ({ sql }) => ({
    lines: await sql.rows("select number, sku, product, title from orders.line"),
    stock: await sql.rows("select sku, stock::int as stock from goods.stock_count"),
  }));
  expect(kept).toEqual({
    lines: [{ number: "N1", sku: "A1", product: "A1", title: "云南蓝莓" }],
    stock: [{ sku: "A1", stock: 50 }],
  });
});

test("IM22 counts of two days are two lists", async () => {
  const counted = (day: string, n: number): string =>
    `商品编码,商品名称,库存,盘点时间\nA1,云南蓝莓,${n},${day}`;
  const { runs, left } = await sent({
    "a.csv": counted("2011-09-02", 5),
    "b.csv": counted("2011-09-03", 4),
  });
  expect([runs.map(({ kind }) => kind), left]).toEqual([["stock", "stock"], []]);
});
