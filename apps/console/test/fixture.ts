import type { Answer, Answers } from "@zhongshu/testing";
import { me, answers as phone, rising, SHOP } from "../../h5/test/fixture.ts";
import { changed, FORMS, NO_FORMS } from "./forms.ts";
import { PRIVACY, refusing } from "./privacy.ts";
import { NO_PROOF, PROOF } from "./proof.ts";
import { PERSON_TAGS, PRICE_ROWS, previewOf, TAGGED, UNTAGGED } from "./tags.ts";

export { SHOP };

const yuan = (amount: number) => ({ minor: Math.round(amount * 100), currency: "CNY" });
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);
const uuid = (n: number) => `018f3c1e-0000-7000-8000-${String(n).padStart(12, "0")}`;
const ALL = [
  ...["shop.enter", "cards.read", "cards.act"],
  ...["people.read", "people.write", "people.erase"],
  ...["goods.read", "goods.write", "orders.read", "events.read", "events.mend"],
  ...["imports.read", "imports.run"],
  "keys.manage",
  "members.manage",
  "audit.read",
];
const signedInWithout = (without?: string) => {
  const permissions = ALL.filter((each) => each !== without);
  return { ...me, shops: me.shops.map((shop) => ({ ...shop, permissions })) };
};

export const overview = {
  figures: [
    {
      key: "people",
      title: { zh: "客户", en: "Customers" },
      value: "2,481",
      opens: "/people",
      note: { zh: "近 30 天来过 1,204 人", en: "1,204 seen in 30 days" },
    },
    {
      key: "orders",
      title: { zh: "订单", en: "Orders" },
      value: "18,532",
      opens: "/orders",
      note: null,
    },
    {
      key: "goods",
      title: { zh: "在售商品", en: "Products on sale" },
      value: "312",
      opens: "/goods",
      note: { zh: "12 款没有佣金规则", en: "12 without a commission rule" },
    },
    {
      key: "cards",
      title: { zh: "今日机会", en: "Cards today" },
      value: "2",
      opens: "/cards",
      note: null,
    },
    {
      key: "events",
      title: { zh: "今天的事件", en: "Events today" },
      value: "9,307",
      opens: "/events",
      note: null,
    },
    {
      key: "dead",
      title: { zh: "没收下的事件", en: "Refused events" },
      value: "3",
      opens: "/events?tab=dead",
      note: { zh: "改好后可以重新收下", en: "Mend them to store them" },
    },
  ],
};

const NAMES = [
  "林小鹿",
  "糖糖妈妈",
  "阿哲",
  "王美丽",
  null,
  "名字特别特别长的一位热心肠的宝妈同时也是团长",
  "果果爸",
  "Echo",
];
const STAGES = ["visitor", "new", "active", "silent", "lost"];
export const person = (n: number) => ({
  id: uuid(500 + n),
  name: NAMES[n % NAMES.length] ?? null,
  userId: `wx_${8000 + n}`,
  stage: STAGES[n % 5],
  firstSeen: at(1, 9),
  lastSeen: at(23, 20, n),
  events: 60 + n,
  orders: n,
  spent: n === 0 ? null : yuan(n * 88.5),
  lastOrderAt: n === 0 ? null : at(20, 21),
  rfm: n === 0 ? null : { r: 5, f: 3, m: 4 },
  interests: [
    { category: "辅食", share: 0.46 },
    { category: "纸尿裤", share: 0.27 },
    { category: "绘本", share: 0.15 },
    { category: "儿童防晒", share: 0.12 },
  ],
  hours: Array.from({ length: 24 }, (_, h) => Math.max(0, 14 - Math.abs(h - 20) * 3)),
  communities: [{ id: uuid(9), name: "宝妈 3 群", source: "wecom" }],
  traits: { 宝宝月龄: 8, 城市: "杭州" },
});
const timeline = {
  entries: [
    {
      messageId: "m1",
      type: "product_viewed",
      at: at(23, 20),
      properties: { product: "p-rice", category: "辅食" },
    },
    {
      messageId: "m2",
      type: "order_paid",
      at: at(20, 21),
      properties: { number: "E2026112000871", amount: yuan(118) },
    },
  ],
};

