import type { ImportKind } from "@zhongshu/ledger/contract";
import type { ExpectedRecord, Told } from "./expected.ts";
import type { Shown } from "./shown.ts";
import { same } from "./value.ts";

const WHO = [
  ..."customer buyer user who member phone mobile nickname name wechat_name id userId unionid openid".split(
    " ",
  ),
  ..."客户 买家 手机号 昵称 姓名 成员 客户编号".split(" "),
];

/** What people call the fields of a record, by what they are called here. */
const NAMES: Readonly<Record<ImportKind, Readonly<Record<string, readonly string[]>>>> = {
  orders: {
    number: "order order_number orderNumber orderNo order_no no 订单号 订单编号".split(" "),
    at: "time date placed_at ordered_at created_at 下单时间 时间 日期".split(" "),
    customer: WHO,
    total: "paid amount sum 实付 实付金额 订单金额 金额 合计".split(" "),
    refunded: "refund refunds 退款 退款金额".split(" "),
    lines: "items goods 商品 明细 商品明细".split(" "),
    leader: ["团长"],
    pickup: "pickup_point 自提点".split(" "),
    community: "group 社群 群".split(" "),
    note: "remark 备注 买家留言 留言".split(" "),
  },
  customers: {
    ...{
      customer: ["客户", "who", "user"],
      id: "userId user_id customer_id 客户编号 会员编号".split(" "),
    },
    ...{ phone: "mobile tel 手机号 手机".split(" "), name: "姓名 客户姓名".split(" ") },
    ...{ nickname: "wechat_name wechat 昵称 微信昵称".split(" "), level: ["等级", "会员等级"] },
    ...{
      points: ["积分"],
      city: ["城市"],
      province: ["省份"],
      birthday: ["生日"],
      gender: ["性别"],
    },
    ...{ tags: ["标签"], note: ["remark", "备注"], email: ["邮箱"], registered_at: ["注册时间"] },
  },
  goods: {
    ...{
      sku: "code 商品编码 编码 规格编码".split(" "),
      product: "product_id spu 商品ID".split(" "),
    },
    ...{ title: "name 商品名称 名称".split(" "), category: ["类目", "分类"], spec: ["规格"] },
    price: "list_price listPrice 售价 价格 单价".split(" "),
    member: "member_price memberPrice 会员价".split(" "),
    coupon: "coupon_price couponPrice 券后价".split(" "),
    ...{ cost: ["成本", "成本价"], stock: ["库存", "quantity"] },
    share: "commission commission_rate rate 佣金 佣金比例".split(" "),
  },
  stock: {
    ...{ sku: "code 商品编码 编码 规格编码".split(" "), title: "name 商品名称 商品".split(" ") },
    ...{
      product: "product_id 商品ID".split(" "),
      stock: "quantity qty count on_hand 库存 数量".split(" "),
    },
  },
  commission: {
    ...{
      scope: ["适用范围", "范围", "level"],
      subject: "product category sku target 适用对象 商品 类目".split(" "),
    },
    share: "rate commission commission_rate percent 佣金 佣金比例 比例".split(" "),
    from: "valid_from validFrom start 生效时间 开始时间".split(" "),
    until: "valid_until validUntil to end 失效时间 结束时间".split(" "),
  },
  communities: {
    ...{
      community: "name title 群名称 社群 群名".split(" "),
      code: "id community_id 群ID 群编号".split(" "),
    },
    ...{ size: "count members 人数 群人数".split(" "), channel: ["渠道", "平台"] },
  },
  members: { community: "group 群 群名称 社群 code".split(" "), customer: WHO },
};

const fieldOf = (kind: ImportKind, name: string, shown: Shown | undefined): string | null => {
  const known = NAMES[kind];
  if (known[name] !== undefined || shown?.[name] !== undefined) return name;
  return Object.keys(known).find((field) => known[field]?.includes(name)) ?? null;
};

/** Whoever has left is not to be shown. */
const hasLeft = (kind: ImportKind, told: ExpectedRecord): boolean =>
  kind === "members" &&
  ["left", "left_at", "退群时间"].some((name) => (told[name] ?? null) !== null);

function fits(kind: ImportKind, told: ExpectedRecord, shown: Shown): boolean {
  return Object.entries(told).every(([name, value]: [string, Told]) => {
    const field = fieldOf(kind, name, shown);
    if (field === null) return true;
    const found = shown[field];
    return found === undefined ? value === null || value === "" : same(value, found);
  });
}

export type Difference = {
  readonly missing: readonly ExpectedRecord[];
  readonly over: readonly Shown[];
  /** Words that no page of the product answers to; they are not judged. */
  readonly unknown: readonly string[];
};

/** Records as they were written against those that are shown: each must be found, and nothing else be there. */
export function compared(
  kind: ImportKind,
  told: readonly ExpectedRecord[],
  shown: readonly Shown[],
): Difference {
  const wanted = told.filter((record) => !hasLeft(kind, record));
  const left = new Set(shown);
  const missing: ExpectedRecord[] = [];
  for (const record of wanted) {
    const found = [...left].find((one) => fits(kind, record, one));
    if (found === undefined) missing.push(record);
    else left.delete(found);
  }
  const names = new Set(wanted.flatMap((record) => Object.keys(record)));
  const unknown = [...names].filter((name) => fieldOf(kind, name, shown[0]) === null);
  return { missing, over: [...left], unknown };
}
