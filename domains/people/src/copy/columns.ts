import type { Text } from "@zhongshu/kernel";

/** How a value is written: as it is, as a time of Shanghai, as an amount of the row's currency, or as what it is made of. */
export type Form = "plain" | "time" | "money";
export type Column = readonly [key: string, name: Text, form: Form];
/** A sheet that shows a table of a room, the rows in the order of a column. */
export type TableSheet = {
  readonly name: Text;
  readonly room: string;
  readonly table: string;
  readonly columns: readonly Column[];
};

const of = (key: string, zh: string, en: string, form: Form = "plain"): Column => [
  key,
  { zh, en },
  form,
];
const at = (zh: string, en: string, key = "at"): Column => of(key, zh, en, "time");

/** What they bought and were written. Whatever has no sheet of its own stands in the last one. */
export const TRADE: readonly TableSheet[] = [
  {
    ...{ name: { zh: "订单", en: "Orders" }, room: "orders", table: "order" },
    columns: [
      ...[at("下单时间", "Ordered"), of("number", "订单号", "Order")],
      ...[of("total", "实付", "Paid", "money"), of("refunded", "已退", "Refunded", "money")],
      ...[of("currency", "币种", "Currency"), of("customer", "下单账号", "Account")],
      ...[of("pickup", "自提点", "Pick-up"), of("leader", "团长", "Leader")],
      of("note", "留言", "Note"),
    ],
  },
  {
    ...{ name: { zh: "订单商品", en: "Goods ordered" }, room: "orders", table: "line" },
    columns: [
      ...[at("下单时间", "Ordered"), of("number", "订单号", "Order")],
      ...[of("title", "商品", "Goods"), of("sku", "规格编号", "SKU")],
      ...[of("quantity", "数量", "Quantity"), of("minor", "单价", "Unit price", "money")],
      of("currency", "币种", "Currency"),
    ],
  },
  {
    ...{ name: { zh: "退款", en: "Refunds" }, room: "orders", table: "refund" },
    columns: [
      ...[at("退款时间", "Refunded"), of("number", "退款号", "Refund")],
      ...[of("order", "订单号", "Order"), of("total", "金额", "Amount", "money")],
      of("currency", "币种", "Currency"),
    ],
  },
  {
    ...{ name: { zh: "消息", en: "Messages" }, room: "reach", table: "message" },
    columns: [
      ...[at("发送时间", "Sent"), of("text", "内容", "Text")],
      at("打开时间", "Opened", "opened_at"),
    ],
  },
];

/** What they turned to and did. */
export const ACTS: readonly TableSheet[] = [
  {
    ...{ name: { zh: "兴趣", en: "Interests" }, room: "people", table: "attention" },
    columns: [
      ...[of("day", "日期", "Day"), of("category", "品类", "Category")],
      of("touches", "次数", "Times"),
    ],
  },
  {
    ...{ name: { zh: "行为记录", en: "Events" }, room: "ledger", table: "event" },
    columns: [
      ...[at("时间", "Time"), of("type", "类型", "Type")],
      ...[of("user_id", "账号", "Account"), of("anonymous_id", "浏览器", "Browser")],
      of("properties", "内容", "Content"),
    ],
  },
];

/** Of the profile itself, one line each. */
export const PROFILE: readonly Column[] = [
  ...[of("user_id", "账号", "Account"), at("最早记录", "First record", "first_seen")],
  ...[at("最近一次来", "Last seen", "last_act"), of("events", "行为次数", "Events")],
  ...[of("orders", "订单数", "Orders"), of("spent_minor", "累计消费", "Spent", "money")],
  ...[of("currency", "币种", "Currency"), at("第一次下单", "First order", "first_order_at")],
  at("最近一次下单", "Last order", "last_order_at"),
];
