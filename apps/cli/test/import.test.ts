import { gzipSync } from "node:zlib";
import { ImportRun } from "@zhongshu/ledger/contract";
import { workbook, zip } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importCommand } from "../src/admin/import.ts";
import { openWorld, SHOP, seal, type World } from "./world.ts";

const HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const UCI = [
  HEAD,
  "700001,1001A,BLUE LANTERN,6,2010-12-01 08:26:00,2.55,90001.0,United Kingdom",
  "700001,1002,TIN BOX,2,2010-12-01 08:26:00,3.39,90001.0,United Kingdom",
  "700001,1002,TIN BOX,2,2010-12-01 08:26:00,3.39,90001.0,United Kingdom",
  "700002,POST,POSTAGE,1,2010-12-01 09:00:00,18.00,90002.0,France",
  "700003,1001A,BLUE LANTERN,1,2010-12-01 09:10:00,5.06,,United Kingdom",
  "C700004,1002,TIN BOX,-1,2010-12-02 10:00:00,3.39,90001.0,United Kingdom",
  "700005,1003,,-20,2010-12-02 11:00:00,0.0,,United Kingdom",
  "A700006,B,Adjust bad debt,1,2010-12-03 14:51:00,-11062.06,,United Kingdom",
  'nonsense,"open,1,2010-12-03 14:51:00,1.00,,United Kingdom',
  "700001,1004,LATE LINE,1,2010-12-01 08:27:00,1.25,90001.0,United Kingdom",
].join("\n");

