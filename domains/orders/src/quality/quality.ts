import { type Ctx, formatMoney, iso, type ShopId } from "@zhongshu/kernel";
import type { Finding, QualityRules } from "@zhongshu/ledger/contract";
import { EARLIEST, faultsOf, type OrderFacts, type OrderRule } from "./faults.ts";

type Row = OrderFacts & { readonly source: string; readonly number: string };

// Only what may be out of line leaves the database; the rules decide.
const SUSPECT = `
select * from (
  select o.source, o.number, o.at, o.currency, o.total, o.refunded,
         coalesce(l.lines, 0)::bigint as lines, coalesce(l.strange, 0)::int as strange, p.paid,
         r.first_at as "firstRefundAt"
    from orders."order" o
    left join (select l.source, l.number,
                      sum(l.quantity * l.minor) filter (where l.currency = h.currency) as lines,
                      count(*) filter (where l.currency <> h.currency) as strange
                 from orders.line l join orders."order" h using (tenant, shop, source, number)
                where l.shop = $1 and h.shop = $1 group by l.source, l.number) l using (source, number)
    left join (select p.source, p.number, p.currency, sum(p.minor)::bigint as paid
                 from orders.payment p where p.shop = $1 group by p.source, p.number, p.currency) p
           using (source, number, currency)
    left join (select r.source, r."order" as number, min(r.at) as first_at
                 from orders.refund r where r.shop = $1 and r."order" is not null
                group by r.source, r."order") r using (source, number)
   where o.shop = $1) one
 where lines <> total or strange > 0 or refunded > total or paid <> total
    or at > $2::timestamptz or at < $3::timestamptz or "firstRefundAt" < at
 order by at desc, source, number limit 5000`;

async function find(ctx: Ctx, shop: ShopId): Promise<readonly Finding[]> {
  const rows = await ctx.sql.rows<Row>(SUSPECT, [shop, iso(ctx.now), iso(EARLIEST)]);
  return rows.flatMap(({ source, number, ...order }) => {
    const money = (minor: number): string => formatMoney({ minor, currency: order.currency });
    return faultsOf({ order, now: ctx.now, money }).map((fault) => ({
      ...fault,
      ...{ subject: `${source}:${number}`, name: number, opens: null },
      lineage: `order:${source}:${number}`,
    }));
  });
}

const rule = (key: OrderRule, title: Finding["says"], why: Finding["says"]) => ({
  key,
  title,
  why,
});

/** What should hold of every order. */
export const quality: QualityRules = {
  rules: [
    rule(
      "order-unbalanced",
      { zh: "订单总额和明细对不上", en: "An order and its lines do not add up" },
      { zh: "销售额和佣金会跟着算错。", en: "Sales and commission come out wrong." },
    ),
    rule(
      "order-over-refunded",
      { zh: "退款比订单还多", en: "More refunded than sold" },
      { zh: "净额会变成负数。", en: "What is left is below zero." },
    ),
    rule(
      "order-paid-otherwise",
      { zh: "付款和订单总额不一样", en: "Paid something else than the total" },
      { zh: "多收、少收，或少导了明细。", en: "Too much, too little, or lines are missing." },
    ),
    rule(
      "order-date",
      { zh: "日期不可能", en: "An impossible date" },
      { zh: "复购间隔和“该回购”会算错。", en: "Rhythms and who is due come out wrong." },
    ),
  ],
  find,
};
