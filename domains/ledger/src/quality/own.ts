import { type BusinessDay, type Ctx, DAY, iso, type ShopId, type Text } from "@zhongshu/kernel";
import type { Finding } from "./contract.ts";
import type { QualityRules } from "./rules.ts";
import { stale } from "./stale.ts";

export const STALE = "stale-source";
const UNREAD = "dead-letters";
const LOOK_BACK = 120 * DAY;

const LISTS: Readonly<Record<string, Text>> = {
  orders: { zh: "订单", en: "orders" },
  customers: { zh: "客户", en: "customers" },
  goods: { zh: "商品", en: "goods" },
  stock: { zh: "库存", en: "stock" },
  commission: { zh: "佣金规则", en: "commission rules" },
  communities: { zh: "社群", en: "communities" },
  members: { zh: "群成员", en: "members of communities" },
};

type Source = {
  readonly kind: string;
  readonly source: string;
  readonly days: readonly BusinessDay[];
};

/** On which days each source of files delivered. What was undone or only tried was no delivery. */
const sources = (ctx: Ctx, shop: ShopId): Promise<readonly Source[]> =>
  ctx.sql.rows<Source>(
    `select kind, source, array_agg(distinct (ended_at at time zone 'Asia/Shanghai')::date::text) as days
       from ledger.import
      where shop = $1 and state = 'done' and not dry_run and accepted > 0 and ended_at >= $2::timestamptz
      group by kind, source order by kind, source`,
    [shop, iso(ctx.now - LOOK_BACK)],
  );

async function staleSources(ctx: Ctx, shop: ShopId): Promise<readonly Finding[]> {
  return (await sources(ctx, shop)).flatMap(({ kind, source, days }) => {
    const found = stale(days, ctx.now);
    if (found === null) return [];
    const list = LISTS[kind] ?? { zh: kind, en: kind };
    const own =
      source === "import" ? { zh: "", en: "" } : { zh: `（${source}）`, en: ` (${source})` };
    const every = Math.max(1, Math.round(found.every));
    return [
      {
        ...{
          rule: STALE,
          subject: `${kind}:${source}`,
          name: `${list.zh}${own.zh}`,
          lineage: null,
        },
        says: {
          zh: `${list.zh}文件${own.zh}通常每 ${every} 天来一次，已经 ${found.since} 天没有新的了。`,
          en: `Files of ${list.en}${own.en} used to come every ${every} days; none has come for ${found.since}.`,
        },
        mend: {
          zh: "请从后台再导出一次，到“导入”里上传；不再用这个来源就不用管。",
          en: "Export it again and send it on the page of imports; if it is not used any more, leave it.",
        },
        opens: "imports",
      },
    ];
  });
}

type Letters = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly n: number;
};

async function unread(ctx: Ctx, shop: ShopId): Promise<readonly Finding[]> {
  const letters = await ctx.sql.rows<Letters>(
    `select code, min(reason_zh) as zh, min(reason_en) as en, count(*) as n
       from ledger.dead_letter where shop = $1 and mended_at is null group by code order by n desc, code`,
    [shop],
  );
  return letters.map(({ code, zh, en, n }) => ({
    ...{ rule: UNREAD, subject: code, name: `${n} × ${code}`, lineage: null, opens: "events" },
    says: { zh, en },
    mend: {
      zh: "到“事件”里打开没收下的，改好后重新收下。",
      en: "Open them on the page of events, correct them and take them in again.",
    },
  }));
}

/** What the ledger itself can see: what stopped coming, and what could not be read. */
export const ownRules: QualityRules = {
  rules: [
    {
      key: STALE,
      title: { zh: "来源断了", en: "A source has stopped" },
      why: {
        zh: "一直按时来的文件停了，机会和数字会越来越旧。",
        en: "Files that used to come regularly have stopped, so cards and figures grow old.",
      },
    },
    {
      key: UNREAD,
      title: { zh: "没收下的事件", en: "Events not taken in" },
      why: {
        zh: "系统发来的事件格式不对，没有算进任何数字。",
        en: "Events that did not fit are in no figure.",
      },
    },
  ],
  find: async (ctx, shop) => [...(await staleSources(ctx, shop)), ...(await unread(ctx, shop))],
};
