import {
  type BusinessDay,
  businessDay,
  type Ctx,
  formatMoney,
  type Money,
  plusDays,
  type ShopId,
  type Text,
} from "@zhongshu/kernel";
import type { Overview } from "../contract.ts";

type InShop = { readonly shop: ShopId };
type Period = InShop & { readonly from: BusinessDay; readonly to: BusinessDay };
type Sold = { readonly orders: number; readonly paid: readonly Money[] };

/** What the overview asks of the rooms that keep the rows. */
export type OverviewPorts = {
  /** Orders of one business day and what they came to, one sum a currency, refunds not taken off. */
  soldOn(ctx: Ctx, ask: InShop & { readonly day: BusinessDay }): Promise<Sold>;
  people(ctx: Ctx, ask: InShop & { readonly stage: "active" | null }): Promise<number>;
  events(ctx: Ctx, ask: Period): Promise<readonly { readonly events: number }[]>;
  cards(ctx: Ctx, ask: InShop & { readonly day: BusinessDay }): Promise<number>;
};

type Figure = Overview["figures"][number];

const of = (zh: string, en: string): Text => ({ zh, en });

function sales(key: string, day: BusinessDay, { when, sold }: { when: Text; sold: Sold }): Figure {
  const sums = sold.paid.map(formatMoney).join(" + ");
  return {
    key,
    title: of(`${when.zh}订单`, `Orders ${when.en}`),
    value: String(sold.orders),
    opens: `orders?day=${day}`,
    note: sums === "" ? null : of(`成交 ${sums}，未扣退款`, `${sums} sold, before refunds`),
  };
}

/** The shop in a few figures; each names the page that shows its rows. Counts only, no promises. */
export async function overview(ctx: Ctx, ports: OverviewPorts, shop: ShopId): Promise<Overview> {
  const today = businessDay(ctx.now);
  const yesterday = plusDays(today, -1);
  const cards = await ports.cards(ctx, { shop, day: today });
  const now = await ports.soldOn(ctx, { shop, day: today });
  const before = await ports.soldOn(ctx, { shop, day: yesterday });
  const customers = await ports.people(ctx, { shop, stage: null });
  const active = await ports.people(ctx, { shop, stage: "active" });
  const events = await ports.events(ctx, { shop, from: today, to: today });
  const happened = events.reduce((sum, one) => sum + one.events, 0);
  const plain = (key: string, title: Text, value: number, opens: string): Figure => ({
    key,
    title,
    value: String(value),
    opens,
    note: null,
  });
  return {
    figures: [
      plain("cards", of("今日机会", "Cards today"), cards, "cards"),
      sales("orders-today", today, { when: of("今日", "today"), sold: now }),
      sales("orders-yesterday", yesterday, { when: of("昨日", "yesterday"), sold: before }),
      plain("customers", of("客户", "Customers"), customers, "people"),
      plain("active", of("活跃客户", "Active customers"), active, "people?stage=active"),
      plain("events", of("今日事件", "Events today"), happened, "events"),
    ],
  };
}
