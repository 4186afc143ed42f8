import {
  type ImportField,
  type ImportOptions,
  type ImportRow,
  importField,
  narrow,
  readAmount,
  readQuantity,
  textOf,
} from "@zhongshu/ledger/contract";
import { rateFields } from "./rate.ts";

const isAmount = (value: string): boolean => readAmount(value, "CNY") !== null;
const isCount = (value: string): boolean => stockIn(value) !== undefined;

/** What the product is called by, the same in every list of goods; the order of headings says which is surer. */
export const IDENTITY: readonly ImportField[] = [
  importField("sku", "商品编码", [
    ...[
      "StockCode",
      "SKU",
      "规格编码",
      "商品编码",
      "商家编码",
      "货号",
      "商品货号",
      "SKUID",
      "SKU编码",
    ],
    ...[
      "条码",
      "商品条码",
      "条形码",
      "物料编码",
      "产品编码",
      "编码",
      "商品编号",
      "产品编号",
      "商品代码",
      "ItemCode",
      "ProductCode",
    ],
  ]),
  importField("title", "商品名称", [
    ...[
      "ProductName",
      "商品名称",
      "商品标题",
      "宝贝标题",
      "品名",
      "产品名称",
      "商品",
      "货品名称",
      "物料名称",
    ],
    ...["Title", "Name", "Description", "名称", "标题", "货名"],
  ]),
  importField("product", "商品ID（同款）", [
    "ProductID",
    "商品ID",
    "SPU",
    "SPUID",
    "SPU编码",
    "款号",
    "SPU ID",
  ]),
  importField("spec", "规格", [
    "Spec",
    "规格",
    "规格名称",
    "商品规格",
    "规格型号",
    "型号",
    "Variant",
    "SKU名称",
    "款式",
  ]),
];

export const goodsFields: readonly ImportField[] = [
  ...IDENTITY,
  importField("category", "类目", [
    ...[
      "Category",
      "类目",
      "商品类目",
      "分类",
      "商品分类",
      "商品分组",
      "分组",
      "品类",
      "类别",
      "商品类别",
    ],
  ]),
  importField(
    "price",
    "售价",
    [
      ...[
        "Price",
        "售价",
        "销售价",
        "零售价",
        "商品价格",
        "价格",
        "单价",
        "团购价",
        "现价",
        "销售价格",
        "商品售价",
      ],
      ...[
        "店铺价",
        "一口价",
        "SalePrice",
        "ListPrice",
        "标价",
        "定价",
        "建议零售价",
        "原价",
        "划线价",
        "市场价",
        "吊牌价",
      ],
    ],
    { fits: isAmount, telling: true },
  ),
  importField(
    "member",
    "会员价",
    ["MemberPrice", "会员价", "会员价格", "VIP价", "vip价格", "团购价", "拼团价", "群价"],
    {
      fits: isAmount,
      telling: true,
    },
  ),
  importField(
    "coupon",
    "券后价",
    [
      "CouponPrice",
      "券后价",
      "活动价",
      "优惠价",
      "促销价",
      "折后价",
      "到手价",
      "券后",
      "秒杀价",
      "特价",
    ],
    { fits: isAmount, telling: true },
  ),
  importField(
    "stock",
    "库存",
    [
      "Stock",
      "库存",
      "库存数量",
      "商品库存",
      "可用库存",
      "现有库存",
      "剩余库存",
      "总库存",
      "可售库存",
      "实际库存",
      "库存量",
      "可售数量",
    ],
    {
      fits: isCount,
    },
  ),
  ...rateFields([
    "CommissionRate",
    "佣金比例",
    "佣金率",
    "佣金",
    "分佣比例",
    "提成比例",
    "团长佣金",
    "分销佣金",
    "返佣比例",
    "佣金比率",
    "提成",
    "分佣",
  ]),
  importField(
    "cost",
    "成本价",
    [
      "Cost",
      "成本价",
      "成本",
      "进货价",
      "进价",
      "采购价",
      "供货价",
      "拿货价",
      "结算价",
      "成本单价",
    ],
    {
      fits: isAmount,
      telling: true,
    },
  ),
  importField("currency", "币种", ["Currency", "币种", "货币"], {
    fits: (value) => /^[A-Za-z]{3}$/.test(value),
  }),
];

const SOLD_OUT = /^(缺货|售罄|已售罄|售完|卖完|卖光|无货|断货|无库存|无|soldout|outofstock)$/i;
const PLENTY = /^(充足|有货|不限|不限量|无限|无限量|unlimited|instock)$/i;

/** How many are there; null where the list only says that there are some, undefined for what is no count. */
export function stockIn(text: string): number | null | undefined {
  const plain = narrow(text).replace(/\s+/g, "");
  if (SOLD_OUT.test(plain)) return 0;
  return PLENTY.test(plain) ? null : (readQuantity(text) ?? undefined);
}

const LONGEST = { id: 200, title: 500 } as const;

export type Named = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly spec: string;
};

/** What a row is about: without a code the name is the identity, as it is in orders; null where it names nothing. */
export function namedIn(row: ImportRow): Named | null {
  const title = textOf(row, "title").slice(0, LONGEST.title);
  const spec = textOf(row, "spec").slice(0, LONGEST.title);
  const code = narrow(textOf(row, "sku")).replace(/^(\d+)\.0+$/, "$1");
  const product = narrow(textOf(row, "product")).replace(/^(\d+)\.0+$/, "$1") || code || title;
  const sku = code || (spec === "" ? product : `${product} ${spec}`);
  if (product === "" || product.length > LONGEST.id || sku.length > LONGEST.id) return null;
  return { product, sku, title, spec };
}

/** How shares without a sign are meant in this file: where all are below one they are parts of one. */
export function bareShares(sample: readonly ImportRow[]): "fraction" | "percent" {
  const bare = sample
    .map((row) => Number(narrow(textOf(row, "share"))))
    .filter((share) => Number.isFinite(share) && share > 0);
  return bare.length > 0 && bare.every((share) => share < 1) ? "fraction" : "percent";
}

export type Reading = ImportOptions & { readonly bare: "fraction" | "percent" };
