import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrders } from "../src/index.ts";
import { CODES, openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function imported(source: string, lines: readonly string[]) {
  const path = await world.file(`${source}.csv`, lines.join("\n"));
  const id = await world.begin(path, { source });
  await world.imports().perform(seal, id, () => undefined);
  return world.get(id);
}

const orders = (source: string) =>
  world.rows(
    `select o.number, o.total::int as total, o.refunded::int as refunded, o.customer,
            (select json_agg(json_build_array(l.title, l.quantity, l.minor) order by l.ordinal) from orders.line l
              where l.shop = o.shop and l.source = o.source and l.number = o.number) as lines
       from orders."order" o where o.source = '${source}' order by o.number`,
  );

const MALL = [
  "订单号,买家昵称,收货人,联系电话,商品,数量,订单状态,订单实付金额,运费,退款金额,团长,自提点,下单时间",
  "D10001,小李妈,李女士,138****5678,苹果,2,已发货,31.00,6.00,,王姐,东门店,2026-03-05 10:00",
  ",,,,梨 1斤装,1,,,,,,,",
  "D10002,,张先生,139****0000,苹果*1;梨*2,3,交易成功,30.01,免运费,,王姐,东门店,2026年3月5日 10:01",
  "D10003,老周,,,苹果,1,待付款,10.00,0,,王姐,东门店,2026-03-05 10:02",
  "D10004,老周,,,苹果,2,退款成功,20.00,0,20.00,王姐,东门店,2026-03-05 10:03",
  "D10005,老周,,,苹果,2,部分退款,20.00,0,10.00,王姐,东门店,2026-03-05 10:04",
  "D10006,老周,,,苹果,1,拼团未成,10.00,0,,王姐,东门店,2026-03-05 10:05",
];

test("IM77 goods that are only named go under the catalogue's code; what is stored stays under its own", async () => {
  const head = "订单号,下单时间,会员,商品名称,规格,数量,金额";
  const first = [
    head,
    "N1,2026-09-01 10:00,m1,云南蓝莓,,1,39.90",
    "N2,2026-09-01 11:00,m1,云南蓝莓,125g,2,20.00",
    "N3,2026-09-01 12:00,m1,葡萄,,1,9.00",
  ];
  const skus = () =>
    world.rows(
      `select number, sku, product, title from orders.line where source = 'named' order by number`,
    );
  await imported("named", first.slice(0, 2));
  CODES.set("云南蓝莓", { sku: "S9", product: "P9" });
  CODES.set("云南蓝莓 125g", { sku: "S9-125", product: "P9" });
  expect((await imported("named", first)).counts).toMatchObject({ accepted: 3, added: 2 });
  const stored = [
    { number: "N1", sku: "云南蓝莓", product: "云南蓝莓", title: "云南蓝莓" },
    { number: "N2", sku: "S9-125", product: "P9", title: "云南蓝莓" },
    { number: "N3", sku: "葡萄", product: "葡萄", title: "葡萄" },
  ];
  expect(await skus()).toEqual(stored);
  CODES.clear();
  expect((await imported("named", first)).counts).toMatchObject({ refused: 0, added: 0 });
  expect(await skus()).toEqual(stored);
});

test("IM77 a refund that names its order goes under what the order's goods are stored under", async () => {
  const head = "订单号,下单时间,会员,商品名称,规格,数量,金额,订单状态,原订单号";
  const bought = [
    "N1,2026-09-01 10:00,m1,蓝莓,,2,50.00,已完成,",
    "N2,2026-09-01 10:00,m2,蓝莓,125g,2,50.00,已完成,",
    "N3,2026-09-01 10:00,m3,蓝莓,,2,50.00,已完成,",
    "N3,2026-09-01 10:00,m3,草莓,,1,9.00,已完成,",
  ];
  await imported("back", [head, ...bought]);
  CODES.set("蓝莓", { sku: "A1-125", product: "A1" });
  CODES.set("蓝莓 125g", { sku: "A1-125", product: "A1" });
  const back = [
    bought[0]?.replace("已完成", "已退款"),
    "N2,2026-09-03 10:00,m2,蓝莓,125g,-1,-25.00,,",
    "C3,2026-09-03 10:00,m3,蓝莓,,-1,25.00,,N3",
    "C4,2026-09-03 10:00,m3,蓝莓,,-1,25.00,,",
    "N5,2026-09-01 10:00,m5,蓝莓,,2,50.00,已完成,",
    "N5,2026-09-03 10:00,m5,蓝莓,,-1,-25.00,,",
  ].map((row) => row ?? "");
  const price = back.map((row) => (/^C/.test(row) ? row.replace(",25.00,", ",,") : row));
  const priced = [`${head},单价`, ...price.map((row) => `${row},${/^C/.test(row) ? 25 : ""}`)];
  expect((await imported("back", priced)).counts).toMatchObject({ refused: 0, refunds: 5 });
  const stored = () =>
    world.rows(
      `select number, sku, product from orders.refund_line where source = 'back' order by number`,
    );
  const told = [
    // It names no order: what its customer's order is stored under is not looked for.
    { number: "C4", sku: "A1-125", product: "A1" },
    ...[{ number: "C3", sku: "蓝莓", product: "蓝莓" }],
    { number: "N1-R", sku: "蓝莓", product: "蓝莓" },
    { number: "N2-R", sku: "蓝莓 125g", product: "蓝莓" },
    { number: "N5-R", sku: "A1-125", product: "A1" },
  ].toSorted((a, b) => (a.number < b.number ? -1 : 1));
  expect(await stored()).toEqual(told);
  CODES.clear();
  expect((await imported("back", priced)).counts).toMatchObject({ refused: 0, added: 0 });
  // A file that tells a code of its own, of an order that is stored under another.
  const coded = [`${head},单价,商品编码`, "C6,2026-09-04 10:00,m3,草莓,,-1,,,N3,9.00,B2"];
  for (const added of [1, 0])
    expect((await imported("back", coded)).counts).toMatchObject({ refused: 0, added });
  expect(await stored()).toContainEqual({ number: "C6", sku: "草莓", product: "草莓" });
});

test("IM76 goods that come back as less than nothing are a refund under the number of their order", async () => {
  const lines = [
    "订单编号,类型,时间,会员,商品名称,数量,金额",
    "R1,销售,2026-09-01 10:00:00,m1,牙膏,2,30.00",
    "R2,销售,2026-09-01 10:10:00,m2,牙刷,1,9.90",
    "R1,退货,2026-09-03 12:00:00,m1,牙膏,-1,-15.00",
    "R3,销售,2026-09-03 12:00:00,m1,牙膏,1,-15.00",
  ];
  const run = await imported("till", lines);
  expect(run.counts).toMatchObject({ rows: 4, accepted: 3, refused: 1, refunds: 1, orders: 2 });
  expect(run.refusedSample.map(({ row }) => row)).toEqual([5]);
  expect(await orders("till")).toMatchObject([
    { number: "R1", total: 3000, refunded: 1500, lines: [["牙膏", 2, 1500]] },
    { number: "R2", total: 990, refunded: 0 },
  ]);
  expect((await imported("till", lines)).counts).toMatchObject({ accepted: 3, added: 0 });
});

test("IM71 IM72 IM73 a mall's export: merged cells, sums, words, and what was given back", async () => {
  const run = await imported("mall", MALL);
  expect(run.counts).toEqual({
    ...{
      rows: 7,
      accepted: 5,
      refused: 2,
      leftOut: 2,
      refunds: 2,
      adjustments: 0,
      orders: 4,
      added: 5,
    },
  });
  // Nothing of them is to be mended, so they are no faults, and stand in a file of their own.
  expect(run.refusedSample).toEqual([]);
  expect((await world.refused(run.id)).split("\r\n")).toHaveLength(2);
  const left = (await world.refused(run.id, "left-out.csv")).split("\r\n").slice(1, -1);
  expect(left.map((line) => line.split(",").slice(0, 2))).toEqual([
    ["5", "订单状态是“待付款”，没有付款，没有成交。"],
    ["8", "订单状态是“拼团未成”，没有成交。"],
  ]);
  expect(await orders("mall")).toEqual([
    {
      ...{ number: "D10001", total: 3100, refunded: 0, customer: "小李妈" },
      lines: [
        ["苹果", 1, 833],
        ["梨 1斤装", 1, 833],
        ["苹果", 1, 834],
        ["运费", 1, 600],
      ],
    },
    {
      ...{ number: "D10002", total: 3001, refunded: 0, customer: null },
      lines: [
        ["苹果", 1, 1000],
        ["梨", 1, 1000],
        ["梨", 1, 1001],
      ],
    },
    { number: "D10004", total: 2000, refunded: 2000, customer: "老周", lines: [["苹果", 2, 1000]] },
    { number: "D10005", total: 2000, refunded: 1000, customer: "老周", lines: [["苹果", 2, 1000]] },
  ]);
  const again = await imported("mall", MALL);
  expect(again.counts).toMatchObject({ accepted: 5, refused: 2, added: 0 });
});

test("IM71 a row of an order whose sum is shared cannot be read: none of its rows is stored", async () => {
  const bad = MALL.map((line) => line.replace(",,,,梨 1斤装,1,", ",,,,梨 1斤装,很多,"));
  const run = await imported("torn", bad.slice(0, 3));
  expect(run.counts).toMatchObject({ accepted: 0, refused: 2, orders: 0 });
  const mended = (await world.refused(run.id)).replaceAll("很多", "1");
  expect((await imported("torn", mended.replace(/\r\n$/, "").split("\r\n"))).counts).toMatchObject({
    added: 2,
  });
  const [first] = await orders("mall");
  expect(await orders("torn")).toEqual([first]);
});

test("IM72 what was given back later is told by a later export, and changes no line", async () => {
  const [head, ...rows] = MALL;
  await imported("later", [head ?? "", rows[0] ?? "", rows[1] ?? ""]);
  const back = [head ?? "", (rows[0] ?? "").replace("已发货", "已退款"), rows[1] ?? ""];
  expect((await imported("later", back)).counts).toMatchObject({
    accepted: 2,
    refunds: 2,
    refused: 0,
  });
  expect(await orders("later")).toMatchObject([{ number: "D10001", total: 3100, refunded: 3100 }]);
});

test("IM74 buyers are called as the row says, known by a masked phone and a name; the rest stays with the order", async () => {
  const told = await world.rows(
    `select type, user_id, anonymous_id, properties - 'lines' - 'source' as properties from ledger.event
      where type = 'identified' and properties->'traits'->>'name' = '张先生'
         or type = 'order_placed' and properties->>'number' = 'D10002' and properties->>'source' = 'mall'
      order by type`,
  );
  expect(told).toEqual([
    {
      ...{ type: "identified", user_id: null, anonymous_id: "masked:139****0000:张先生" },
      properties: { listed: true, traits: { name: "张先生", phone: "139****0000" } },
    },
    {
      ...{ type: "order_placed", user_id: null, anonymous_id: "masked:139****0000:张先生" },
      properties: { number: "D10002", first: true, leader: "王姐", pickup: "东门店" },
    },
  ]);
});

test("OR60 the list of orders tells leader, pickup point and note where the source did", async () => {
  const asked = { shop: SHOP, profile: null, day: null, cursor: null, limit: 50 };
  const { orders: listed } = await world.asTenant(seal, (ctx) => createOrders().list(ctx, asked));
  expect(listed.find(({ id }) => id === "mall:D10002")).toMatchObject({
    ...{ leader: "王姐", pickup: "东门店", community: null, note: null },
  });
});

test("IM75 a heading that speaks of something else is no sum, time or quantity of the order", async () => {
  const head = "订单号,商品,退货数量,数量,优惠总金额,积分抵扣金额,金额,退款时间,提交时间";
  const row = "H10001,苹果,0,2,3.00,1.00,20.00,,2026-03-05 10:00";
  const mapped = await world.register(await world.file("headings.csv", [head, row].join("\n")));
  expect(mapped.columns.map(({ field }) => field)).toEqual([
    ...["number", "title", null, "quantity", "discount", null, "amount", "refundedAt", "at"],
  ]);
});

test("IM75 a mall that calls an order's number its name is understood, and a buyer's name stays one elsewhere", async () => {
  const rows = [
    "Name,Created at,Lineitem quantity,Lineitem name,Lineitem price",
    "#1001,2026-03-05 10:00,2,Green Tea,40.00",
  ];
  const mall = await world.register(await world.file("mall.csv", rows.join("\n")));
  expect(mall.columns.map(({ field }) => field)).toEqual([
    "number",
    "at",
    "quantity",
    "title",
    "price",
  ]);
  const list = [
    "Order No,Created at,Product,Name,Quantity,Price",
    "A10001,2026-03-05 10:00,Tea,Anna,2,40.00",
  ];
  const other = await world.register(await world.file("list.csv", list.join("\n")));
  expect(other.columns.find(({ column }) => column === "Name")?.field).toBe("name");
});

test("IM72 a line of a 接龙 that cannot be an order is shown as it was pasted", async () => {
  const text = "#接龙\n苹果 10元/斤\n梨 8元/斤\n1. 小李 苹果2\n2. 老赵 +1";
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  const imports = world.imports();
  const sent = await imports.upload(seal, { shop: SHOP, kind: "orders", name: "接龙.txt", body });
  if (!sent.ok) throw new Error(sent.error.code);
  const { id, columns } = sent.value;
  await world.asTenant(seal, (ctx) =>
    imports.start(ctx, { shop: SHOP, id, columns, dryRun: false, source: "jl", currency: "CNY" }),
  );
  await expect.poll(async () => (await world.get(id)).state).toBe("done");
  const { counts, refusedSample } = await world.get(id);
  expect(counts).toMatchObject({ accepted: 1, refused: 1, leftOut: 0 });
  expect(refusedSample).toMatchObject([
    { raw: "2. 老赵 +1", reason: { zh: "没有商品编码，也没有商品名称。" } },
  ]);
});
