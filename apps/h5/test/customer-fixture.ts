import type { Inbox, LinkTarget, OptOut } from "@zhongshu/reach/contract";
import type { Answer, Answers } from "@zhongshu/testing";

const yuan = (amount: number) => ({ minor: Math.round(amount * 100), currency: "CNY" });
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);
const code = (letter: string) => letter.repeat(64);

export const TOKEN = "t".repeat(54);
export const OPEN = code("o");
export const CLOSED = code("c");
export const GONE = code("g");
export const FORGED = code("f");

export const late: Inbox["messages"][number] = {
  id: "018f3c1e-0000-7000-8000-000000000203",
  text: "刚到的一批蓝莓，今晚八点前下单明早到。券后 ¥39.9",
  at: at(25, 20, 5),
  openedAt: null,
  link: `/m/l/${code("n")}`,
};

export const inbox: Inbox = {
  shop: "小满的母婴好物铺",
  name: "林女士",
  optedOut: false,
  noticesOff: false,
  messages: [
    {
      id: "018f3c1e-0000-7000-8000-000000000202",
      text: `上次那款有机胚芽米粉差不多该吃完了吧？这周券后 ¥59.9，满 79 减 20，25 日 22 点结束。\n需要的话点开看看～ https://l.example.com/m/l/${OPEN}`,
      at: at(24, 10, 30),
      openedAt: null,
      link: `/m/l/${OPEN}`,
    },
    {
      id: "018f3c1e-0000-7000-8000-000000000201",
      text: "纸尿裤 L 码补货了，会员价 ¥119。",
      at: at(18, 20),
      openedAt: at(18, 21),
      link: `/m/l/${CLOSED}`,
    },
  ],
};

export const target: LinkTarget = {
  shop: inbox.shop,
  closed: null,
  product: {
    ...{ product: "p-rice", sku: "p-rice-225" },
    title: "秋田满满有机胚芽米粉 225g 高铁营养宝宝辅食",
    pictures: [],
    ...{ listPrice: yuan(89), memberPrice: yuan(79) },
    afterCoupon: {
      price: yuan(59.9),
      condition: { zh: "领满 79 减 20 券，每人限 2 件", en: "20 off 79, two each" },
      validUntil: at(25, 22),
    },
    ...{ stage: "open", opensAt: at(23, 10), closesAt: at(25, 22) },
    ...{ stock: 230, stockAt: at(23, 10) },
  },
};

const targets: Readonly<Record<string, LinkTarget>> = {
  [OPEN]: target,
  [CLOSED]: {
    ...target,
    product: target.product && { ...target.product, stage: "ended", pictures: ["/none.jpg"] },
    closed: { zh: "这一场已经在 11-25 22:00 结束了。", en: "This sale ended 11-25 22:00." },
  },
  [GONE]: {
    ...target,
    product: null,
    closed: { zh: "这件商品店里不卖了。", en: "The shop does not sell this any more." },
  },
};

const refusal = (status: number, code: string, zh: string, next: string): Answer => ({
  status,
  body: { code, message: { zh, en: `${code}.` }, next: { zh: next, en: "Ask the shop." } },
});

const ASKED = {
  ...{ id: "018f3c1e-0000-7000-8000-000000000701", askedAt: at(25, 21) },
  ...{ askedBy: "customer", member: null, doneAt: null, removed: null },
};

const REFUSED: OptOut = {
  ...{ id: "018f3c1e-0000-7000-8000-000000000801", purpose: "notices", channel: "all" },
  ...{ at: at(12, 9), proof: "收件箱里点的", by: "customer", words: 1 },
  ...{ withdrawnAt: at(13, 9), withdrawnProof: "客户来电", withdrawnBy: "小满" },
  ...{ withdrawnId: "018f3c1e-0000-7000-8000-000000000802", withdrawnWords: null },
};

const HELD = {
  ...{ id: "018f3c1e-0000-7000-8000-000000000751", at: at(25, 21) },
  ...{ tags: [], communities: [], rooms: {} },
};

export type Scene = {
  readonly kind?: "normal" | "empty" | "broken" | "outside" | "used" | "no-switch" | "own";
  readonly asked?: string[];
};

/** The server as the customer's pages see it. */
export function answers({ kind = "normal", asked }: Scene = {}): Answers {
  let inside = kind !== "outside" && kind !== "used";
  let silence = { optedOut: false, noticesOff: false };
  let rights = { personalised: true, choices: [], erasure: null };
  const privacy = (path: string, body: string): Answer => {
    if (path.endsWith("/held")) return { body: HELD };
    if (path.endsWith("/erasure")) return { body: ASKED };
    if (path.endsWith("/personalised")) rights = { ...rights, ...JSON.parse(body) };
    return { body: rights };
  };
  const ask = (path: string, body: string): Answer | null => {
    if (path === "/inbox/enter") {
      if (kind === "used")
        return refusal(410, "reach.entry-used", "这个链接已经用过了", "请店主再发一个。");
      inside = true;
      return { body: {} };
    }
    const link = /^\/l\/([\w-]+)(\/seen)?$/.exec(path);
    if (link !== null) {
      const found = targets[link[1] ?? ""];
      if (found === undefined) return refusal(404, "reach.no-link", "链接无效", "请重新点开。");
      return { body: link[2] === undefined ? found : { counted: kind !== "own" } };
    }
    if (!inside)
      return refusal(401, "inbox.closed", "这台手机还没有打开过收件箱", "请店主发一个。");
    if (kind === "broken") return refusal(503, "server.busy", "现在人有点多", "过几秒再试。");
    if (path.startsWith("/inbox/live")) return { stream: kind === "empty" ? [] : [late] };
    if (path === "/inbox/opt-out") {
      if (kind === "no-switch") return refusal(503, "server.busy", "没能关掉", "再点一次。");
      const { on, purpose } = JSON.parse(body);
      silence = { ...silence, [purpose === "notices" ? "noticesOff" : "optedOut"]: on };
      return { body: silence };
    }
    if (path === "/inbox/consents") return { body: { refused: [REFUSED], agreed: [] } };
    if (path.startsWith("/inbox/privacy")) return privacy(path, body);
    if (path.endsWith("/opened")) return { body: { openedAt: at(25, 21) } };
    return { body: { ...inbox, ...silence, messages: kind === "empty" ? [] : inbox.messages } };
  };
  return ({ method, path, body }) => {
    asked?.push(`${method} ${path} ${body}`);
    return ask(path, body);
  };
}
