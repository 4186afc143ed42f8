import { businessDay, type Ctx, shopId } from "@zhongshu/kernel";
import { testSeal } from "@zhongshu/testing";
import { expect, test } from "vitest";
import { Overview } from "../contract.ts";
import { type OverviewPorts, overview } from "./overview.ts";

const SHOP = shopId("00000000-0000-7000-8000-000000000001");
const never = () => Promise.reject(new Error("The overview reads through its ports only"));
const ctx: Ctx = {
  ...testSeal(),
  sql: {
    rows: never,
    one: never,
    maybe: never,
    run: never,
    stream: () => {
      throw new Error("no");
    },
  },
};
const today = businessDay(ctx.now);

const ports: OverviewPorts = {
  soldOn: async (_, { day }) =>
    day === today
      ? { orders: 3, paid: [{ minor: 12_345, currency: "CNY" }] }
      : { orders: 0, paid: [] },
  people: async (_, { stage }) => (stage === null ? 50 : 20),
  events: async () => [{ events: 4 }, { events: 6 }],
  cards: async () => 2,
};

test("BR20 each figure of the overview names the page that opens to its rows", async () => {
  const { figures } = Overview.parse(await overview(ctx, ports, SHOP));
  const shown = Object.fromEntries(figures.map(({ key, value, opens }) => [key, [value, opens]]));
  expect(shown).toEqual({
    cards: ["2", "cards"],
    "orders-today": ["3", `orders?day=${today}`],
    "orders-yesterday": ["0", "orders?day=2011-09-29"],
    customers: ["50", "people"],
    active: ["20", "people?stage=active"],
    events: ["10", "events"],
  });
});

test("BR20 sums are said with their currency and that refunds are still in them; nothing sold says nothing", async () => {
  const { figures } = await overview(ctx, ports, SHOP);
  const note = (key: string) => figures.find((figure) => figure.key === key)?.note;
  expect(note("orders-today")?.zh).toBe("成交 ¥123.45，未扣退款");
  expect(note("orders-yesterday")).toBeNull();
});
