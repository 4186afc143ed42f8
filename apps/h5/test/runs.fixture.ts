import type { Answer, Confirm, Report } from "@zhongshu/brain/contract";
import type { Execution, Post, Recipient, RecipientPage } from "@zhongshu/reach/contract";
import type { Answers } from "@zhongshu/testing";
import type { z } from "zod";
import { answers, due, rising, SHOP } from "./fixture.ts";

const yuan = (amount: number) => ({ minor: Math.round(amount * 100), currency: "CNY" });
const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour - 8);
export const RUN = "018f3c1e-0000-7000-8000-000000000301";
const person = (n: number) => `018f3c1e-0000-7000-8000-0000000004${String(n).padStart(2, "0")}`;

export const execution: Execution = {
  id: RUN,
  card: due.id,
  play: "due-again",
  title: "18 位客户的纸尿裤快用完了",
  way: "inbox",
  product: "p-nappy",
  sku: "p-nappy",
  style: "warm",
  holdOutShare: 0.22,
  state: "done",
  by: "林小满",
  startedAt: at(23, 10),
  endedAt: at(23, 10),
  closesAt: at(30, 10),
  returnsUntil: at(37, 10),
  counts: { waiting: 0, listed: 0, sent: 62, heldOut: 18, stopped: 4, cancelled: 0 },
  opensAt: at(23, 10),
  waitsUntil: null,
  stops: [
    {
      step: "consent",
      count: 4,
      reason: { zh: "还不知道愿不愿意收消息", en: "Nobody knows whether they agree" },
    },
  ],
  opened: 41,
  clicked: 23,
};

const confirm: Confirm = {
  preview: {
    way: "inbox",
    audience: 84,
    toSend: 62,
    later: null,
    toHoldOut: 18,
    holdOutShare: 0.22,
    stopped: [
      {
        step: "consent",
        count: 4,
        reason: { zh: "还不知道愿不愿意收消息", en: "Nobody knows whether they agree" },
      },
    ],
    groups: [],
    cost: yuan(0),
    left: {
      zh: "每人 7 天最多 3 条，这些人平均还能收 2.1 条",
      en: "At most 3 in 7 days; 2.1 are left on average",
    },
  },
  template: "快用完了，{{price:sku-1}} 一包。",
  text: "好久不见～上次带走的纸尿裤用得还顺手吗？现在到手价 ¥99，需要补的话跟我说一声就好。",
  promises: {
    orders: {
      known: true,
      low: 9,
      high: 16,
      basis: { zh: "按过去八周同样的预测", en: "By the last eight weeks" },
    },
    worth: {
      known: true,
      low: yuan(90),
      middle: yuan(170),
      high: yuan(260),
      basis: { zh: "八成把握，按同样做法的 12 次", en: "Eight times in ten, by 12 like it" },
    },
  },
  ways: ["inbox", "named-copy"],
  unproven: null,
  enough: {
    zh: "单看这一次，多半还看不出有没有用：就算能多来一半的人买，也要大约 600 人。发得多了会合起来看。",
    en: "This one alone will hardly tell whether it helped: it would take about 600 people.",
  },
};

export const report: Report = {
  execution: RUN,
  headline: { zh: "18 位客户的纸尿裤快用完了", en: "18 customers are about to run out of nappies" },
  state: "provisional",
  closesAt: at(30, 10),
  returnsUntil: at(37, 10),
  asOf: at(31, 9),
  funnel: [
    { key: "sent", title: { zh: "发到", en: "Reached" }, count: 62, opens: "rows/sent" },
    { key: "opened", title: { zh: "打开", en: "Opened" }, count: 41, opens: "rows/opened" },
    { key: "clicked", title: { zh: "点链接", en: "Clicked" }, count: 9, opens: "rows/clicked" },
    { key: "ordered", title: { zh: "下单", en: "Ordered" }, count: 14, opens: "rows/ordered" },
  ],
  funnelNote: {
    zh: "下单的 14 位比点开商品的 9 位多：有人没点链接，也算在内。",
    en: "More ordered (14) than followed the link (9): some ordered without it.",
  },
  commission: {
    estimated: yuan(18.6),
    pending: yuan(142),
    settled: yuan(0),
    clawedBack: yuan(11.9),
    opens: {
      ...{ estimated: "rows/estimated", pending: "rows/pending", settled: "rows/settled" },
      clawedBack: "rows/clawedBack",
    },
  },
  promised: confirm.promises,
  came: { count: 16, opens: "rows/came" },
  otherWindow: null,
  enough: {
    zh: "这次 100 人里约 20 位买了：就算发了能再多一半，单看一次要大约 650 人（先不发的在内）才看得出。",
    en: "Where so many buy, one execution takes about 650 people.",
  },
  reached: 58,
  here: {
    known: false,
    treated: { people: 62, buyers: 14 },
    heldOut: { people: 18, buyers: 2 },
    why: {
      zh: "还看不出来：一边还不到 30 位会买的人。",
      en: "Cannot be told yet: too few buyers on one side.",
    },
    brief: { zh: "还看不出来", en: "Cannot be told yet" },
  },
  pooled: {
    lift: {
      known: true,
      treated: { people: 910, buyers: 191 },
      heldOut: { people: 262, buyers: 31 },
      buyers: { low: 52, middle: 83, high: 112 },
      worth: { low: yuan(610), middle: yuan(1020), high: yuan(1430) },
      words: { zh: "95% 的把握多赚 ¥610–1,430", en: "With 95 % certainty ¥610–1,430 more" },
      basis: { zh: "12 次合起来，一共 1,172 位。", en: "12 executions, 1,172 people." },
    },
    executions: 12,
    apart: { zh: "另有 2 次统计的时间不一样长。", en: "2 more were counted over another time." },
    opens: "rows/pooled",
  },
  caution: null,
};

