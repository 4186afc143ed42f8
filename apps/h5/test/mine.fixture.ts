import type { Statement, StatementRow } from "@zhongshu/insight/contract";
import type { Lineage } from "@zhongshu/ledger/contract";
import type { Order } from "@zhongshu/orders/contract";
import type { PersonTags, Profile, TagRows } from "@zhongshu/people/contract";
import type { OptOut } from "@zhongshu/reach/contract";
import type { Answers } from "@zhongshu/testing";
import { answers as others, SHOP } from "./fixture.ts";

const yuan = (amount: number) => ({ minor: Math.round(amount * 100), currency: "CNY" });
const worth = (estimated: number, pending: number, settled: number) => ({
  ...{ estimated: estimated * 100, pending: pending * 100, settled: settled * 100 },
});
const AT = Date.UTC(2026, 10, 20, 4);

const statement: Statement = {
  ...{ month: "2026-11", asOf: AT, currency: "CNY", returnMs: 7 * 86_400_000 },
  opening: worth(0, 120, 0),
  movements: [
    { kind: "ordered", rows: 31, change: worth(12, 300, 0) },
    { kind: "refunded", rows: 1, change: worth(0, -8, 0) },
    { kind: "clawed-back", rows: 0, change: worth(0, 0, 0) },
    { kind: "settled", rows: 20, change: worth(0, -200, 200) },
  ],
  closing: worth(12, 212, 200),
  earned: 30_400,
  before: { from: AT - 30 * 86_400_000, until: AT - 20 * 86_400_000, earned: 40_000 },
  reasons: [
    { key: "orders", minor: -8_800 },
    { key: "refunds", minor: -800 },
  ],
  ...{ unruled: 2, foreign: 0 },
};

const row: StatementRow = {
  ...{ id: "r1", shop: SHOP, level: 0, kind: "refunded", at: AT, source: "mall", ordinal: 1 },
  ...{ number: "E20261120001", product: "p-rice", title: "有机胚芽米粉 225g", minor: 5_990 },
  ...{ rate: { bp: 1_200 }, rule: 3, refund: "T1", change: worth(0, -8, 0) },
};

const lineage: Lineage = {
  ...{ of: "order:mall:E20261120001", events: [], total: 1, made: null, rests: null },
  origins: [
    {
      ...{ kind: "import", id: "018f3c1e-0000-7000-8000-0000000000f1", name: "十一月订单.xlsx" },
      ...{ events: 1, lines: [{ from: 17, to: 18 }], moreLines: false },
    },
  ],
};

export const person: Profile = {
  ...{ id: "018f3c1e-0000-7000-8000-0000000000e1", name: "李若溪", userId: "13812345678" },
  ...{ stage: "active", firstSeen: AT - 60 * 86_400_000, lastSeen: AT, events: 40, orders: 4 },
  ...{ spent: yuan(295), lastOrderAt: AT, rfm: { r: 5, f: 4, m: 4 }, traits: {} },
  interests: [{ category: "辅食", share: 0.6 }],
  hours: Array.from({ length: 24 }, () => 0),
  communities: [{ id: "018f3c1e-0000-7000-8000-0000000000c1", name: "宝妈 3 群", source: "list" }],
};
const unnamed: Profile = { ...person, id: "018f3c1e-0000-7000-8000-0000000000e2", name: null };

const tags: PersonTags = {
  tags: [
    {
      ...{ key: "refund", version: 1, since: AT, evidence: { orders: 4 } },
      name: { zh: "退货习惯", en: "Refund habit" },
      meaning: { zh: "和全店的退货率比。", en: "Against the shop's share." },
      value: { key: "never", name: { zh: "不退货", en: "Never" } },
    },
  ],
  ...{ own: [], at: AT },
};
const tagRows: TagRows = {
  columns: [{ key: "number", label: { zh: "订单号", en: "Order" } }],
  ...{ rows: [{ number: "E20261120001" }], total: 1 },
};

const order: Order = {
  ...{ id: "o1", source: "mall", number: "E20261120001", at: AT, profile: person.id },
  ...{ customer: "李若溪", total: yuan(59.9), refunded: yuan(10), leader: null, pickup: null },
  ...{ community: null, note: null },
  lines: [
    {
      ...{ ordinal: 1, sku: "s", title: "有机胚芽米粉 225g", quantity: 2 },
      ...{ unitPrice: yuan(29.95), kind: "goods" },
    },
  ],
};

const REFUSED: OptOut = {
  ...{ id: "018f3c1e-0000-7000-8000-000000000901", purpose: "marketing", channel: "all" },
  ...{ at: AT, proof: "客户在聊天里说不要再发", by: "小满", words: null },
  ...{ withdrawnAt: null, withdrawnProof: null, withdrawnBy: null },
  ...{ withdrawnId: null, withdrawnWords: null },
};

/** The server as the phone's own pages see it: what is earned, and who buys. */
export function answers(asked: string[]): Answers {
  const rest = others({ asked });
  const of = `/shops/${SHOP}`;
  let refused = false;
  return (request) => {
    const path = request.path.split("?")[0];
    if (path?.startsWith(`${of}/people/${person.id}/opt-outs`) === true) {
      asked.push(`${request.method} ${path} ${request.body}`);
      if (request.method === "POST") refused = !path.endsWith("/withdrawn");
      return { body: refused ? [REFUSED] : [] };
    }
    const found = {
      [`${of}/statement`]: statement,
      [`${of}/statement/rows`]: { rows: [row], currency: "CNY", next: null },
      [`${of}/lineage`]: lineage,
      [`${of}/people`]: {
        people: request.path.includes("search=nobody") ? [] : [person, unnamed],
        next: null,
      },
      [`${of}/people/${person.id}`]: person,
      [`${of}/people/${person.id}/tags`]: tags,
      [`${of}/people/${person.id}/tags/refund/rows`]: tagRows,
      [`${of}/orders`]: { orders: [order], next: null },
    }[path ?? ""];
    if (found === undefined) return rest(request);
    asked.push(request.path);
    return { body: found };
  };
}