const sku = {
  id: "p-rice-225",
  name: "225g",
  listPrice: yuan(89),
  memberPrice: yuan(79),
  afterCoupon: {
    price: yuan(59.9),
    condition: { zh: "领满 79 减 20 券", en: "20 off 79" },
    validUntil: at(25, 22),
  },
  stock: 126,
  priceSource: { row: "goods.price 2219", at: at(22, 9), source: "catalogue" },
};
const product = {
  id: "p-rice",
  title: rising.product.title,
  category: "辅食",
  pictures: [],
  stage: "open",
  previewAt: null,
  opensAt: at(23, 10),
  closesAt: at(25, 22),
  window: {
    previewAt: null,
    opensAt: at(23, 10),
    closesAt: at(25, 22),
    encoreFrom: null,
    encoreUntil: null,
  },
  commission: { bp: 1200 },
  skus: [sku, { ...sku, id: "p-rice-500", name: "500g 家庭装", afterCoupon: null, stock: 40 }],
};
const goods = [
  product,
  {
    ...product,
    id: "p-nappy",
    title: "云柔超薄透气纸尿裤 L 码 54 片",
    category: null,
    stage: "always",
    opensAt: null,
    closesAt: null,
    window: null,
    commission: null,
    skus: [
      { ...sku, id: "n", afterCoupon: null, memberPrice: null, listPrice: yuan(129), stock: null },
    ],
  },
];

const order = (n: number) => ({
  id: `o${n}`,
  source: "mall",
  number: `E20261120${1000 + n}`,
  at: at(20, 10, n),
  profile: n % 3 === 0 ? null : uuid(500 + n),
  customer: n % 3 === 0 ? null : `m-${500 + n}`,
  ...{ total: yuan(118 + n), refunded: yuan(n % 4 === 0 ? 59 : 0) },
  ...{ leader: "王姐", pickup: "东门店", community: null, note: null },
  lines: [
    {
      ordinal: 0,
      sku: "p-rice-225",
      title: "有机胚芽米粉 225g",
      quantity: 2,
      unitPrice: yuan(59),
      kind: "goods",
    },
    { ordinal: 1, sku: "post", title: "运费", quantity: 1, unitPrice: yuan(0), kind: "service" },
  ],
});

export const event = (seq: number, type = "product_viewed") => ({
  seq,
  messageId: `msg-${seq}`,
  type,
  at: at(23, 20, seq % 60),
  receivedAt: at(23, 20, seq % 60),
  profile: uuid(501),
  anonymousId: "a-77",
  userId: seq % 2 === 0 ? "wx_8001" : null,
  properties: { product: "p-rice", category: "辅食", community: "宝妈 3 群" },
});
export const deadLetter = {
  id: uuid(700),
  receivedAt: at(23, 19),
  reason: {
    code: "event.properties",
    zh: 'order_paid 的 amount.minor 应是整数（分），收到的是 "59.9"。',
    en: "amount.minor of order_paid must be an integer.",
  },
  event: {
    type: "track",
    event: "order_paid",
    properties: { number: "E1", amount: { minor: "59.9", currency: "CNY" } },
  },
  mendedAt: null,
};

const fields = [
  ["number", "订单号"],
  ["at", "下单时间"],
  ["sku", "商品编码"],
  ["title", "商品名称"],
  ["quantity", "数量"],
  ["unitPrice", "单价"],
  ["customer", "客户"],
].map(([field = "", zh = ""], i) => ({ field, zh, en: field, required: i !== 6 }));
const column = (name: string, field: string | null, confidence: number, samples: string[]) => ({
  column: name,
  field,
  confidence,
  samples,
});
const nothing = { refused: 0, leftOut: 0, refunds: 0, adjustments: 0 };
const none = { ...nothing, rows: 0, accepted: 0, orders: 0, added: 0 };
export const mapped = {
  id: uuid(800),
  kind: "orders",
  name: "有赞订单导出 2026-11.csv",
  state: "mapped",
  dryRun: false,
  source: "mall",
  currency: "CNY",
  fields,
  bytes: 4_100_000,
  bytesRead: 0,
  counts: none,
  refusedSample: [],
  ...{ problem: null, undo: null, rememberedAt: null },
  startedAt: null,
  endedAt: null,
  columns: [
    column("订单编号", "number", 0.99, ["E2026112000871", "E2026112000872"]),
    column("下单时间", "at", 0.97, ["2026-11-20 21:03:11"]),
    column("商品编码", "sku", 0.93, ["p-rice-225"]),
    column("商品名称", "title", 0.98, ["有机胚芽米粉 225g"]),
    column("数量", "quantity", 0.99, ["2", "1"]),
    column("实付单价", "unitPrice", 0.62, ["¥59.00", "¥129.00"]),
    column("买家备注", null, 0, ["尽快发货", ""]),
  ],
};
const counts = {
  rows: 12_420,
  accepted: 12_391,
  ...{ refused: 29, leftOut: 12 },
  refunds: 204,
  adjustments: 31,
  orders: 4_310,
  added: 12_391,
};
export const running = {
  ...mapped,
  id: uuid(801),
  state: "running",
  bytesRead: 1_700_000,
  counts: { ...counts, rows: 5_200, accepted: 5_190, refused: 10, added: 5_190 },
  startedAt: at(23, 21),
};
export const done = {
  ...mapped,
  id: uuid(802),
  state: "done",
  bytesRead: 4_100_000,
  counts,
  startedAt: at(22, 9),
  endedAt: at(22, 9),
  refusedSample: [
    {
      row: 118,
      reason: { zh: "单价是负数，退款请写在退款单里", en: "Negative price" },
      raw: "E2026110200018,p-rice-225,-59.00,1",
    },
    {
      row: 2045,
      reason: { zh: "下单时间读不出来", en: "Unreadable time" },
      raw: "E2026110300201,p-nappy,129,1,昨天晚上",
    },
  ],
};

