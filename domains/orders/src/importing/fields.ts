import {
  type ImportField,
  importField,
  narrow,
  PERSON,
  readAmount,
  readMoment,
  readQuantity,
} from "@zhongshu/ledger/contract";
import { itemsIn } from "./items.ts";

const isAmount = (value: string): boolean => readAmount(value, "CNY") !== null;
const isQuantity = (value: string): boolean => readQuantity(value) !== null;
// Either order will do: whether it is a moment at all is the question here. Five digits may be days, and much else.
const isMoment = (value: string): boolean =>
  !/^\d{5}(\.\d+)?$/.test(value) &&
  (readMoment(value, "mdy") !== null || readMoment(value, "dmy") !== null);
const isNumber = (value: string): boolean => /^#?[\w-]{4,40}$/.test(narrow(value));
const isItems = (value: string): boolean =>
  itemsIn(value).some(({ quantity }) => quantity !== null);

const words = (all: string): readonly string[] => all.split(" ");
const telling = { telling: true } as const;
/** What a sum may be of, other than of goods or of the order. */
const OTHER_SUM =
  /优惠(?!后|价)|折扣|抵扣|券|积分|红包|补贴|佣金|服务费|手续费|税|退|运费|邮费|立减|满减|定金|成本|利润|余额|discount|refund|shipping|tax|fee/i;
const OTHER_TIME =
  /退款|退货|发货|收货|完成|成团|截止|更新|售后|自提|结算|打印|导出|注册|入群|生日|有效|shipp|deliver|refund/i;
const amount = { fits: isAmount } as const;
const sum = { ...amount, unlike: OTHER_SUM } as const;

const DOCUMENT: readonly ImportField[] = [
  importField(
    "number",
    "订单号",
    words(
      "InvoiceNo Invoice 订单编号 订单号 主订单编号 OrderNo OrderId OrderNumber 单号 订单流水号 商户订单号 交易号 交易单号 订单ID 跟团号 接龙号",
    ),
    { required: true, telling: true, fits: isNumber, beside: ["Name", "Lineitem name"] },
  ),
  importField(
    "at",
    "下单时间",
    [
      ...words(
        "InvoiceDate 下单时间 订单创建时间 订单提交时间 创建时间 付款时间 支付时间 订单付款时间 成交时间",
      ),
      ...words(
        "OrderDate CreatedAt OrderTime 下单日期 订单时间 订单日期 跟团时间 接龙时间 提交时间 开单时间 销售日期 交易时间 PaidAt 日期 时间",
      ),
    ],
    { required: true, fits: isMoment, byValue: true, unlike: OTHER_TIME },
  ),
];

const GOODS: readonly ImportField[] = [
  importField(
    "sku",
    "商品编码",
    words(
      "StockCode SKU 规格编码 商品编码 商家编码 货号 商品货号 SKUID SKU编码 ProductCode ItemNo 条码 商品条码 编码 商品编号 商品代码 ItemCode LineitemSku 商品ID",
    ),
  ),
  importField(
    "title",
    "商品名称",
    words(
      "Description 商品名称 商品标题 宝贝标题 品名 产品名称 ProductName LineitemName Title 商品",
    ),
    { whole: words("名称 货品 货品名称 宝贝 品项 菜品 Product Item Name") },
  ),
  importField(
    "items",
    "商品明细（几样在一格里）",
    words(
      "Items 商品明细 商品信息 商品详情 商品清单 商品列表 购买商品 订单商品 跟团商品 接龙内容 购买内容 商品及数量 全部商品 团购商品 购物明细 货品明细",
    ),
    { fits: isItems },
  ),
  importField("spec", "规格", words("Spec 规格 商品规格 规格名称 规格型号 商品属性 销售属性 款式")),
  importField(
    "quantity",
    "数量",
    words(
      "Quantity 数量 商品数量 购买数量 宝贝数量 件数 份数 商品件数 下单数量 Qty 销售数量 数量/件 订购数量 购买件数 LineitemQuantity",
    ),
    { fits: isQuantity, unlike: /种类|发货|退|剩余|库存|refund/i },
  ),
  importField(
    "price",
    "单价",
    [
      ...words("UnitPrice 单价 商品单价 成交单价 价格 商品价格 Price 售价 商品售价 销售价 团购价"),
      ...words("拼团价 成交价 实际单价 团价 群价 零售价 销售单价 京东价 LineitemPrice"),
    ],
    sum,
  ),
  importField("product", "商品ID（同款）", words("ProductID SPU SPUID SPU编码 款号")),
  importField("category", "类目", words("Category 类目 商品类目 分类 商品分类 商品分组")),
];

