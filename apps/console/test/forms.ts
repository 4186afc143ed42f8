import type { Answer } from "@zhongshu/testing";
import { SHOP } from "../../h5/test/fixture.ts";

const uuid = (n: number) => `018f3c1e-0000-7000-8000-${String(n).padStart(12, "0")}`;
const day = (n: number) => Date.UTC(2026, 10, n, -8);

const rule = (id: number, subject: string, bp: number) => ({
  id,
  scope: subject === "" ? "shop" : "category",
  subject,
  bp,
  validFrom: Date.UTC(2020, 0, id, -8),
  validUntil: null,
});
const rules = [
  rule(1, "", 800),
  rule(2, "", 1000),
  { ...rule(3, "辅食", 1500), validUntil: Date.UTC(2021, 0, 1, -8) },
  { ...rule(4, "", 1200), validFrom: Date.UTC(2090, 0, 1, -8) },
  { ...rule(5, "p-rice", 1850), scope: "product" },
  {
    ...{ id: 6, scope: "category", subject: "粮油", each: { minor: 300, currency: "CNY" } },
    ...{ validFrom: Date.UTC(2020, 0, 6, -8), validUntil: null },
  },
];

export const mothers = {
  id: uuid(1100),
  code: "mothers-3",
  name: "宝妈 3 群",
  channel: "wecom",
  size: 480,
  known: 216,
};
const communities = [
  mothers,
  { ...mothers, id: uuid(1101), name: "城南邻居团", channel: "wechat", size: null, known: 0 },
];

const member = (n: number, over: object) => ({
  id: uuid(1200 + n),
  phone: `+861380000800${n}`,
  name: "小满",
  role: "admin",
  shops: [],
  createdAt: day(1),
  ...over,
});
const members = [
  member(1, {}),
  member(2, { name: "阿哲", role: "owner", shops: [SHOP] }),
  member(3, { name: "糖糖", role: "agent", shops: [SHOP] }),
];
const organisation = {
  id: uuid(1300),
  name: "山野生活集团",
  shops: [
    { id: SHOP, name: "小满的母婴好物铺" },
    { id: uuid(2), name: "城南妈妈团" },
  ],
};

const SISTER = uuid(2);
const team = {
  leaders: [
    { id: 1, shop: SHOP, leader: SISTER, validFrom: day(1) },
    { id: 2, shop: SHOP, leader: null, validFrom: Date.UTC(2089, 11, 31, 16) },
  ],
  shares: [
    { id: 1, level: 1, bp: 200, validFrom: day(1) },
    { id: 2, level: 1, bp: 300, validFrom: day(2) },
  ],
};
const worth = { estimated: 0, pending: 0, settled: 128_600 };
const statement = {
  ...{ month: "2026-11", asOf: day(20), currency: "CNY", returnMs: 604_800_000 },
  ...{ opening: worth, movements: [], closing: worth, earned: 128_600, reasons: [] },
  ...{ before: { from: 0, until: 1, earned: 0 }, unruled: 0, foreign: 0 },
};

export const FORMS: Readonly<Record<string, unknown>> = {
  commission: { rules, currencies: ["CNY"] },
  communities,
  members,
  ...{ organisation, team, statement },
};
export const NO_FORMS: Readonly<Record<string, unknown>> = {
  commission: { rules: [], currencies: [] },
  communities: [],
  organisation: { ...organisation, shops: organisation.shops.slice(0, 1) },
  team: { leaders: [], shares: [] },
};

const lastAdmin: Answer = {
  status: 409,
  body: {
    code: "member.last-admin",
    message: {
      zh: "这是最后一位管理员，不能移除，也不能换成别的角色。",
      en: "The last one stays.",
    },
    next: { zh: "请先添加另一位管理员。", en: "Add another administrator first." },
  },
};

/** What a change answers; null where it answers what a reader would get. */
export function changed(method: string, page: string): Answer | null {
  if (method === "PUT" && page.startsWith("goods/")) return null;
  if (page.endsWith("/members")) return { body: { added: 1, already: 1, unknown: ["wx_nobody"] } };
  if (page === `members/${uuid(1201)}`) return lastAdmin;
  if (page === "hold-out") return { body: { share: 0.08 } };
  return { body: {} };
}
