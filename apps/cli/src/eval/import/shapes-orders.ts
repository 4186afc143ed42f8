import { type Fixture, orders } from "./fixture.ts";
import { chain } from "./shapes-chain.ts";
import {
  clock,
  type Dice,
  maskOf,
  type Order,
  ordersOf,
  paidFor,
  record,
  serial,
  worth,
  yuan,
} from "./world.ts";
import { encoded, separated, workbook } from "./write.ts";

const plain = (order: Order) => ({
  ...record({ ...order, postage: 0, discount: 0 }),
  lines: order.lines.map(({ title, quantity, price }) => ({ title, quantity, price: yuan(price) })),
});

/** A line a row with its price. */
function eachRow(dice: Dice): Fixture {
  const all = ordersOf(dice, 12);
  const rows = all.flatMap((order) =>
    order.lines.map(({ sku, title, quantity, price }) => [
      ...[order.number, clock(order.at), sku, title, String(quantity), `￥${yuan(price)}`],
      order.buyer.phone,
    ]),
  );
  const head = "订单编号 付款时间 商品编码 商品名称 数量 单价 买家手机号".split(" ");
  const text = separated([head, ...rows, ["合计", "", "", "", String(rows.length), "", ""]]);
  const mapping = Object.fromEntries(
    head.map((heading, i) => [
      heading,
      ["number", "at", "sku", "title", "quantity", "price", "phone"][i],
    ]),
  );
  const records = all.map((order) => ({ ...plain(order), phone: order.buyer.phone }));
  return {
    name: "a-row-a-line.csv",
    body: encoded(text, "gbk"),
    expected: orders(mapping, records),
  };
}

const MALL = "订单号 下单时间 买家昵称 商品标题 商品数量 运费 订单实付金额 团长 自提点".split(" ");
const MALL_FIELDS = "number at nickname title quantity postage paid leader pickup".split(" ");
const mallMapping = Object.fromEntries(MALL.map((heading, i) => [heading, MALL_FIELDS[i]]));
const mallRecord = (order: Order) => ({
  ...{ ...record(order), customer: order.buyer.nickname },
  ...{ leader: order.leader, pickup: order.pickup },
});

function mallRows(all: readonly Order[], again: boolean, at: (order: Order) => string) {
  return all.flatMap((order) =>
    order.lines.map(({ title, quantity }, i) => {
      const head = [order.number, at(order), order.buyer.nickname];
      const sums = [yuan(order.postage), yuan(paidFor(order)), order.leader, order.pickup];
      const shown = i === 0 || again;
      return [
        ...(shown ? head : ["", "", ""]),
        title,
        String(quantity),
        ...(shown ? sums : ["", "", "", ""]),
      ];
    }),
  );
}

/** The order's columns on its first row only. */
function merged(dice: Dice): Fixture {
  const all = ordersOf(dice, 14);
  const text = separated([MALL, ...mallRows(all, false, ({ at }) => clock(at))]);
  const expected = orders(mallMapping, all.map(mallRecord));
  return { name: "merged-cells.csv", body: encoded(text, "utf8-bom"), expected };
}

/** The same on every row, cut by tabs. */
function repeated(dice: Dice): Fixture {
  const all = ordersOf(dice, 14);
  const text = separated([MALL, ...mallRows(all, true, ({ at }) => clock(at))], "\t");
  const expected = orders(mallMapping, all.map(mallRecord));
  return { name: "sums-on-every-row.txt", body: encoded(text, "utf16le"), expected };
}

function book(dice: Dice): Fixture {
  const all = ordersOf(dice, 12);
  const rows = mallRows(all, false, ({ at }) => serial(at));
  let from = 3;
  const ranges = all.flatMap(({ lines }) => {
    const [first, last] = [from, from + lines.length - 1];
    from = last + 1;
    return lines.length === 1
      ? []
      : [..."ABCFGHI"].map((letter) => `${letter}${first}:${letter}${last}`);
  });
  const body = workbook([["三月订单导出"], MALL, ...rows], ranges);
  return { name: "merged-cells.xlsx", body, expected: orders(mallMapping, all.map(mallRecord)) };
}

/** Several goods in one cell. */
function oneCell(
  dice: Dice,
  [sign, times, encoding]: readonly [string, string, "utf8" | "utf16be"],
): Fixture {
  const all = ordersOf(dice, 15);
  const rows = all.map((order) => [
    ...[order.number, clock(order.at), order.buyer.nickname],
    order.lines.map(({ title, quantity }) => `${title}${times}${quantity}`).join(sign),
    ...[yuan(order.postage), yuan(paidFor(order)), "已发货"],
  ]);
  const head = "订单编号 创建时间 昵称 商品信息 运费 实收金额 订单状态".split(" ");
  const fields = "number at nickname items postage paid status".split(" ");
  const mapping = Object.fromEntries(head.map((heading, i) => [heading, fields[i]]));
  const records = all.map((order) => ({ ...record(order), customer: order.buyer.nickname }));
  const name = `one-cell-${encoding}.csv`;
  return {
    name,
    body: encoded(separated([head, ...rows]), encoding),
    expected: orders(mapping, records),
  };
}

