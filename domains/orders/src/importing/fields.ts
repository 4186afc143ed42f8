import type { ImportField } from "@zhongshu/ledger/contract";
import { narrow, readAmount, readMoment, readQuantity } from "@zhongshu/ledger/contract";

const isAmount = (value: string): boolean => readAmount(value, "CNY") !== null;
const isQuantity = (value: string): boolean => readQuantity(value) !== null;
// Either order will do: whether it is a moment at all is the question here. Five digits may be days, and much else.
const isMoment = (value: string): boolean =>
  !/^\d{5}(\.\d+)?$/.test(value) &&
  (readMoment(value, "mdy") !== null || readMoment(value, "dmy") !== null);
const isNumber = (value: string): boolean => /^[\w-]{4,40}$/.test(narrow(value));

type Extra = Partial<Omit<ImportField, "field" | "label" | "headings">>;
const field = (
  name: string,
  zh: string,
  headings: readonly string[],
  more: Extra = {},
): ImportField => ({
  field: name,
  label: { zh, en: headings[0] ?? name },
  headings: [...headings, zh],
  required: false,
  ...more,
});

const need = { required: true } as const;

/** What an order export may hold, in the order to offer it; headings of several malls and of UCI. */
export const fields: readonly ImportField[] = [
  field(
    "number",
    "订单号",
    [
      "InvoiceNo",
      "Invoice",
      "订单编号",
      "订单号",
      "主订单编号",
      "OrderNo",
      "OrderId",
      "OrderNumber",
      "单号",
      "交易号",
    ],
    { ...need, fits: isNumber },
  ),
  field(
    "at",
    "下单时间",
    [
      "InvoiceDate",
      "下单时间",
      "付款时间",
      "支付时间",
      "订单付款时间",
      "订单创建时间",
      "创建时间",
      "成交时间",
      "OrderDate",
      "CreatedAt",
      "日期",
      "时间",
    ],
    { ...need, fits: isMoment, byValue: true },
  ),
  field("sku", "商品编码", [
    "StockCode",
    "SKU",
    "规格编码",
    "商品编码",
    "商家编码",
    "货号",
    "商品货号",
    "SKUID",
    "SKU编码",
    "条码",
    "商品ID",
  ]),
  field("title", "商品名称", [
    "Description",
    "商品名称",
    "商品标题",
    "宝贝标题",
    "品名",
    "ProductName",
    "Title",
    "商品",
  ]),
  field(
    "quantity",
    "数量",
    ["Quantity", "数量", "商品数量", "购买数量", "宝贝数量", "件数", "Qty"],
    { ...need, fits: isQuantity },
  ),
  field(
    "price",
    "单价",
    ["UnitPrice", "单价", "商品单价", "成交单价", "价格", "商品价格", "Price"],
    { ...need, fits: isAmount },
  ),
  field("customer", "客户", [
    "CustomerID",
    "客户ID",
    "客户编号",
    "买家ID",
    "会员ID",
    "用户ID",
    "UserID",
    "OpenID",
    "买家手机号",
    "手机号",
    "收货人手机号",
    "联系电话",
    "买家会员名",
    "买家",
    "客户",
    "买家昵称",
  ]),
  field("product", "商品ID（同款）", ["ProductID", "SPU", "SPUID", "SPU编码", "款号"]),
  field("category", "类目", ["Category", "类目", "商品类目", "分类", "商品分类", "商品分组"]),
  field("currency", "币种", ["Currency", "币种", "货币"], {
    fits: (value) => /^[A-Za-z]{3}$/.test(value),
  }),
  field("refundOf", "退款对应的原订单号", ["OriginalOrder", "原订单号", "原订单编号"]),
  field("ordinal", "行序", ["中枢行序"]),
  field("status", "订单状态", ["Status", "订单状态", "交易状态", "OrderStatus"]),
  field("country", "国家或地区", ["Country", "国家", "国家地区"]),
];
