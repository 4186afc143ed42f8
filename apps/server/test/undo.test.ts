import { DAY, HOUR, iso } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { HEAD, type Live, NOW, openUndoWorld, SHOP, type UndoWorld } from "./undo.world.ts";

vi.setConfig({ testTimeout: 240_000 });

let world: UndoWorld;
beforeAll(async () => {
  world = await openUndoWorld();
}, 120_000);
afterAll(() => world.close());

type Dice = () => number;
const below = (dice: Dice, n: number): number => Math.floor(dice() * n);
const START = NOW - 30 * DAY;
const NUMBERS = 12;

// What a document says never depends on who tells it: exports of one shop differ in how much they hold.
const customerOf = (n: number): string => (n % 5 === 0 ? "" : `c${n % 4}`);
const momentOf = (n: number): number => START + n * 7 * HOUR;
const productOf = (n: number, line: number): number => (n * 3 + line) % 7;
const local = (at: number): string =>
  iso(at + 8 * HOUR)
    .slice(0, 19)
    .replace("T", " ");

function row(n: number, line: number): string {
  const product = productOf(n, line);
  const category = product === 6 ? "" : `cat${product % 3}`;
  const goods = `p${product},商品${product},${category}`;
  // The third line of an order was told at another moment, which makes an event of its own.
  const at = local(momentOf(n) + (line === 3 ? HOUR : 0));
  return `${100 + n},${goods},${1 + (line % 3)},${at},${(5 + product).toFixed(2)},${customerOf(n)},`;
}
const refundRow = (n: number): string =>
  `C${100 + n},p${productOf(n, 1)},商品,cat,-1,${local(momentOf(n) + DAY)},1.00,${n % 2 === 0 ? customerOf(n) : ""},${100 + n}`;
const stockRow = (n: number): string =>
  `${500 + n},p${n % 7},盘点,,-${1 + n},${local(momentOf(n))},0.00,,`;

/** An export: some of the orders, each with so many of its lines, some refunds, some stock. */
function fileOf(dice: Dice): string {
  const rows: string[] = [];
  for (let n = 0; n < NUMBERS; n++) {
    if (dice() < 0.4) continue;
    const lines = 1 + below(dice, 4);
    for (let line = 1; line <= lines; line++) rows.push(row(n, line));
    if (dice() < 0.4) rows.push(refundRow(n));
    if (dice() < 0.3) rows.push(stockRow(n));
  }
  rows.push(row(NUMBERS, 1));
  return [HEAD, ...rows].join("\n");
}

const nobody = { anonymousId: null, userId: null };
const priced = (product: number) => ({ minor: 100 * (5 + product), currency: "CNY" });
const soldLine = (ordinal: number, product: number) => ({
  ...{ ordinal, sku: `p${product}`, product: `p${product}`, title: `商品${product}`, quantity: 1 },
  ...{
    category: product === 6 ? null : `cat${product % 3}`,
    unitPrice: priced(product),
    kind: "goods",
  },
});

/** Something that comes by key, also about orders that files tell of. */
function liveOf(dice: Dice, key: string): Live {
  const n = below(dice, NUMBERS);
  const at = START + below(dice, 20 * 24) * HOUR;
  const userId = customerOf(n) || null;
  const product = below(dice, 7);
  const base = { messageId: `live-${key}`, anonymousId: null, userId, at };
  const source = "import";
  const number = String(100 + n);
  const told: readonly (() => Live)[] = [
    () => ({
      ...base,
      ...nobody,
      userId: `c${n % 6}`,
      type: "product_viewed",
      properties: { product: `p${product}`, category: `cat${product % 3}` },
    }),
    () => ({
      ...base,
      userId: null,
      anonymousId: `a${n % 3}`,
      type: "product_viewed",
      properties: { product: `p${product}`, category: "cat1" },
    }),
    () => ({
      ...base,
      userId: `c${n % 3}`,
      anonymousId: `a${n % 3}`,
      type: "identified",
      properties: { traits: { city: `city${n}` } },
    }),
    () => ({
      ...base,
      type: "order_placed",
      properties: { source, number, first: false, lines: [soldLine(9, product)] },
    }),
    () => ({
      ...base,
      type: "order_placed",
      properties: { source: "web", number: key, first: true, lines: [soldLine(1, product)] },
    }),
    () => ({
      ...base,
      ...nobody,
      type: "order_refunded",
      properties: { source, number: `R${key}`, order: number, lines: [soldLine(1, product)] },
    }),
    () => ({
      ...base,
      ...nobody,
      type: "order_paid",
      properties: { source, number, amount: priced(product) },
    }),
    () => ({
      ...base,
      ...nobody,
      type: "stock_counted",
      properties: { sku: `p${product}`, product: `p${product}`, stock: 5 },
    }),
    () => ({
      ...base,
      userId: `c${n % 6}`,
      type: "community_joined",
      properties: { community: `g${n % 2}`, source: "own-link" },
    }),
  ];
  const made = told[below(dice, told.length)];
  if (made === undefined) throw new Error("no such event");
  return made();
}