/** The slow, obvious count of a tidy file of this form, by the words of the issue. */
function oracle(csv: string) {
  const rows = csv
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const good = rows.filter((r) => r.length === 8 && Number(r[5]) >= 0);
  const refunds = good.filter((r) => r[0]?.startsWith("C"));
  const adjustments = good.filter((r) => !r[0]?.startsWith("C") && Number(r[3]) < 0);
  const sold = good.filter((r) => !refunds.includes(r) && !adjustments.includes(r));
  return {
    rows: rows.length,
    accepted: good.length,
    ...{ refused: rows.length - good.length, leftOut: 0 },
    refunds: refunds.length,
    adjustments: adjustments.length,
    orders: new Set(sold.map((r) => r[0])).size,
  };
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function run(path: string, ...options: string[]): Promise<ImportRun> {
  world.said.out = "";
  world.said.told = "";
  await importCommand(["orders", path, "--json", ...options], world.system());
  expect(world.said.out, world.said.told).not.toBe("");
  return ImportRun.parse(JSON.parse(world.said.out));
}
const count = async (table: string): Promise<number> =>
  (await world.rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n ?? -1;

test("IM9 a dry run changes nothing and says exactly what the import then does", async () => {
  const path = await world.file("uci.csv", UCI);
  const tried = await run(path, "--dry-run", "--source", "uci", "--currency", "GBP");
  expect(await count("ledger.event")).toBe(0);
  const done = await run(path, "--source", "uci", "--currency", "GBP");
  expect(done.counts).toEqual({ ...oracle(UCI), added: 8 });
  expect(tried.counts).toEqual(done.counts);
});

test("IM3 the rows that are stored are those that were counted, exact duplicates included", async () => {
  expect(await count("orders.line")).toBe(6);
  expect(await count("orders.refund_line")).toBe(1);
  expect(await count("orders.stock_line")).toBe(1);
  expect(
    await world.rows(`select number, total, goods, currency from orders."order" order by number`),
  ).toEqual([
    { number: "700001", total: 1530 + 678 + 678 + 125, goods: 3011, currency: "GBP" },
    { number: "700002", total: 1800, goods: 0, currency: "GBP" },
    { number: "700003", total: 506, goods: 506, currency: "GBP" },
  ]);
});

test("IM8 a second run of the same file adds nothing", async () => {
  const again = await run(
    await world.file("uci.csv.gz", gzipSync(UCI)),
    "--source",
    "uci",
    "--currency",
    "GBP",
  );
  expect(again.counts).toEqual({ ...oracle(UCI), added: 0 });
  expect(await count("orders.line")).toBe(6);
});

test("IM8 a longer export adds only its new lines, and a changed line is a conflict", async () => {
  const longer = UCI.replace(
    "TIN BOX,2,2010-12-01 08:26:00,3.39",
    "TIN BOX,3,2010-12-01 08:26:00,3.39",
  );
  const path = await world.file(
    "longer.csv",
    `${longer}\n700003,1009,NEW,1,2010-12-01 09:10:00,1.00,,United Kingdom`,
  );
  const { counts, refusedSample } = await run(path, "--source", "uci", "--currency", "GBP");
  expect(refusedSample.map((r) => `${r.row} ${r.reason.en}`)).toHaveLength(3);
  expect(counts).toMatchObject({ added: 1, refused: 3 });
  expect(refusedSample.map((r) => r.row)).toEqual([3, 9, 10]);
  expect(refusedSample[0]?.reason.zh).toContain("内容");
  const events = await world.rows<{ first: boolean }>(
    `select (properties->>'first')::bool as first from ledger.event
      where properties->>'number' = '700003' order by seq`,
  );
  expect(events.map((event) => event.first)).toEqual([true, false]);
});

test("IM2 a Chinese export in GBK with ¥ prices and masked phones is mapped by itself", async () => {
  // 订单编号,商品名称,商品编码,数量,单价,下单时间,买家手机号 · 样品 · 有机米粉
  const gbk = Buffer.from(
    "b6a9b5a5b1e0bac52cc9ccc6b7c3fbb3c62cc9ccc6b7b1e0c2eb2ccafdc1bf2cb5a5bcdb2ccfc2b5a5cab1bce42cc2f2bcd2cad6bbfabac50a",
    "hex",
  );
  const body = Buffer.from("d3d0bbfac3d7b7db", "hex");
  const line = (number: string, phone: string): Buffer =>
    Buffer.concat([
      Buffer.from(`${number},`),
      body,
      Buffer.from(`,M1,2,"¥1,234.50",2024/3/5 9:07,${phone}\n`.replace("¥", ""), "latin1"),
    ]);
  const file = Buffer.concat([
    gbk,
    line("E2024001", "13800000000"),
    line("E2024002", "138****0000"),
  ]);
  const { counts } = await run(await world.file("gbk.csv", file), "--source", "youzan");
  expect(counts).toMatchObject({ rows: 2, accepted: 2, added: 2, orders: 2 });
  expect(
    await world.rows(`select o.customer, l.title, l.minor, l.currency, l.at from orders.line l
       join orders."order" o using (shop, source, number) where l.source = 'youzan' order by l.number`),
  ).toEqual([
    {
      customer: "13800000000",
      title: "有机米粉",
      minor: 123450,
      currency: "CNY",
      at: Date.UTC(2024, 2, 5, 1, 7),
    },
    {
      customer: null,
      title: "有机米粉",
      minor: 123450,
      currency: "CNY",
      at: Date.UTC(2024, 2, 5, 1, 7),
    },
  ]);
});

test.each([
  ["empty.csv", "", "import.empty"],
  ["only-header.csv", HEAD, "import.no-rows"],
  [
    "wide.csv",
    `${HEAD}${",x".repeat(493)}\n1,a,b,1,2011-01-05,1,c,d${",1".repeat(493)}`,
    "import.too-many-columns",
  ],
  ["headless.csv", "1,2,3\n4,5,6\n", "import.no-header"],
  ["other.csv", "name,colour\na,b\n", "import.no-order-column"],
  ["book.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "import.spreadsheet"],
  ["torn.xlsx", Buffer.from("504b030414000600", "hex"), "import.truncated"],
  ["book.pdf", "%PDF-1.7 x", "import.pdf"],
  ["page.xls", "<html><table></table></html>", "import.web-page"],
  [
    "latin.csv",
    Buffer.from(`${HEAD}\n1,a,caf\xe9 \xa3 9,1,2,3,4,5\n`, "latin1"),
    "import.encoding",
  ],
  ["torn.csv.gz", gzipSync(UCI.repeat(20)).subarray(0, 150), "import.truncated"],
])("IM1 %s is refused with what to do", async (name, body, code) => {
  const path = await world.file(name, body);
  const id = "00000000-0000-7000-8000-00000000dead";
  const answer = await world.asTenant(seal, (ctx) =>
    world.imports().register(ctx, { id, shop: SHOP, kind: "orders", name, path }),
  );
  expect(answer).toMatchObject({ ok: false, error: { code } });
});

test("IM10 a run killed between two batches goes on where it was, and nothing is doubled", async () => {
  const many = Array.from(
    { length: 5_000 },
    (_, i) =>
      `8${String(i >> 2).padStart(5, "0")},S${i % 7},GOODS,1,2011-01-05 10:00:00,1.00,c${(i >> 2) % 50},X`,
  );
  const path = await world.file("many.csv", [HEAD, ...many].join("\n"));
  const id = "00000000-0000-7000-8000-00000000beef";
  let batches = 0;
  const dying = world.imports(async (ctx, facts) => {
    batches += 1;
    if (batches > 1) throw new Error("killed");
    return world.ledger.append(ctx, facts);
  });
  await world.asTenant(seal, async (ctx) => {
    const mapped = await dying.register(ctx, {
      id,
      shop: SHOP,
      kind: "orders",
      name: "many",
      path,
    });
    if (!mapped.ok) throw new Error(mapped.error.code);
    await dying.begin(ctx, {
      id,
      shop: SHOP,
      columns: mapped.value.columns,
      dryRun: false,
      source: "many",
      currency: "CNY",
    });
  });
  await dying.perform(seal, id, () => undefined);
  expect(await world.rows(`select state, position from ledger.import where id = '${id}'`)).toEqual([
    { state: "failed", position: 4000 },
  ]);
  // As the kill leaves it: still running, with its first batch stored.
  await world.rows(
    `update ledger.import set state = 'running' where id = '${id}' returning 1 as x`,
  );
  await world.imports().perform(seal, id, () => undefined);
  const after = await world.asTenant(seal, (ctx) => world.imports().get(ctx, { shop: SHOP, id }));
  expect(after).toMatchObject({
    value: { state: "done", counts: { rows: 5000, accepted: 5000, added: 5000, orders: 1250 } },
  });
  expect(await count("orders.line where source = 'many'")).toBe(5000);
});

test("IM11 an upload is mapped, started in the background, and its refused rows are safe to open", async () => {
  const imports = world.imports();
  const csv = `${HEAD}\n900001,=cmd|x,T,x,2010-12-01 08:26:00,2.55,1,UK\n=900002,A,T,1,never,2.55,1,UK\n900003,A,T,1,2010-12-01,1,1,UK\n`;
  const body = (async function* () {
    yield Buffer.from(csv);
  })();
  const sent = await imports.upload(seal, { shop: SHOP, kind: "orders", name: "x.csv", body });
  if (!sent.ok) throw new Error(sent.error.code);
  const { id, columns } = sent.value;
  await world.asTenant(seal, (ctx) =>
    imports.start(ctx, { shop: SHOP, id, columns, dryRun: false, source: "up", currency: "CNY" }),
  );
  await expect
    .poll(
      async () =>
        (
          await world.rows<{ state: string }>(`select state from ledger.import where id = '${id}'`)
        )[0]?.state,
    )
    .toBe("done");
  const { refusedDownloads } = await import("@zhongshu/ledger");
  const text = await world.asTenant(seal, async (ctx) => {
    const download = await refusedDownloads(imports)[0]?.handle(ctx, { shop: SHOP, id });
    if (!download?.ok) throw new Error(download?.error.code);
    let all = "";
    for await (const piece of download.value.body) all += piece;
    return all;
  });
  expect(text.split("\r\n").map((line) => line.slice(0, 2))).toEqual(["\uFEFF行", "2,", "3,", ""]);
  expect(text).toContain(`"'=900002`);
  expect(world.failures).toHaveLength(1);
});

test("IM22 every list of an archive comes in by the same command, and what a list is of is found out", async () => {
  const line = (number: string): string =>
    `${HEAD}\n${number},1001A,BLUE LANTERN,6,2010-12-01 08:26:00,2.55,90001.0,United Kingdom`;
  const path = await world.file(
    "both.zip",
    zip({ "may.csv": line("710001"), "june.csv": line("710002"), "readme.md": "about" }),
  );
  world.said.out = "";
  expect(await importCommand(["auto", path, "--json"], world.system())).toBe(0);
  const runs = ImportRun.array().parse(JSON.parse(world.said.out));
  expect(runs.map(({ name, kind, state, counts }) => [name, kind, state, counts.added])).toEqual(
    expect.arrayContaining([
      [expect.stringContaining("may.csv"), "orders", "done", 1],
      [expect.stringContaining("june.csv"), "orders", "done", 1],
    ]),
  );
  expect(world.said.told).toContain("readme.md");
});

test("IM22 every sheet of a workbook comes in by the same command, and sums of another are told", async () => {
  const sheet = (number: string) => [
    HEAD.split(","),
    `${number},1001A,BLUE LANTERN,6,2010-12-01 08:26:00,2.55,90001.0,United Kingdom`.split(","),
  ];
  const book = workbook({ May: sheet("720000"), June: sheet("720001"), 汇总: sheet("720002") });
  const path = await world.file("both.xlsx", book);
  [world.said.out, world.said.told] = ["", ""];
  expect(await importCommand(["auto", path, "--json"], world.system())).toBe(0);
  const runs = ImportRun.array().parse(JSON.parse(world.said.out));
  expect(runs.map(({ name, counts }) => [name, counts.added])).toEqual([
    ["both.xlsx · May", 1],
    ["both.xlsx · June", 1],
  ]);
  expect(world.said.told).toContain("both.xlsx · 汇总");
});

test("IM9 a kind that cannot be imported is told with those that can", async () => {
  world.said.told = "";
  expect(await importCommand(["invoices", "x.csv"], world.system())).toBe(1);
  expect(world.said.told).toContain("orders | auto");
});
