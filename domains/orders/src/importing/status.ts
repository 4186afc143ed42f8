import { narrow } from "@zhongshu/ledger/contract";

/** What a status in words says: nothing was bought, all was given back, or some, or it was only asked for; else bought. */
export type Standing =
  | "bought"
  | "asked"
  | "unpaid"
  | "closed"
  | "failed"
  | "forming"
  | "refunded"
  | "partly";

/** The first that fits decides: 退款关闭 is no refund, 拼团未成已退款 never was an order. */
const WORDS: readonly (readonly [RegExp, Standing])[] = [
  [/未成团|未拼成|流团|(拼团|成团|团购|接龙)[^中]{0,3}(失败|未成)|未达成团/, "failed"],
  [/部分退|部分已退|partiallyrefund/i, "partly"],
  [
    /(退款|退货|售后|维权|退货退款)(申请)?(已|被|单)?(关闭|取消|撤销|撤回|拒绝|失败|驳回)|(拒绝|撤销|取消|驳回|无|未|没有|不可)(申请)?(退款|退货|售后|维权)/,
    "asked",
  ],
  [
    /(退款|退货)(已)?(成功|完成|完毕|结束|到账)|(已|全额|全部|全)(全额|全部)?(退款|退货|退$)|refunded/i,
    "refunded",
  ],
  [/退款|退货|售后|维权|退换|refund/i, "asked"],
  [
    /[待未](买家|客户|用户|顾客)?(付|支付)|等待(买家|客户)?(付|支付)|unpaid|pendingpayment|awaitingpayment/i,
    "unpaid",
  ],
  [/关闭|取消|作废|失效|撤单|退团|删除|cancel|closed|void/i, "closed"],
  [/失败|超时|fail|expired/i, "failed"],
  [/(拼团|组团|成团|凑团|团购)中|待(成团|开团|拼成)/, "forming"],
];

export function standingOf(status: string): Standing {
  if (status === "") return "bought";
  const plain = narrow(status).replace(/\s/g, "");
  return WORDS.find(([pattern]) => pattern.test(plain))?.[1] ?? "bought";
}