const SAID = "好久不见～上次带走的纸尿裤用得还顺手吗？现在到手价 ¥99，有效至 11月25日 22:00。";
export const recipient = (n: number): Recipient => ({
  profile: person(n),
  name: ["王欣怡", "李子墨", "张佳宁"][n] ?? "陈可可",
  arm: "treated",
  state: "listed",
  reason: null,
  decidedAt: at(23, 10),
  openedAt: null,
  clickedAt: null,
  text: `${SAID}\nhttps://shop.example/m/l/${"AbC9".repeat(16)}`,
});
const post: Post = {
  community: person(90),
  name: "宝妈 3 群",
  day: "2026-11-23",
  arm: "treated",
  state: "waiting",
  reason: null,
  copiedAt: null,
  sentAt: null,
  link: null,
  clicks: 0,
};

const answer: Answer = {
  understood: true,
  say: { zh: "昨天发了 1 次。", en: "One was sent yesterday." },
  cards: [],
  reports: [report],
  figures: [
    { title: { zh: "已结算佣金", en: "Settled" }, value: "¥320.50", opens: "figures/settled" },
  ],
  people: [
    {
      profile: "00000000-0000-7000-8000-0000000000aa",
      name: "王欣怡",
      note: { zh: "11月24日买过", en: "bought on November 24" },
    },
  ],
  suggestions: [
    { zh: "今天有什么机会", en: "What opportunities today" },
    { zh: "这个月佣金多少", en: "How much commission this month" },
  ],
};

const SENT_ALREADY = {
  code: "reach.already",
  message: { zh: "这张卡片已经发过了", en: "This card was sent already." },
  next: { zh: "去发送记录看看。", en: "Look at what was sent." },
};

const ROWS = {
  columns: [{ key: "customer", label: { zh: "客户", en: "Customer" } }],
  rows: [{ customer: "王欣怡" }, { customer: "李子墨" }],
  total: 2,
};

export type RunScene = {
  readonly execution?: Partial<Execution>;
  readonly confirm?: Partial<Confirm>;
  readonly report?: Partial<Report>;
  readonly none?: boolean;
  readonly people?: Partial<z.infer<typeof RecipientPage>>;
  readonly refuseTap?: boolean;
  readonly asked?: string[];
};

/** The server around executions; everything else as in the cards' fixture. */
export function runAnswers(scene: RunScene = {}): Answers {
  const others = answers({});
  const run = { ...execution, ...scene.execution };
  return (request) => {
    const { method, path, body } = request;
    scene.asked?.push(`${method} ${path} ${body}`);
    const below = path.replace(`/shops/${SHOP}`, "");
    if (below.endsWith("/preview")) return { body: { ...confirm, ...scene.confirm } };
    if (below.endsWith("/execute"))
      return scene.refuseTap === true ? { status: 409, body: SENT_ALREADY } : { body: run };
    if (below.endsWith("/cancel")) return { body: { stopped: 40, gone: 22, unsure: 0 } };
    if (below.includes("/rows/") || below.startsWith("/rows") || below.startsWith("/figures"))
      return { body: ROWS };
    if (below.endsWith("/report")) return { body: { ...report, ...scene.report } };
    if (below.endsWith("/copied") && below.includes("/recipients/"))
      return {
        body: {
          text: "券后 ¥59.9（满 80 可用），有效至 12月3日 24:00。",
          warning: { zh: "之前发的写的是 ¥69，现在是 ¥59.9。", en: "It was ¥69 before." },
        },
      };
    if (below.includes("/recipients"))
      return {
        body: {
          ...{ recipients: [0, 1, 2].map(recipient), words: SAID, next: null, warning: null },
          ...scene.people,
        },
      };
    if (below.endsWith("/posts")) return { body: { posts: [post] } };
    if (below.endsWith("/copied") && below.includes("/posts/"))
      return {
        body: {
          text: "券后 ¥59.9，今晚开饭。",
          warning: { zh: "之前复制的价格是 ¥69，现在是 ¥59.9。", en: "It was ¥69 before." },
        },
      };
    if (below === `/executions/${RUN}`) return { body: run };
    if (below.startsWith("/executions"))
      return { body: { executions: scene.none === true ? [] : [run], next: null } };
    if (below === "/ask") return { body: answer };
    return others(request);
  };
}
export { due, rising };
