import type { Fixture } from "./fixture.ts";
import { type Dice, maskOf, peopleOf, thingsOf, yuan } from "./world.ts";
import {
  archived,
  type Encoding,
  encoded,
  type Rows,
  separated,
  sheets,
  workbook,
} from "./write.ts";

type List = {
  readonly kind: string;
  readonly rows: Rows;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly records: readonly object[];
};

const mappingOf = (head: readonly string[], fields: string): List["mapping"] =>
  Object.fromEntries(head.map((heading, i) => [heading, fields.split(" ")[i] ?? null]));

const written = (
  name: string,
  list: List,
  [encoding, delimiter = ","]: readonly [Encoding, string?],
): Fixture => ({
  name,
  body: encoded(separated(list.rows, delimiter), encoding),
  expected: { kind: list.kind, mapping: list.mapping, records: list.records, refused: 0 },
});

const asBook = (name: string, list: List, title: string): Fixture => ({
  name,
  body: workbook([[title], ...list.rows]),
  expected: { kind: list.kind, mapping: list.mapping, records: list.records, refused: 0 },
});

const LEVELS = ["普通会员", "金卡", "钻石"];

function customers(dice: Dice): List {
  const head = "会员编号 姓名 手机号 微信昵称 会员等级 积分 生日".split(" ");
  const all = peopleOf(dice, 15).map((person, i) => ({
    ...{ person, level: LEVELS[i % 3] ?? "", points: dice.below(5_000) },
    birthday: `19${80 + (i % 15)}-0${1 + (i % 9)}-1${i % 10}`,
  }));
  return {
    kind: "customers",
    mapping: mappingOf(head, "id name phone nickname level points birthday"),
    rows: [
      head,
      ...all.map(({ person, level, points, birthday }) => [
        ...[person.id, person.name, person.phone, person.nickname, level, String(points), birthday],
      ]),
    ],
    records: all.map(({ person, level, points, birthday }) => ({
      ...{ id: person.id, name: person.name, phone: person.phone, nickname: person.nickname },
      ...{ level, points: String(points), birthday },
    })),
  };
}

/** Nobody has a number of the shop's own; phones are masked. */
function maskedCustomers(dice: Dice): List {
  const head = ["客户姓名", "联系电话", "所在城市", "备注"];
  const all = peopleOf(dice, 10);
  return {
    kind: "customers",
    mapping: mappingOf(head, "name phone city note"),
    rows: [head, ...all.map(({ name, phone }) => [name, maskOf(phone), "杭州", "爱吃辣"])],
    records: all.map(({ name, phone }) => ({
      name,
      phone: maskOf(phone),
      city: "杭州",
      note: "爱吃辣",
    })),
  };
}

function goods(dice: Dice): List {
  const head = "商品编码 商品名称 商品分类 售价 会员价 成本价 库存".split(" ");
  const all = thingsOf(dice, 12).map((thing, i) => ({
    ...thing,
    stock: dice.below(200),
    category: i % 2 === 0 ? "水果" : "粮油",
  }));
  return {
    kind: "goods",
    mapping: mappingOf(head, "sku title category price member cost stock"),
    rows: [
      head,
      ...all.map(({ sku, title, category, price, stock }) => [
        ...[
          sku,
          title,
          category,
          `¥${yuan(price)}`,
          yuan(price - 100),
          yuan(price - 250),
          String(stock),
        ],
      ]),
    ],
    records: all.map(({ sku, title, category, price, stock }) => ({
      ...{
        sku,
        title,
        category,
        price: yuan(price),
        member: yuan(price - 100),
        cost: yuan(price - 250),
        stock,
      },
    })),
  };
}

/** One product in several packings. */
function packings(dice: Dice): List {
  const head = "商品ID 商品标题 规格 规格编码 价格 佣金比例".split(" ");
  const all = thingsOf(dice, 6).flatMap(({ title, price }, i) =>
    ["小份", "大份"].map((spec, k) => ({
      ...{ product: `P${700 + i}`, title, spec, sku: `P${700 + i}-${k}`, price: price * (k + 1) },
    })),
  );
  return {
    kind: "goods",
    mapping: mappingOf(head, "product title spec sku price share"),
    rows: [
      head,
      ...all.map((one) => [one.product, one.title, one.spec, one.sku, yuan(one.price), "8%"]),
    ],
    records: all.map((one) => ({ ...one, price: yuan(one.price), share: "8%" })),
  };
}

function stock(dice: Dice): List {
  const head = ["货号", "品名", "可用库存"];
  const all = thingsOf(dice, 14).map(({ sku, title }) => ({ sku, title, stock: dice.below(900) }));
  return {
    kind: "stock",
    mapping: mappingOf(head, "sku title stock"),
    rows: [head, ...all.map((one) => [one.sku, one.title, `${one.stock}`])],
    records: all.map(({ sku, stock: many }) => ({ sku, stock: many })),
  };
}