const keys = [
  {
    id: uuid(950),
    ...{ kind: "browser", name: "小程序前端", prefix: "zsb_7f3a" },
    ...{ createdAt: at(1, 9), revokedAt: null },
  },
  {
    id: uuid(951),
    kind: "server",
    name: "ERP 同步",
    prefix: "zss_91c0",
    createdAt: at(1, 9),
    revokedAt: at(9, 9),
  },
];

const EMPTY: Readonly<Record<string, unknown>> = {
  overview: { figures: overview.figures.map((figure) => ({ ...figure, value: "0" })) },
  people: { people: [], next: null },
  goods: { goods: [], next: null },
  orders: { orders: [], next: null },
  events: { events: [] },
  "dead-letters": { deadLetters: [] },
  imports: { imports: [] },
  keys: [],
  ...NO_FORMS,
  ...NO_PROOF,
  ...UNTAGGED,
};
const FULL: Readonly<Record<string, unknown>> = {
  overview,
  people: { people: Array.from({ length: 14 }, (_, n) => person(n)), next: "c2" },
  goods: { goods, next: null },
  orders: { orders: Array.from({ length: 9 }, (_, n) => order(n)), next: null },
  events: {
    events: Array.from({ length: 24 }, (_, n) =>
      event(n + 1, n % 5 === 0 ? "order_paid" : undefined),
    ),
  },
  "dead-letters": { deadLetters: [deadLetter] },
  imports: { imports: [running, done, mapped] },
  keys,
  ...FORMS,
  ...PROOF,
  ...TAGGED,
  [`people/${uuid(501)}`]: person(1),
  [`people/${uuid(501)}/timeline`]: timeline,
  ...PRIVACY,
  [`people/${uuid(501)}/tags`]: PERSON_TAGS,
  [`people/${uuid(501)}/tags/price/rows`]: PRICE_ROWS,
  "segments/preview": previewOf([person(1), person(2)]),
  "goods/p-rice": product,
  [`imports/${mapped.id}`]: mapped,
  [`imports/${running.id}`]: running,
  [`imports/${done.id}`]: done,
};

export type Scene = {
  readonly kind?: "normal" | "empty" | "broken" | "out";
  /** What the person may not do. */
  readonly without?: string;
  readonly asked?: string[];
};

function inShop(scene: Scene, method: string, rest: string): Answer | null {
  const page = rest.replace(/\?.*/, "");
  if (page === "events/live")
    return { stream: scene.kind === "empty" ? [] : [event(25), event(26, "order_placed")] };
  if (method === "POST" && page === "imports") return { body: { ...mapped, others: [], left: [] } };
  if (method === "POST" && page === "keys")
    return { body: { key: keys[0], secret: "zsb_7f3aQx2m9LpW4vT8" } };
  if (page === "segments/preview" || page.endsWith("/erasure")) return { body: FULL[page] };
  const written = method === "GET" ? null : changed(method, page);
  if (written !== null) return written;
  const body = (scene.kind === "empty" ? EMPTY[page] : undefined) ?? FULL[page];
  return body === undefined ? null : { body };
}

/** The server as the console sees it; sign-in and cards answer as for the phone. */
export function answers(scene: Scene = {}): Answers {
  const likePhone = phone(scene);
  const refused = refusing();
  return (request) => {
    const rest = request.path.match(/^\/shops\/[^/]+\/(.*)$/)?.[1];
    const auth = likePhone(request);
    if (auth !== null && "status" in auth && auth.status === 401) return auth;
    if (request.path === "/me") return { body: signedInWithout(scene.without) };
    if (rest === undefined || rest.startsWith("cards")) return auth;
    scene.asked?.push(`${request.method} ${rest} ${request.body}`);
    const word = refused(request.method, rest);
    if (word !== null) return { body: word };
    return scene.kind === "broken" ? auth : inShop(scene, request.method, rest);
  };
}