type Step = { readonly file: string } | { readonly live: readonly Live[] };

function story(seed: number): readonly Step[] {
  const dice = seeded(seed);
  const first = fileOf(dice);
  const files = [first, dice() < 0.4 ? first : fileOf(dice), fileOf(dice)];
  const lives = Array.from({ length: 4 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => liveOf(dice, `${seed}-${i}-${j}`)),
  );
  const steps: Step[] = [...files.map((file) => ({ file })), ...lives.map((live) => ({ live }))];
  return steps
    .map((step) => ({ step, by: dice() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ step }) => step);
}

/** Lives through the steps; the runs of its files, in order. */
async function lived(steps: readonly Step[]): Promise<readonly string[]> {
  await world.empty();
  const runs: string[] = [];
  for (const step of steps) {
    if ("file" in step) runs.push(await world.importFile(step.file));
    else await world.live(step.live);
  }
  return runs;
}

const without = (steps: readonly Step[], nth: readonly number[]): readonly Step[] => {
  const files = steps.filter((step) => "file" in step);
  const gone = new Set(nth.map((n) => files[n]));
  return steps.filter((step) => !gone.has(step as { file: string }));
};

const SEEDS = Array.from({ length: 16 }, (_, i) => i + 1);

test.each(SEEDS)(
  "IM40 undoing any import leaves the world as it were without it (seed %i)",
  async (seed) => {
    const steps = story(seed);
    const nth = seed % 3;
    await lived(without(steps, [nth]));
    const expected = await world.rows();
    const runs = await lived(steps);
    const ended = await world.undo(runs[nth] ?? "", 1 + (seed % 4));
    expect(ended.state).toBe("undone");
    expect(await world.rows()).toEqual(expected);
  },
);

test.each([21, 22, 23])(
  "IM41 undone one by one nothing is left of the files, and they can be imported again (seed %i)",
  async (seed) => {
    const steps = story(seed);
    const lives = steps.filter((step) => "live" in step);
    const files = steps.filter((step) => "file" in step);
    await lived(lives);
    const expected = await world.rows();
    const runs = await lived(steps);
    for (const nth of [1, 0, 2]) await world.undo(runs[nth] ?? "");
    expect(await world.rows()).toEqual(expected);
    for (const { file } of files) await world.importFile(file);
    const again = await world.rows();
    await lived([...lives, ...files]);
    expect(again).toEqual(await world.rows());
  },
);

test("IM42 an undo that breaks off anywhere goes on where it was; one that is cancelled can be begun again", async () => {
  const steps = without(story(31), [1, 2]);
  await lived(without(steps, [0]));
  const expected = await world.rows();
  const [run = ""] = await lived(steps);
  expect((await world.begin(run)).state).toBe("undoing");
  for (const breaks of [1, 2, 4]) {
    let batches = 0;
    const line = world.imports(2, () => {
      batches += 1;
      if (batches === breaks) throw new Error("killed in the middle of a batch");
    });
    await expect(line.performUndo(world.seal, run)).rejects.toThrow("killed");
  }
  const cancelled = await world.within((ctx) =>
    world.imports(2).cancel(ctx, { shop: SHOP, id: run }),
  );
  expect(cancelled.ok && cancelled.value.state).toBe("cancelled");
  expect(await world.rows()).not.toEqual(expected);
  expect(await world.undo(run)).toMatchObject({ state: "undone" });
  expect(await world.rows()).toEqual(expected);
});
