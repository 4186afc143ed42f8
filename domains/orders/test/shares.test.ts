import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let files = 0;
async function ran(source: string, text: string, dryRun = false) {
  files += 1;
  const id = await world.begin(await world.file(`${files}.csv`, text), { source, dryRun });
  await world.imports().perform(seal, id, () => undefined);
  return world.get(id);
}

const AT = "2026-03-05 10:00";
const orders = (source: string) =>
  world.rows<{ readonly total: number; readonly lines: unknown }>(
    `select o.number, o.total::int as total,
            (select json_agg(json_build_array(l.ordinal, l.title, l.quantity, l.minor) order by l.ordinal)
               from orders.line l
              where l.shop = o.shop and l.source = o.source and l.number = o.number) as lines
       from orders."order" o where o.source = '${source}' order by o.number`,
  );

/** The rows that were refused, as they are downloaded, with what could not be read put right. */
const mended = async (id: string): Promise<string> =>
  (await world.refused(id)).replaceAll("never", AT).trimEnd();

type Sums = { readonly columns: string; readonly rows: readonly string[] };
/** Goods of one order, with another order between each two of them; `bad` cannot be read. */
const file = ({ columns, rows }: Sums, bad: number | null): string =>
  [
    `订单号,商品,数量,下单时间,${columns}`,
    ...rows.flatMap((sums, i) => [
      `N10001,G${i},1,${i === bad ? "never" : AT},${sums}`,
      `X1000${i},other,1,${AT},${columns.replaceAll(/[^,]+/g, "1")}`,
    ]),
  ].join("\n");

const SHAPES: readonly Sums[] = [
  { columns: "单价,订单实付金额", rows: ["20,60", "40,60"] },
  { columns: "单价,订单实付金额", rows: ["20,60", "40,"] },
  { columns: "单价,订单实付金额", rows: ["20,", "40,60"] },
  { columns: "单价,订单总金额", rows: ["20,60", "40,60"] },
  { columns: "单价,订单实付金额,优惠金额", rows: ["20,54,6", "40,54,6"] },
  { columns: "单价,优惠金额", rows: ["20,6", "40,6"] },
  { columns: "单价,运费", rows: ["20,8", "40,8"] },
  { columns: "单价,运费", rows: ["20,8", "40,"] },
  { columns: "单价,订单实付金额,运费", rows: ["20,68,8", "40,68,8"] },
  { columns: "单价,订单实付金额", rows: ["20,100", "40,100", "40,100"] },
  { columns: "单价,订单实付金额", rows: ["20,", "40,100", "40,"] },
  { columns: "订单实付金额", rows: ["60", "60"] },
  { columns: "订单实付金额", rows: ["60", ""] },
  { columns: "订单实付金额", rows: ["", "60"] },
  { columns: "金额", rows: ["60", ""] },
  { columns: "金额,订单实付金额", rows: ["20,60", "40,60"] },
  // What one row paid for the others, which then paid nothing.
  { columns: "单价,订单实付金额", rows: ["20,60", "40,0"] },
  { columns: "单价,订单实付金额", rows: ["20,0", "40,60"] },
  { columns: "单价,订单实付金额,优惠金额", rows: ["20,54,2", "40,0,4"] },
  { columns: "单价,订单总金额", rows: ["20,60", "40,0"] },
];
/** Each row's own sums: the others do not have to wait for it. */
const OWN: readonly Sums[] = [
  { columns: "单价", rows: ["20", "40"] },
  { columns: "单价,订单实付金额", rows: ["20,18", "40,36"] },
  { columns: "单价,订单实付金额", rows: ["20,20", "20,20"] },
  { columns: "单价,订单总金额,优惠金额", rows: ["20,20,2", "40,40,4"] },
  { columns: "订单实付金额", rows: ["18", "36"] },
  { columns: "金额", rows: ["20", "20"] },
];

test("IM71 whichever row cannot be read: mended and sent in again, the order is as if it had been right", async () => {
  for (const sums of [...SHAPES, ...OWN])
    for (const bad of sums.rows.keys()) {
      const name = `${sums.columns} ${sums.rows.join(" ")} ${bad}`;
      await ran(`${name} right`, file(sums, null));
      const run = await ran(name, file(sums, bad));
      const all = SHAPES.includes(sums);
      expect(run.counts.refused, name).toBe(all ? sums.rows.length : 1);
      const again = await ran(name, await mended(run.id));
      expect(again.counts.refused, name).toBe(0);
      expect(await orders(name), name).toEqual(await orders(`${name} right`));
    }
});

/** More rows than a batch holds. */
const between = Array.from({ length: 4_000 }, (_, i) => `${880_000 + i},other,1,${AT},1,1`);
const far = (...rows: readonly string[]): string =>
  ["订单号,商品,数量,下单时间,单价,订单实付金额", ...rows.toSpliced(1, 0, ...between)].join("\n");