function commission(dice: Dice): List {
  const head = "适用范围 适用对象 佣金比例 生效时间 失效时间".split(" ");
  const all = [
    { scope: "全店", subject: "", share: `${3 + dice.below(4)}%` },
    { scope: "类目", subject: "水果", share: "8.5%" },
    ...thingsOf(dice, 5).map(({ sku }) => ({
      scope: "商品",
      subject: sku,
      share: `${6 + dice.below(9)}%`,
    })),
  ];
  return {
    kind: "commission",
    mapping: mappingOf(head, "scope subject share from until"),
    rows: [
      head,
      ...all.map((one) => [one.scope, one.subject, one.share, "2026年3月1日", "2026-12-31"]),
    ],
    records: all.map((one) => ({ ...one, from: "2026-03-01", until: "2026-12-31" })),
  };
}

const GROUPS = ["幸福里团购群", "河畔花园邻里群", "东门水果群"];

function communities(dice: Dice): List {
  const head = ["群名称", "群编号", "群人数", "渠道"];
  const all = GROUPS.map((community, i) => ({
    community,
    code: `G${10 + i}`,
    size: 50 + dice.below(300),
    channel: "企业微信",
  }));
  return {
    kind: "communities",
    mapping: mappingOf(head, "community code size channel"),
    rows: [head, ...all.map((one) => [one.community, one.code, String(one.size), one.channel])],
    records: all,
  };
}

function members(dice: Dice): List {
  const head = ["群名称", "群昵称", "手机号", "入群时间"];
  const people = peopleOf(dice, 9);
  const all = people.map((person, i) => ({ person, community: GROUPS[Math.floor(i / 3)] ?? "" }));
  return {
    kind: "members",
    mapping: mappingOf(head, "community nickname phone joined"),
    rows: [
      head,
      ...all.map(({ person, community }, i) => [
        i % 3 === 0 ? community : "",
        person.nickname,
        person.phone,
        "2026/2/1 9:30",
      ]),
    ],
    records: all.map(({ person, community }) => ({ community, phone: person.phone })),
  };
}

function packed(dice: Dice): Fixture {
  const lists = [customers(dice), goods(dice), communities(dice), commission(dice)];
  const files = lists.map((list, i) => ({
    name: `${["客户", "商品", "社群", "佣金"][i]}.csv`,
    body: encoded(separated(list.rows), i % 2 === 0 ? "gbk" : "utf8-bom"),
  }));
  return {
    name: "lists.zip",
    body: archived([...files, { name: "说明.pdf", body: Buffer.from("%PDF-1.4") }]),
    expected: {
      records: Object.fromEntries(lists.map(({ kind, records }) => [kind, records])),
      mapping: Object.assign({}, ...lists.map(({ mapping }) => mapping)),
      refused: 0,
    },
  };
}

/** One workbook of several lists, as programs of stock write them, with instructions before and a sum behind. */
function bound(dice: Dice): Fixture {
  const lists = { 会员: customers(dice), 商品: goods(dice), 群: communities(dice) };
  const tables = Object.entries(lists).map(([name, { rows }]) => [name, rows] as const);
  return {
    name: "lists.xlsx",
    body: sheets({
      填写说明: [["请按模板填写，不要改列名"]],
      ...Object.fromEntries(tables),
      会员汇总: [
        ["会员数", "累计消费"],
        ["12", "1234.5"],
      ],
    }),
    expected: {
      records: Object.fromEntries(Object.values(lists).map(({ kind, records }) => [kind, records])),
      mapping: Object.assign({}, ...Object.values(lists).map(({ mapping }) => mapping)),
      refused: 0,
    },
  };
}

/** Fixtures of every kind of list but orders. */
export const listShapes = (dice: Dice): readonly Fixture[] => [
  written("customers.csv", customers(dice), ["gbk"]),
  asBook("customers.xlsx", customers(dice), "会员资料导出"),
  written("customers-masked.csv", maskedCustomers(dice), ["utf8"]),
  written("goods.csv", goods(dice), ["utf8-bom"]),
  asBook("goods.xlsx", goods(dice), "商品表"),
  written("goods-packings.txt", packings(dice), ["utf8", "\t"]),
  written("stock.csv", stock(dice), ["gbk", ";"]),
  asBook("stock.xlsx", stock(dice), "库存盘点"),
  written("commission.csv", commission(dice), ["utf16le", "\t"]),
  written("communities.csv", communities(dice), ["utf8"]),
  written("members.csv", members(dice), ["gbk"]),
  packed(dice),
  bound(dice),
];
