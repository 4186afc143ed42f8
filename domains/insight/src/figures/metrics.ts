import type { Text } from "@zhongshu/kernel";
import type { Dimension } from "./facts.ts";

export const METRIC_IDS = [
  "sales",
  "orders",
  "pieces",
  "refunds",
  "order-value",
  "attach-rate",
  "repurchase",
  "sell-through",
  "conversion",
  "trend",
  "launch-speed",
  "first-pass",
  "new-sell-through",
  "turnover",
  "stock-to-sales",
  "margin",
  "discount",
  "elasticity",
  "estimated",
  "pending",
  "settled",
  "clawed-back",
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

export const GROUPS = ["money", "selling", "selection", "stock", "commission"] as const;

/** `share` and `exponent` are plain numbers (0.25 is a quarter), `money` is in minor units. */
export type Unit = "money" | "count" | "number" | "share" | "perWeek" | "exponent";

export type Metric = {
  readonly group: (typeof GROUPS)[number];
  readonly unit: Unit;
  /** Which way is good news; `none`: neither. */
  readonly better: "up" | "down" | "none";
  readonly name: Text;
  readonly formula: Text;
  /** What each row brings above and below the line; null: the figure is the sum of its rows. */
  readonly parts: { readonly top: Text; readonly bottom: Text } | null;
  /** By what it cannot be told apart. */
  readonly undivided: readonly Dimension[];
};

const STOCK: readonly Dimension[] = ["community", "day"];
const LISTED: readonly Dimension[] = ["community", "sku", "day"];

/** Every figure in words, with its formula as the page shows it. */
export const METRICS: Readonly<Record<MetricId, Metric>> = {
  sales: {
    ...{ group: "money", unit: "money", better: "up" },
    name: { zh: "净销售额", en: "Net sales" },
    formula: {
      zh: "已买商品的实付金额，减去退款",
      en: "Paid for goods that were bought, less refunds",
    },
    parts: null,
    undivided: [],
  },
  orders: {
    ...{ group: "money", unit: "count", better: "up" },
    name: { zh: "成交订单", en: "Orders" },
    formula: {
      zh: "还留着商品的订单数；全退的不算",
      en: "Orders of which goods were kept; what was given back wholly is left out",
    },
    parts: null,
    undivided: [],
  },
  pieces: {
    ...{ group: "money", unit: "count", better: "up" },
    name: { zh: "成交件数", en: "Pieces" },
    formula: {
      zh: "卖出件数减去退回件数；退款够一件的价钱算退回一件",
      en: "Pieces sold less pieces back; a piece is back once its whole price is",
    },
    parts: null,
    undivided: [],
  },
  refunds: {
    ...{ group: "money", unit: "money", better: "down" },
    name: { zh: "退款", en: "Refunds" },
    formula: {
      zh: "这些订单到现在为止退的钱",
      en: "What was refunded of these orders up to now",
    },
    parts: null,
    undivided: [],
  },
  "order-value": {
    ...{ group: "selling", unit: "money", better: "up" },
    name: { zh: "客单价", en: "Order value" },
    formula: {
      zh: "净销售额 ÷ 成交订单",
      en: "Net sales ÷ orders",
    },
    parts: { top: { zh: "净销售额", en: "Net sales" }, bottom: { zh: "成交订单", en: "Orders" } },
    undivided: [],
  },
  "attach-rate": {
    ...{ group: "selling", unit: "number", better: "up" },
    name: { zh: "连带率", en: "Attach rate" },
    formula: {
      zh: "成交件数 ÷ 成交订单：每单买几件",
      en: "Pieces ÷ orders: how many pieces an order holds",
    },
    parts: { top: { zh: "成交件数", en: "Pieces" }, bottom: { zh: "成交订单", en: "Orders" } },
    undivided: [],
  },
  repurchase: {
    ...{ group: "selling", unit: "share", better: "up" },
    name: { zh: "复购率", en: "Repurchase" },
    formula: {
      zh: "这段时间在两个以上不同日子买过的客户 ÷ 买过的客户",
      en: "Customers who bought on two or more days of the stretch ÷ customers who bought",
    },
    parts: {
      top: { zh: "复购客户", en: "Bought again" },
      bottom: { zh: "买过的客户", en: "Customers" },
    },
    undivided: [],
  },
  "sell-through": {
    ...{ group: "selling", unit: "share", better: "up" },
    name: { zh: "动销率", en: "Sell-through" },
    formula: {
      zh: "有卖出的规格 ÷ 在册的规格",
      en: "SKUs that sold ÷ SKUs of the catalogue",
    },
    parts: {
      top: { zh: "有卖出的规格", en: "SKUs that sold" },
      bottom: { zh: "在册的规格", en: "SKUs" },
    },
    undivided: STOCK,
  },
  conversion: {
    ...{ group: "selling", unit: "share", better: "up" },
    name: { zh: "转化率", en: "Conversion" },
    formula: {
      zh: "看过商品又买了的人 ÷ 看过商品的人",
      en: "Who looked at the goods and then bought ÷ who looked",
    },
    parts: { top: { zh: "看过又买了", en: "Bought" }, bottom: { zh: "看过的人", en: "Looked" } },
    undivided: [],
  },
  trend: {
    ...{ group: "selection", unit: "share", better: "up" },
    name: { zh: "销售趋势", en: "Trend" },
    formula: {
      zh: "（净销售额 − 前一段同样天数的净销售额）÷ 前一段的净销售额",
      en: "(Net sales − net sales of as many days before) ÷ those before",
    },
    parts: {
      top: { zh: "增减金额", en: "Change" },
      bottom: { zh: "前一段净销售额", en: "Net sales before" },
    },
    undivided: ["day"],
  },
  "launch-speed": {
    ...{ group: "selection", unit: "perWeek", better: "up" },
    name: { zh: "上新速度", en: "Launch speed" },
    formula: {
      zh: "第一次登记的商品数 ÷ 周数",
      en: "Products told for the first time ÷ weeks",
    },
    parts: null,
    undivided: LISTED,
  },
  "first-pass": {
    ...{ group: "selection", unit: "share", better: "up" },
    name: { zh: "一次过审率", en: "First-pass rate" },
    formula: {
      zh: "第一次送审就通过的商品 ÷ 第一次送审的商品",
      en: "Products that passed their first review ÷ products reviewed for the first time",
    },
    parts: {
      top: { zh: "一次通过", en: "Passed at once" },
      bottom: { zh: "第一次送审", en: "First reviews" },
    },
    undivided: LISTED,
  },
  "new-sell-through": {
    ...{ group: "selection", unit: "share", better: "up" },
    name: { zh: "新品动销率", en: "New-item sell-through" },
    formula: {
      zh: "有卖出的新品 ÷ 这段时间的新品",
      en: "New products that sold ÷ products that were new in the stretch",
    },
    parts: { top: { zh: "有卖出的新品", en: "New that sold" }, bottom: { zh: "新品", en: "New" } },
    undivided: LISTED,
  },
  turnover: {
    ...{ group: "stock", unit: "number", better: "up" },
    name: { zh: "库存周转", en: "Turnover" },
    formula: {
      zh: "卖出件数 ÷ 平均库存（期初和期末的平均），这段时间转了几次",
      en: "Pieces sold ÷ average stock (of beginning and end): times in the stretch",
    },
    parts: {
      top: { zh: "卖出件数", en: "Pieces sold" },
      bottom: { zh: "平均库存", en: "Average stock" },
    },
    undivided: STOCK,
  },
  "stock-to-sales": {
    ...{ group: "stock", unit: "number", better: "down" },
    name: { zh: "存销比", en: "Stock-to-sales" },
    formula: {
      zh: "期末库存 ÷ 这段时间卖出的件数：够再卖几个这么长",
      en: "Stock at the end ÷ pieces sold: for how many such stretches it lasts",
    },
    parts: { top: { zh: "期末库存", en: "Stock" }, bottom: { zh: "卖出件数", en: "Pieces sold" } },
    undivided: STOCK,
  },
  margin: {
    ...{ group: "stock", unit: "share", better: "up" },
    name: { zh: "毛利率", en: "Margin" },
    formula: {
      zh: "（净销售额 − 成本）÷ 净销售额，成本按下单时的算",
      en: "(Net sales − cost) ÷ net sales, at the cost of the time of ordering",
    },
    parts: { top: { zh: "毛利", en: "Gross profit" }, bottom: { zh: "净销售额", en: "Net sales" } },
    undivided: [],
  },
  discount: {
    ...{ group: "stock", unit: "share", better: "none" },
    name: { zh: "折扣深度", en: "Discount depth" },
    formula: {
      zh: "（标价 − 实付）÷ 标价，标价按下单时的算",
      en: "(List price − paid) ÷ list price, at the list price of the time of ordering",
    },
    parts: { top: { zh: "让利", en: "Taken off" }, bottom: { zh: "标价", en: "List price" } },
    undivided: [],
  },
  elasticity: {
    ...{ group: "stock", unit: "exponent", better: "none" },
    name: { zh: "价格弹性", en: "Price elasticity" },
    formula: {
      zh: "价格变 1%，每天卖出的件数变百分之几；同一规格不同价格的日子相比，只看有成交的日子",
      en: "By how many % the pieces of a day change with 1 % of price; days of one SKU at different prices, and only days on which it sold",
    },
    parts: { top: { zh: "件数", en: "Pieces" }, bottom: { zh: "净销售额", en: "Net sales" } },
    undivided: [],
  },
  estimated: {
    ...{ group: "commission", unit: "money", better: "none" },
    name: { zh: "预估佣金", en: "Commission, estimated" },
    formula: {
      zh: "还没付款的订单的佣金",
      en: "On orders that are not paid yet",
    },
    parts: null,
    undivided: [],
  },
  pending: {
    ...{ group: "commission", unit: "money", better: "none" },
    name: { zh: "待结算佣金", en: "Commission, pending" },
    formula: {
      zh: "已付款、还能退货的订单的佣金，减去退款部分",
      en: "On paid orders that may still come back, less refunds",
    },
    parts: null,
    undivided: [],
  },
  settled: {
    ...{ group: "commission", unit: "money", better: "up" },
    name: { zh: "已结算佣金", en: "Commission, settled" },
    formula: {
      zh: "过了退货期的订单的佣金，减去退款部分",
      en: "On orders that can come back no more, less refunds",
    },
    parts: null,
    undivided: [],
  },
  "clawed-back": {
    ...{ group: "commission", unit: "money", better: "down" },
    name: { zh: "退款扣回佣金", en: "Commission, taken back" },
    formula: {
      zh: "退款带走的佣金",
      en: "What refunds took of commission",
    },
    parts: null,
    undivided: [],
  },
};

export const REASON_KEYS = [
  "no-sales",
  "no-customers",
  "no-catalogue",
  "no-views",
  "no-before",
  "no-new",
  "no-reviews",
  "no-stock",
  "no-cost",
  "no-list",
  "few-prices",
  "unclear",
  "no-rule",
  "undivided",
] as const;
export type ReasonKey = (typeof REASON_KEYS)[number];

/** Why a figure is not known, and what would make it known. */
export const REASONS: Readonly<Record<ReasonKey, Text>> = {
  "no-sales": { zh: "这段时间没有卖出", en: "Nothing was sold" },
  "no-customers": { zh: "缺：订单里没有认得的客户", en: "Missing: no order names a customer" },
  "no-catalogue": {
    zh: "缺：商品资料。登记或导入商品后才知道有多少没卖",
    en: "Missing: the catalogue. Tell or import the goods, else nobody knows what did not sell",
  },
  "no-views": {
    zh: "缺：浏览记录。小程序或商城接入浏览事件后才有",
    en: "Missing: views. Send the views of your mini-program or mall",
  },
  "no-before": { zh: "前一段时间没有卖出，没法比", en: "Nothing was sold in the stretch before" },
  "no-new": { zh: "这段时间没有上新", en: "Nothing was new" },
  "no-reviews": {
    zh: "缺：送审结果。接入商品送审事件后才有",
    en: "Missing: reviews. Send the verdicts on listings",
  },
  "no-stock": {
    zh: "缺：库存。期初和期末都盘点或导入过库存才能算",
    en: "Missing: stock. Tell it before the beginning and before the end",
  },
  "no-cost": {
    zh: "缺：成本价。在商品里填成本后才能算",
    en: "Missing: costs. Tell what a piece costs you",
  },
  "no-list": {
    zh: "缺：标价。在商品里填标价后才能算",
    en: "Missing: list prices. Tell them with the goods",
  },
  "few-prices": {
    zh: "价格变得太少：至少要 12 个成交日、同一规格 3 种价格",
    en: "Too few prices: 12 days of sales and 3 prices of one SKU are needed",
  },
  unclear: {
    zh: "还看不出来：卖多卖少和价格的关系不明显",
    en: "It cannot be seen yet: sales do not follow the price clearly",
  },
  "no-rule": {
    zh: "缺：佣金规则。设好规则后的订单才有佣金",
    en: "Missing: a rule of commission for these orders",
  },
  undivided: { zh: "这个指标不能按这个维度分", en: "This figure cannot be told apart in this way" },
};