const MONEY: readonly ImportField[] = [
  importField(
    "amount",
    "商品金额",
    [
      ...words(
        "Amount 商品实付金额 商品实付 商品实收 优惠后金额 商品金额 商品总价 商品总额 商品合计 商品小计",
      ),
      ...words("货款 行金额 明细金额 LineTotal Subtotal 销售金额 成交额 商品应付"),
    ],
    { ...sum, whole: words("小计 金额 总价") },
  ),
  importField(
    "total",
    "订单金额",
    words("OrderTotal 订单金额 订单总额 订单总价 订单总金额 总金额 应付金额 应付总额 应收金额"),
    { ...sum, ...telling, whole: words("Total 合计 总额 总计 应付 应收") },
  ),
  importField(
    "paid",
    "实付金额",
    [
      ...words(
        "Paid 实付金额 实付款 实收款 实收金额 支付金额 付款金额 实际支付金额 实际支付 买家实付 订单实付",
      ),
      ...words(
        "实付总额 已付金额 成交金额 AmountPaid TotalPaid 实际付款 实际收款 用户实付金额 用户实付 客户实付 到账金额",
      ),
    ],
    { ...sum, ...telling, whole: words("实付 实收 已付") },
  ),
  importField(
    "discount",
    "优惠金额",
    words(
      "Discount 优惠金额 优惠总额 优惠总金额 优惠合计 订单优惠 店铺优惠 折扣金额 减免金额 优惠券金额 立减",
    ),
    { ...amount, whole: words("优惠 折扣 减免 优惠券 满减") },
  ),
  importField(
    "postage",
    "运费",
    words(
      "Postage 运费金额 快递费 邮费 配送费 邮资 订单运费 实付运费 应收运费 物流费 Shipping Freight",
    ),
    { ...amount, ...telling, whole: words("运费") },
  ),
  importField(
    "refunded",
    "退款金额",
    words("Refunded 退款金额 已退款金额 退款总额 已退金额 实退金额 RefundAmount RefundedAmount"),
    { ...amount, ...telling, whole: words("退款") },
  ),
  importField("currency", "币种", words("Currency 币种 货币"), {
    fits: (value) => /^[A-Za-z]{3}$/.test(value),
  }),
];

const STATUS: readonly ImportField[] = [
  importField(
    "status",
    "订单状态",
    words("Status 订单状态 交易状态 OrderStatus 状态 单据状态 订单进度 发货状态"),
  ),
  importField("payment", "付款状态", words("PaymentStatus FinancialStatus 付款状态 支付状态")),
  importField("refund", "退款状态", words("RefundStatus 退款状态 售后状态 维权状态 退款售后")),
  importField("refundedAt", "退款时间", words("RefundedAt 退款时间 退款完成时间 退款成功时间"), {
    fits: isMoment,
  }),
  importField("refundOf", "退款对应的原订单号", words("OriginalOrder 原订单号 原订单编号")),
];

/** Who bought: a number of the source's own, and what every list of people calls them by. */
const BUYER: readonly ImportField[] = [
  importField(
    "customer",
    "客户",
    words(
      "CustomerID 客户ID 客户编号 买家ID 会员ID 会员编号 用户ID 用户编号 UserID 粉丝ID 买家会员名 买家账号 买家 客户 用户 顾客 Buyer BuyerID Customer",
    ),
  ),
  ...PERSON.filter(({ field }) => field !== "id").map((field) => ({
    ...field,
    headings: field.headings.filter((heading) => heading !== "客户"),
  })),
];

const PLACE: readonly ImportField[] = [
  importField("leader", "团长", words("Leader 团长 团长昵称 团长姓名 发起人 所属团长 帮卖团长")),
  importField(
    "pickup",
    "自提点",
    words("Pickup 自提点 自提点名称 提货点 自提地址 取货点 自提点地址 提货地点"),
  ),
  importField(
    "community",
    "社群",
    words("Community 社群 所属社群 社群名称 群名称 所在群 群聊名称 来源群 群名"),
    { whole: ["群"] },
  ),
  importField("note", "买家留言", words("BuyerNote 买家留言 买家备注 团员备注 订单备注 留言 备注")),
];

/** What an order export may hold, in the order to offer it; headings of several malls and of UCI. */
export const fields: readonly ImportField[] = [
  ...DOCUMENT,
  ...GOODS,
  ...MONEY,
  ...STATUS,
  ...BUYER,
  ...PLACE,
  importField("noted", "抄录时间", words("NotedAt 抄录时间")),
  importField("ordinal", "行序", ["中枢行序"]),
  importField("country", "国家或地区", words("Country 国家 国家地区")),
];