const first = `N10001,G0,1,${AT},,60`;
const second = `N10001,G1,1,${AT},,60`;

test("IM71 the sum of an order is given out once, however far apart its rows stand", async () => {
  const whole = [{ number: "N10001", total: 6_000, lines: [[1, "G0", 1, 6_000]] }];
  const ours = async (source: string) =>
    (await orders(source)).filter((order) => !JSON.stringify(order).includes("other"));
  const tried = await ran("right", far(first, second), true);
  const right = await ran("right", far(first, second));
  expect(right.refusedSample).toMatchObject([
    { row: 4_003, reason: { en: expect.stringContaining("twice") } },
  ]);
  expect(tried.counts).toEqual(right.counts);
  expect(tried.refusedSample).toEqual(right.refusedSample);
  expect(await ours("right")).toEqual(whole);
  // The same file again finds the same, and so does the row that is mended by itself.
  expect((await ran("right", far(first, second))).counts).toEqual({ ...right.counts, added: 0 });
  const bad = await ran("bad", far(first, second.replace(AT, "never")));
  expect((await ran("bad", await mended(bad.id))).counts).toMatchObject({ refused: 1, added: 0 });
  expect(await ours("bad")).toEqual(whole);
});

test("IM71 sums that are the rows' own are stored, however far apart the rows stand", async () => {
  const own = [first.replace(",,60", ",20,20"), second.replace(",,60", ",20,20")];
  expect((await ran("own", far(...own))).counts).toMatchObject({ refused: 0, added: 4_002 });
  const others = [first, second.replace(",60", ",61")];
  expect((await ran("others", far(...others))).counts).toMatchObject({ refused: 0, added: 4_002 });
});

const PAIRS = "订单号,商品信息,下单时间,订单实付金额";
const ITEMS = [
  "订单号,商品,数量,单价,下单时间",
  `N10001,蓝莓,2,15,${AT}`,
  `N10001,草莓,1,20,${AT}`,
];
const TOTALS: Readonly<Record<string, readonly [goods: string, paid: string]>> = {
  priced: ["蓝莓*2 ¥15;草莓*1 ¥20", "50"],
  bare: ["蓝莓*2;草莓*1", "50"],
  posted: ["蓝莓*2 ¥15;草莓*1 ¥20", "56"],
  cheaper: ["蓝莓*2 ¥15;草莓*1 ¥20", "45"],
  summary: ["蓝莓等3件", "50"],
};

test("IM8 an order that one sheet tells in one row and another in several is counted once, whichever comes first", async () => {
  for (const [name, [goods, paid]] of Object.entries(TOTALS)) {
    const cell = [PAIRS, `N10001,${goods},${AT},${paid}`].join("\n");
    for (const [source, first, second] of [
      [`${name}, order first`, cell, ITEMS.join("\n")],
      [`${name}, items first`, ITEMS.join("\n"), cell],
    ] as const) {
      await ran(source, first);
      const before = await orders(source);
      const tried = await ran(source, second, true);
      const run = await ran(source, second);
      const { rows } = run.counts;
      expect(run.counts, source).toMatchObject({ added: 0, accepted: 0, refused: rows });
      expect(tried.counts, source).toEqual(run.counts);
      expect(tried.refusedSample, source).toEqual(run.refusedSample);
      expect(await orders(source), source).toEqual(before);
      // What was refused is refused again when it is sent in as it is.
      const again = await ran(source, (await world.refused(run.id)).trimEnd());
      expect(again.counts, source).toMatchObject({ added: 0, refused: rows });
    }
  }
});

test("IM8 rows and goods that only come to what is stored are new, also gifts and those that come twice", async () => {
  const [head = "", one = "", other = ""] = ITEMS;
  const gift = `N10001,赠品,1,0,${AT}`;
  await ran("longer", [head, one].join("\n"));
  const longer = [head, one, other, other, gift].join("\n");
  expect((await ran("longer", longer)).counts).toMatchObject({ refused: 0, added: 3 });
  expect((await ran("longer", [head, one].join("\n"))).counts).toMatchObject({
    refused: 0,
    added: 0,
  });
  const cells = ["蓝莓*2 ¥15", "蓝莓*2 ¥15;草莓*1 ¥20"].map((goods) =>
    [PAIRS.replace(",订单实付金额", ""), `N10001,${goods},${AT}`].join("\n"),
  );
  for (const cell of cells) expect((await ran("grown", cell)).counts).toMatchObject({ added: 1 });
  expect(await orders("grown")).toMatchObject([{ total: 5_000 }]);
});
