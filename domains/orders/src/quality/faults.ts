import { DAY, type Instant, type Text } from "@zhongshu/kernel";

/** An order with what stands around it, as far as it may be out of line. */
export type OrderFacts = {
  readonly at: Instant;
  readonly currency: string;
  readonly total: number;
  readonly refunded: number;
  /** Its lines in its own currency, added up; and how many are in another. */
  readonly lines: number;
  readonly strange: number;
  /** In its currency; null where no payment was told. */
  readonly paid: number | null;
  readonly firstRefundAt: Instant | null;
};

export type Fault = { readonly rule: OrderRule; readonly says: Text; readonly mend: Text };
export type OrderRule =
  | "order-unbalanced"
  | "order-over-refunded"
  | "order-paid-otherwise"
  | "order-date";

/** No shop of this kind is older. */
export const EARLIEST = Date.UTC(2005, 0, 1);
const AHEAD = DAY;

type Judged = { readonly order: OrderFacts; readonly now: Instant; money(minor: number): string };
type Rule = (judged: Judged) => Omit<Fault, "rule"> | null;

const unbalanced: Rule = ({ order, money }) => {
  if (order.strange > 0)
    return {
      says: {
        zh: `有 ${order.strange} 行是另一种币种，没有算进总额。`,
        en: `${order.strange} lines are in another currency and not in the sum.`,
      },
      mend: {
        zh: "请在导出里把这些行的币种改成一致，撤销那次导入后重新导入。",
        en: "Make the currencies agree in the export, undo that import and import it again.",
      },
    };
  if (order.lines === order.total) return null;
  return {
    says: {
      zh: `总额 ${money(order.total)}，各行加起来是 ${money(order.lines)}。`,
      en: `The total is ${money(order.total)}, its lines add up to ${money(order.lines)}.`,
    },
    mend: {
      zh: "请查看来龙去脉，撤销有问题的那次导入后重新导入。",
      en: "See where it came from, undo the import in question and import it again.",
    },
  };
};

const overRefunded: Rule = ({ order, money }) =>
  order.refunded <= order.total
    ? null
    : {
        says: {
          zh: `退款 ${money(order.refunded)}，比订单总额 ${money(order.total)} 还多。`,
          en: `${money(order.refunded)} were refunded, more than the order's ${money(order.total)}.`,
        },
        mend: {
          zh: "多半是退款单导了两个来源，或订单少导了几行：核对后撤销多的那次导入。",
          en: "Most likely the refund came from two sources, or lines of the order are missing: undo the import that is too many.",
        },
      };

const paidOtherwise: Rule = ({ order, money }) =>
  order.paid === null || order.paid === order.total
    ? null
    : {
        says: {
          zh: `付了 ${money(order.paid)}，订单总额是 ${money(order.total)}。`,
          en: `${money(order.paid)} were paid, the order's total is ${money(order.total)}.`,
        },
        mend: {
          zh: "有优惠或补差价时属正常；否则请核对是否少导了行，或付款重复上报。",
          en: "Usual with a discount or a supplement; else see whether lines are missing or the payment was told twice.",
        },
      };

const date: Rule = ({ order, now }) => {
  const mend = {
    zh: "请在导出里改正日期列，撤销那次导入后重新导入。",
    en: "Correct the dates in the export, undo that import and import it again.",
  };
  if (order.at > now + AHEAD)
    return { says: { zh: "下单时间在将来。", en: "It was placed in the future." }, mend };
  if (order.at < EARLIEST)
    return { says: { zh: "下单时间早于 2005 年。", en: "It was placed before 2005." }, mend };
  if (order.firstRefundAt !== null && order.firstRefundAt < order.at - AHEAD)
    return { says: { zh: "退款比下单还早。", en: "It was refunded before it was placed." }, mend };
  return null;
};

const RULES: Readonly<Record<OrderRule, Rule>> = {
  "order-unbalanced": unbalanced,
  "order-over-refunded": overRefunded,
  "order-paid-otherwise": paidOtherwise,
  "order-date": date,
};
const NAMES: readonly OrderRule[] = [
  "order-unbalanced",
  "order-over-refunded",
  "order-paid-otherwise",
  "order-date",
];

/** Every rule that an order breaks. */
export const faultsOf = (judged: Judged): readonly Fault[] =>
  NAMES.flatMap((rule) => {
    const found = RULES[rule](judged);
    return found === null ? [] : [{ rule, ...found }];
  });
