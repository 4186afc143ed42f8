import type { Card, Today } from "@zhongshu/brain/contract";
import type { Answers } from "@zhongshu/testing";

export const SHOP = "018f3c1e-0000-7000-8000-000000000001";
const OTHER = "018f3c1e-0000-7000-8000-000000000002";
const ORGANISATION = { id: "018f3c1e-0000-7000-8000-0000000000aa", name: "山野生活集团" };
const yuan = (amount: number) => ({ minor: Math.round(amount * 100), currency: "CNY" });
const at = (month: number, day: number, hour: number) => Date.UTC(2026, month - 1, day, hour - 8);

export const me = {
  user: { id: "u1", phone: "138****8001" },
  mayOpen: false,
  shops: [
    {
      id: SHOP,
      name: "小满的母婴好物铺",
      organisation: ORGANISATION,
      role: "owner",
      permissions: ["cards.read", "cards.act", "people.write"],
    },
    {
      id: OTHER,
      name: "城南妈妈团",
      organisation: ORGANISATION,
      role: "owner",
      permissions: ["cards.read"],
    },
  ],
};

export const rising: Card = {
  id: "018f3c1e-0000-7000-8000-000000000101",
  kind: "rising-attention",
  shop: SHOP,
  day: "2026-11-23",
  headline: {
    zh: "「有机辅食」在宝妈 3 群热起来了",
    en: "Organic baby food is warming up in Mothers 3",
  },
  commission: {
    known: true,
    low: yuan(90),
    high: yuan(260),
    basis: {
      zh: "按 41 位感兴趣的客户、佣金 12% 估算，扣掉往常的退货",
      en: "41 interested customers at 12 %, net of usual returns",
    },
  },
  promises: {
    orders: { known: true, low: 9, high: 26, basis: { zh: "照以前 8 次", en: "By 8 tries" } },
    worth: { known: false, why: { zh: "还没有发过。", en: "Not tried yet." } },
  },
  change: {
    zh: "近 7 天看辅食的人比前一周多了 35%，全平台同期只多 4%。",
    en: "35 % more people looked at baby food this week; the whole platform grew 4 %.",
  },
  reason: {
    zh: "因为群里 41 人近 7 天看过辅食，比往常多 11 人，而且不是大促带来的。",
    en: "41 members looked at baby food in 7 days, 11 more than usual, and no promotion explains it.",
  },
  features: [
    {
      name: { zh: "看过辅食的人", en: "People who looked" },
      value: { zh: "41 人", en: "41 people" },
    },
    { name: { zh: "比前一周", en: "Against last week" }, value: { zh: "+35%", en: "+35%" } },
    { name: { zh: "全平台同期", en: "Platform meanwhile" }, value: { zh: "+4%", en: "+4%" } },
  ],
  product: {
    product: "p-rice",
    sku: "p-rice-225",
    title: "秋田满满有机胚芽米粉 225g 高铁营养宝宝辅食",
    pictures: [],
    listPrice: yuan(89),
    memberPrice: yuan(79),
    afterCoupon: {
      price: yuan(59.9),
      condition: { zh: "领满 79 减 20 券，每人限 2 件", en: "20 off 79, two each" },
      validUntil: at(11, 25, 22),
    },
    stage: "open",
    opensAt: at(11, 23, 10),
    closesAt: at(11, 25, 22),
    ...{ stock: 126, stockAt: at(11, 23, 10) },
  },
  audience: {
    community: "宝妈 3 群 · 6–12 月龄",
    size: 41,
    who: { zh: "近 7 天看过辅食、还没下单的群成员", en: "Members who looked but have not ordered" },
  },
  sent: null,
  bestHour: {
    hour: 20,
    basis: {
      zh: "这个群 20 点到 21 点最活跃，占全天 23%",
      en: "This group is liveliest 20–21, 23 % of the day",
    },
  },
  drafts: [
    {
      style: "expert",
      form: "group",
      madeBy: "template",
      words: "{{price:p-rice-225}}",
      filled:
        "宝宝 6 个月后需要从辅食里补铁。这款有机胚芽米粉每 100g 含铁 7.8mg，独立小袋冲调方便。\n今天券后 ¥59.9，库存 126 件，25 日 22 点结束。\n月龄不同冲调浓度不一样，群里可以问我。",
    },
    {
      style: "warm",
      form: "group",
      madeBy: "template",
      words: "{{price:p-rice-225}}",
      filled:
        "看到好几位宝妈在看米粉，我家老二当时也是这个阶段～这款细腻好冲，先试一小袋看看宝宝接受不。\n券后 ¥59.9，需要的姐妹跟我说一声，我帮你留。",
    },
    {
      style: "witty",
      form: "group",
      madeBy: "model",
      words: "{{price:p-rice-225}}",
      filled: "干饭人从小培养：第一口米粉，安排！\n券后 ¥59.9，今晚开饭。\n「AI 生成」",
    },
  ],
  evidence: [
    {
      key: "viewers",
      title: { zh: "近 7 天看过辅食的群成员", en: "Members who looked in 7 days" },
      figure: { zh: "41 人", en: "41" },
      check: {
        sql: "select profile, day, touches\nfrom people.attention\nwhere shop = $1 and category = $2\n  and day between $3 and $4\norder by touches desc",
        values: [SHOP, "辅食", "2026-11-16", "2026-11-22"],
      },
    },
    {
      key: "platform",
      title: { zh: "全平台同期变化", en: "Platform meanwhile" },
      figure: { zh: "+4%", en: "+4%" },
      check: {
        sql: "select count(distinct profile) from people.attention where category = $1",
        values: ["辅食"],
      },
    },
  ],
};