/** Goods with packing and price in one cell, an order a row; no sum beside. */
function pricedCell(dice: Dice): Fixture {
  const all = ordersOf(dice, 10);
  const rows = all.map((order) => [
    ...[order.number, clock(order.at).replace(/-/g, "/"), order.buyer.phone],
    order.lines
      .map(({ title, quantity, price }) => `${title}(标准装)×${quantity} ¥${yuan(price)}`)
      .join("\n"),
  ]);
  const head = ["订单号", "下单时间", "联系电话", "商品明细"];
  const mapping = { 订单号: "number", 下单时间: "at", 联系电话: "phone", 商品明细: "items" };
  const records = all.map((order) => ({
    ...{ ...plain(order), phone: order.buyer.phone },
    lines: order.lines.map((line) => ({
      ...{ title: `${line.title}(标准装)`, quantity: line.quantity, price: yuan(line.price) },
    })),
  }));
  return {
    name: "priced-cell.csv",
    body: encoded(separated([head, ...rows]), "utf8"),
    expected: orders(mapping, records),
  };
}

/** Name, quantity and price each with as many lines in their cells. */
function sideBySide(dice: Dice): Fixture {
  const all = ordersOf(dice, 10);
  const lines = (order: Order, of: (line: Order["lines"][number]) => string) =>
    order.lines.map(of).join("\n");
  const rows = all.map((order) => [
    ...[order.number, clock(order.at), lines(order, ({ title }) => title)],
    lines(order, ({ quantity }) => String(quantity)),
    lines(order, ({ price }) => yuan(price)),
    ...[order.buyer.nickname, order.pickup],
  ]);
  const head = "交易单号 交易时间 商品 数量 价格 客户 提货点".split(" ");
  const mapping = {
    交易单号: "number",
    交易时间: "at",
    商品: "title",
    数量: "quantity",
    价格: "price",
    客户: "customer",
    提货点: "pickup",
  };
  const records = all.map((order) => ({
    ...plain(order),
    customer: order.buyer.nickname,
    pickup: order.pickup,
  }));
  const body = encoded(separated([head, ...rows], ";", "\n"), "utf8-bom");
  return { name: "side-by-side.csv", body, expected: orders(mapping, records) };
}

const STATUSES = [
  "已发货",
  "交易成功",
  "待付款",
  "已关闭",
  "退款中",
  "退款成功",
  "拼团未成",
  "部分退款",
];

/** Statuses in words; what came back beside them. */
function statuses(dice: Dice): Fixture {
  const all = ordersOf(dice, 24).map((order) => ({
    ...order,
    lines: order.lines.slice(0, 1),
    discount: 0,
  }));
  const told = all.map((order, i) => ({ order, status: STATUSES[i % STATUSES.length] ?? "" }));
  const back = ({ order, status }: (typeof told)[number]): number => {
    if (status === "退款成功") return paidFor(order);
    return status === "部分退款" ? Math.floor(worth(order.lines) / 4) : 0;
  };
  const rows = told.map(({ order, status }) => [
    ...[
      order.number,
      clock(order.at),
      order.lines[0]?.title ?? "",
      String(order.lines[0]?.quantity),
    ],
    ...[
      yuan(paidFor(order)),
      yuan(order.postage),
      status,
      yuan(back({ order, status })),
      order.buyer.id,
    ],
  ]);
  const head = "订单号 下单时间 商品名称 数量 实付金额 运费 交易状态 退款金额 会员编号".split(" ");
  const fields = "number at title quantity paid postage status refunded customer".split(" ");
  const mapping = Object.fromEntries(head.map((heading, i) => [heading, fields[i]]));
  const sold = told.filter(({ status }) => !["待付款", "已关闭", "拼团未成"].includes(status));
  const records = sold.map((one) => ({
    ...{ ...record(one.order), customer: one.order.buyer.id, refunded: yuan(back(one)) },
  }));
  const body = encoded(separated([head, ...rows]), "gbk");
  return {
    name: "statuses.csv",
    body,
    expected: orders(mapping, records, told.length - sold.length),
  };
}

/** Masked phones with names; prices, and what was taken off beside. */
function masked(dice: Dice): Fixture {
  const all = ordersOf(dice, 12);
  const rows = all.flatMap((order) =>
    order.lines.map(({ title, quantity, price }, i) => [
      ...[order.number, clock(order.at), title, `${quantity}份`, yuan(price)],
      ...(i === 0
        ? [
            yuan(order.discount),
            order.postage === 0 ? "免运费" : yuan(order.postage),
            yuan(paidFor(order)),
          ]
        : ["", "", ""]),
      ...[order.buyer.name, maskOf(order.buyer.phone)],
    ]),
  );
  const head =
    "订单编号,下单时间,商品名称,数量,单价,优惠金额,运费(元),实付金额(元),收货人,收货人手机号".split(
      ",",
    );
  const fields = "number at title quantity price discount postage paid name phone".split(" ");
  const mapping = Object.fromEntries(head.map((heading, i) => [heading, fields[i]]));
  const records = all.map((order) => ({
    ...record(order),
    name: order.buyer.name,
    phone: maskOf(order.buyer.phone),
  }));
  return {
    name: "masked.csv",
    body: encoded(separated([head, ...rows]), "utf8"),
    expected: orders(mapping, records),
  };
}

