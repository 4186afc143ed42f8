import { businessDay, formatMoney, money, ok, type Text } from "@zhongshu/kernel";
import type { Answer } from "../contract.ts";
import { type Asking, about, address, type Here, plain } from "./here.ts";
import type { OfDays } from "./match.ts";
import { lastDays, type Period, WEEK } from "./periods.ts";
import type { Titled } from "./titles.ts";
import * as words from "./words.ts";

async function sold(here: Here, goods: Titled | null, told: Period | null): Asking<Answer> {
  const { ctx, ports, shop } = here;
  const period = told ?? lastDays(businessDay(ctx.now), 7, WEEK);
  const { from, to } = period;
  const product = goods?.product ?? null;
  const found = await ports.sales.sold(ctx, { shop, from, to, product });
  if (!found.ok) return found;
  const { currency, net, orders, refunded, foreign } = found.value;
  const sum = (minor: number): string => formatMoney(money(minor, currency));
  const opens = address("sales", period, { product, currency });
  const figures: Answer["figures"] = [
    {
      title: { zh: "净销售额（已扣退款）", en: "Net sales, less refunds" },
      value: sum(net),
      opens,
    },
    { title: { zh: "订单", en: "Orders" }, value: String(orders), opens },
    { title: { zh: "其中已退", en: "Refunded of it" }, value: sum(refunded), opens },
  ];
  const of = {
    zh: goods === null ? "" : `“${goods.title}”`,
    en: goods ? `“${goods.title}”: ` : "",
  };
  const less: Text =
    foreign > 0
      ? {
          zh: `另有 ${foreign} 行是别的币种，没算进去。`,
          en: ` ${foreign} lines are in another currency and left out.`,
        }
      : { zh: "", en: "" };
  return ok(
    plain(
      {
        zh: `${of.zh}${period.name.zh}卖了 ${sum(net)}，${orders} 单（已扣退款，没付款的不算）。${less.zh}`,
        en: `${of.en}${sum(net)} sold ${period.name.en}, ${orders} orders, less refunds and without unpaid ones.${less.en}`,
      },
      { figures },
    ),
  );
}

/** What the shop, or one of its goods, sold in these days: the very figures of goods and shops. */
export function sales(here: Here, { words: asked, period, other }: OfDays): Asking<Answer> {
  if (!here.ctx.can("orders.read", here.shop)) return Promise.resolve(ok(plain(words.MAY_NOT_SEE)));
  if (asked.length === 0) return sold(here, null, period);
  const again = words.soldOf(period);
  return about(here, asked, { one: (goods) => sold(here, goods, period), again, other });
}