export const due: Card = {
  ...rising,
  id: "018f3c1e-0000-7000-8000-000000000102",
  kind: "due-again",
  headline: { zh: "18 位客户的纸尿裤快用完了", en: "18 customers are about to run out of nappies" },
  commission: {
    known: false,
    why: {
      zh: "这个商品还没有佣金规则，补上后就能估算。",
      en: "No commission rule yet; add one to estimate.",
    },
  },
  promises: {
    orders: { known: true, low: 9, high: 16, basis: { zh: "按以前", en: "By the past" } },
    worth: {
      ...{ known: true, low: yuan(-13), middle: yuan(40), high: yuan(90) },
      basis: { zh: "照以前 12 次的结果", en: "By 12 results" },
    },
  },
  change: {
    zh: "他们平均 28 天买一次，距上次已经 26 天。",
    en: "They buy every 28 days; the last time was 26 days ago.",
  },
  product: {
    ...rising.product,
    product: "p-nappy",
    title: "云柔超薄透气纸尿裤 L 码 54 片",
    memberPrice: null,
    afterCoupon: null,
    listPrice: yuan(129),
    stage: "always",
    opensAt: null,
    closesAt: null,
    ...{ stock: null, stockAt: null },
  },
  audience: {
    community: null,
    size: 18,
    who: { zh: "上次购买在 24–32 天前的老客", en: "Bought 24–32 days ago" },
  },
  sent: null,
  bestHour: null,
};

const missing: Today["missing"] = [
  {
    what: { zh: "3 款商品没有库存数字", en: "3 products have no stock figure" },
    next: {
      zh: "在经营台导入一次库存，缺货的就不会推荐给你。",
      en: "Import stock in the console.",
    },
    opens: "imports",
  },
  {
    what: { zh: "12 款商品没有佣金规则", en: "12 products have no commission rule" },
    next: {
      zh: "补上佣金比例，卡片就能按赚多少排序。",
      en: "Add the rates and cards rank by what you earn.",
    },
    opens: "goods",
  },
];

const rows = {
  columns: [
    { key: "customer", label: { zh: "客户", en: "Customer" } },
    { key: "day", label: { zh: "日期", en: "Day" } },
    { key: "touches", label: { zh: "看了几次", en: "Views" } },
    { key: "bought", label: { zh: "买过", en: "Bought" } },
  ],
  rows: Array.from({ length: 20 }, (_, i) => ({
    customer: `微信用户 ${String.fromCharCode(65 + i)}${i}`,
    day: `2026-11-${16 + (i % 7)}`,
    touches: 9 - (i % 8),
    bought: i % 3 === 0 ? "是" : "否",
  })),
  total: 41,
};

const refusal = (code: string, zh: string, next: string) => ({
  code,
  message: { zh, en: `${code}.` },
  next: { zh: next, en: "Try again." },
});

export type Scene = {
  readonly kind?: "normal" | "empty" | "broken" | "no-shop" | "new" | "slow" | "out";
  readonly cards?: readonly Card[];
  readonly asked?: string[];
};

/** Somebody of two shops, of none, or of none who may open one. */
function whose({ kind }: Scene): object {
  if (kind === "no-shop") return { ...me, shops: [] };
  return kind === "new" ? { ...me, shops: [], mayOpen: true } : me;
}

/** The server as this page sees it; `scene` says what is going on there. */
export function answers(scene: Scene = {}): Answers {
  let signedIn = scene.kind !== "out";
  return ({ method, path, body }) => {
    scene.asked?.push(`${method} ${path} ${body}`);
    if (path === "/auth/code")
      return { body: { sent: true, resendAfterS: 60, demoCode: "246810" } };
    if (path === "/auth/sign-in") {
      if (!body.includes("246810"))
        return {
          status: 422,
          body: refusal(
            "sign-in.wrong-code",
            "验证码不对",
            "核对一下最新收到的那条，还能试 4 次。",
          ),
        };
      signedIn = true;
      return { body: {} };
    }
    if (path === "/auth/sign-out") signedIn = false;
    if (!signedIn)
      return { status: 401, body: refusal("session.over", "登录已过期", "请重新登录。") };
    if (path === "/me") return { body: whose(scene) };
    if (path === "/me/shop") return { body: me };
    if (scene.kind === "broken")
      return {
        status: 503,
        body: refusal(
          "server.busy",
          "现在人有点多，没能取到今天的卡片",
          "过几秒再试，数据没有丢。",
        ),
      };
    if (path.endsWith("/copied")) return { body: { text: `【此刻】${rising.drafts[0]?.filled}` } };
    if (path.endsWith("/rewritten")) return { body: { ...rising.drafts[0], filled: "换了一版。" } };
    if (path.includes("/evidence/")) return { body: rows };
    if (path.endsWith(rising.id)) return { body: rising };
    if (path.endsWith(due.id)) return { body: due };
    const today = {
      day: "2026-11-23",
      cards: scene.kind === "empty" ? [] : (scene.cards ?? [rising, due]),
      missing,
    };
    return { body: today, afterMs: scene.kind === "slow" ? 4_000 : 0 };
  };
}