const wide = (text: string): string =>
  text.replace(/[0-9.]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** A title above, a heading of two lines, sums below; dates and numbers as people write them. */
function written(dice: Dice): Fixture {
  const all = ordersOf(dice, 9).map((order) => ({ ...order, lines: order.lines.slice(0, 1) }));
  const day = (at: number): string => {
    const [, y, m, d, h, min] = /^(\d+)-(\d+)-(\d+) (\d+):(\d+)/.exec(clock(at)) ?? [];
    return `${y}年${Number(m)}月${Number(d)}日 ${Number(h)}:${min}`;
  };
  const rows = all.map((order) => {
    const [line] = order.lines;
    return [
      order.number,
      day(order.at),
      line?.title ?? "",
      wide(String(line?.quantity)),
      `￥${wide(yuan(line?.price ?? 0))}`,
      order.buyer.nickname,
    ];
  });
  const table = [
    ["幸福里社区团购 订单表", "", "", "", "", ""],
    ["订单号", "下单时间", "商品", "", "", "买家"],
    ["", "", "名称", "数量", "单价", ""],
    ...rows,
    ["总计", "", "", "99", "", ""],
  ];
  const mapping = {
    订单号: "number",
    下单时间: "at",
    名称: "title",
    数量: "quantity",
    单价: "price",
    买家: "customer",
  };
  const records = all.map((order) => ({ ...plain(order), customer: order.buyer.nickname }));
  return {
    name: "as-people-write.csv",
    body: encoded(separated(table), "gbk"),
    expected: orders(mapping, records),
  };
}

function english(dice: Dice): Fixture {
  const all = ordersOf(dice, 12);
  const rows = all.flatMap((order) =>
    order.lines.map(({ sku, title, quantity, price }) => [
      ...[
        title,
        sku,
        yuan(price),
        String(quantity),
        order.number,
        `${clock(order.at)}:00`,
        order.buyer.id,
        "CNY",
      ],
    ]),
  );
  const head = [
    "Product Name",
    "SKU",
    "Unit Price",
    "Qty",
    "Order No",
    "Created At",
    "Customer ID",
    "Currency",
  ];
  const fields = "title sku price quantity number at customer currency".split(" ");
  const mapping = Object.fromEntries(head.map((heading, i) => [heading, fields[i]]));
  const records = all.map((order) => ({ ...plain(order), customer: order.buyer.id }));
  return {
    name: "english.csv.gz",
    body: encoded(separated([head, ...rows]), "gzip"),
    expected: orders(mapping, records),
  };
}

/** Totals without prices, discount and postage beside, and some rows that cannot be read. */
function totals(dice: Dice): Fixture {
  const all = ordersOf(dice, 16).map((order) => ({ ...order, lines: order.lines.slice(0, 1) }));
  const torn = (i: number): boolean => i % 5 === 3;
  const rows = all.map((order, i) => [
    ...[
      order.number,
      torn(i) ? "待定" : clock(order.at),
      order.lines[0]?.title ?? "",
      String(order.lines[0]?.quantity),
    ],
    ...[yuan(worth(order.lines)), yuan(order.discount), yuan(order.postage), order.buyer.nickname],
  ]);
  const head = "单号 支付时间 品名 件数 商品总价 优惠 邮费 微信昵称".split(" ");
  const fields = "number at title quantity amount discount postage nickname".split(" ");
  const mapping = Object.fromEntries(head.map((heading, i) => [heading, fields[i]]));
  const records = all
    .filter((_, i) => !torn(i))
    .map((order) => ({ ...record(order), customer: order.buyer.nickname }));
  const refused = all.filter((_, i) => torn(i)).length;
  return {
    name: "totals.csv",
    body: encoded(separated([head, ...rows], ","), "utf8-bom"),
    expected: orders(mapping, records, refused),
  };
}

/** Fixtures of orders, each of another shape. */
export const orderShapes = (dice: Dice): readonly Fixture[] => [
  ...[eachRow(dice), merged(dice), repeated(dice), book(dice)],
  oneCell(dice, [";", "*", "utf8"]),
  oneCell(dice, ["，", " ×", "utf16be"]),
  ...[
    pricedCell(dice),
    sideBySide(dice),
    statuses(dice),
    masked(dice),
    written(dice),
    english(dice),
  ],
  ...[totals(dice), chain(dice, false), chain(dice, true)],
];
