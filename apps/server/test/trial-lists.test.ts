import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openUndoWorld, type UndoWorld } from "./undo.world.ts";

let world: UndoWorld;
beforeAll(async () => {
  world = await openUndoWorld();
}, 120_000);
afterAll(() => world.close());

/** More rows than a batch holds, and the first two of them once more: one as it was, one otherwise. */
const long = (head: string, row: (n: number, value: number) => string): string =>
  [head, ...Array.from({ length: 4_000 }, (_, n) => row(n, 5)), row(0, 5), row(1, 7)].join("\n");

const LISTS = {
  customers: long("客户编号,昵称,等级,积分", (n, value) => `c${n},小${n},金卡,${value}`),
  members: long("群ID,客户编号,昵称,入群时间", (n, value) => `g${value},c${n},小${n},`),
  goods: long("商品编码,商品名称,售价,会员价", (n, value) => `p${n},茶${n},9,${value}`),
  stock: long("商品编码,商品名称,库存", (n, value) => `s${n},糕${n},${value}`),
};

test("IM9 a dry run of any list counts a row once that comes again in another batch, as the import does", async () => {
  for (const [kind, text] of Object.entries(LISTS)) {
    // Time goes on between two batches.
    let now = NOW;
    const progress = () => {
      now += 1_000;
      world.at(now);
    };
    const tried = await world.get(await world.importFile(text, kind, { dryRun: true, progress }));
    const done = await world.get(await world.importFile(text, kind, { progress }));
    expect(done.counts, kind).toMatchObject({ rows: 4_002, accepted: 4_002, added: 4_001 });
    expect(tried.counts, kind).toEqual(done.counts);
  }
}, 120_000);
