import { type Currency, err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type DateOrder,
  type ImportOptions,
  type ImportRow,
  isGarbled,
  narrow,
  readAmount,
  readMoment,
  readQuantity,
  textOf,
} from "@zhongshu/ledger/contract";
import { type Buyer, buyerIn } from "./buyer.ts";
import { type Part, partsOf } from "./parts.ts";
import { type Standing, standingOf } from "./status.ts";

export type Reading = ImportOptions & { readonly dates: DateOrder };

/** What a row says of its order beside the goods. */
export const MONEY = ["amount", "total", "paid", "discount", "postage", "refunded"] as const;
export type Money = Readonly<Record<(typeof MONEY)[number], number | null>>;

/** A row of an order understood; its sums may be the order's, and its prices may be missing. */
export type Draft = Buyer & {
  readonly row: ImportRow;
  readonly number: string;
  /** The place of the row among those of its number. */
  readonly ordinal: number;
  readonly at: Instant;
  readonly currency: Currency;
  readonly parts: readonly Part[];
  readonly money: Money;
  readonly standing: Standing;
  readonly refundedAt: Instant | null;
  readonly refundOf: string | null;
};

const text = (zh: string, en: string): Text => ({ zh, en });
const MANGLED = /^\d(\.\d+)?e\+?\d+$/i;
const LONGEST_NUMBER = 200;
const MOST_ROWS = 100_000;
const NOTHING = /^[-—/\\]*$|^(无|暂无|null|none)$/i;

const GARBLED = text(
  "这一行有乱码，编码不对。",
  "This row holds garbled characters: its encoding is wrong.",
);

/** The order number of a row as it is counted by; "" when there is none. */
export const numberOf = (row: ImportRow): string =>
  narrow(textOf(row, "number")).replace(/^[='"`]+|["`]+$/g, "");

function numberRefusal(row: ImportRow, ordinal: number): Text | null {
  const number = numberOf(row);
  if (isGarbled(row)) return GARBLED;
  if (number === "") return text("没有订单号。", "The order number is missing.");
  if (MANGLED.test(number))
    return text(
      `订单号“${number}”被表格软件改成了科学计数法，真正的号码已经丢失。请把该列设为文本后重新导出。`,
      `A spreadsheet turned the order number into "${number}"; the real one is lost. Export it as text.`,
    );
  if (number.length > LONGEST_NUMBER) return text("订单号太长。", "The order number is too long.");
  if (ordinal > MOST_ROWS) return text("这个订单的行数太多。", "This order has too many lines.");
  return null;
}

const OUT: Readonly<Partial<Record<Standing, readonly [string, string]>>> = {
  unpaid: ["没有付款，没有成交", "it was not paid, so nothing was bought"],
  closed: ["没有成交", "nothing was bought"],
  failed: ["没有成交", "nothing was bought"],
  forming: ["还没有成团，成团后再导入", "the group is not complete yet; import it when it is"],
};

function statusRefusal(row: ImportRow, standing: Standing): Text | null {
  const reason = OUT[standing];
  if (reason === undefined) return null;
  const status = ["status", "payment", "refund"]
    .map((field) => textOf(row, field))
    .filter((one) => one !== "")
    .join("，");
  return text(`订单状态是“${status}”，${reason[0]}。`, `The order is "${status}": ${reason[1]}.`);
}

/** What the columns of status say together: money that came back was paid once, whatever else is said. */
function standingIn(row: ImportRow, refunded: number | null): Standing {
  const all = ["status", "payment", "refund"].map((field) => standingOf(textOf(row, field)));
  const said = (...standings: readonly Standing[]): Standing | undefined =>
    standings.find((one) => all.includes(one));
  const out = said("unpaid", "closed", "forming");
  const back = out === "closed" && (refunded ?? 0) > 0 ? "refunded" : undefined;
  return said("failed", "refunded") ?? back ?? out ?? said("partly", "asked") ?? "bought";
}

/** Was the row left out for its status, and not because it cannot be read? */
export const isOut = (row: ImportRow): boolean => OUT[standingIn(row, null)] !== undefined;

function momentIn(row: ImportRow, how: Reading): Result<Instant, Text> {
  const told = textOf(row, "at") || textOf(row, "noted");
  const at = readMoment(told, how.dates);
  if (at !== null) return ok(at);
  return err(
    told === ""
      ? text("没有下单时间。", "The time of the order is missing.")
      : text(
          `时间“${told}”看不懂，或分不清月和日。请写成 2011-09-30 12:05。`,
          `The time "${told}" cannot be read, or its day and month cannot be told apart. Write 2011-09-30 12:05.`,
        ),
  );
}

type Sums = { readonly money: Money; readonly sign: Currency | null };

/**
 * A sum that a row tells; undefined where it is none. What is no sum among what only explains another is passed over:
 * 满100减10 says nothing that 实付 does not.
 */
export function sumIn(row: ImportRow, field: keyof Money, currency: string) {
  const told = textOf(row, field);
  if (NOTHING.test(told)) return null;
  const explains = field === "discount" || field === "postage";
  const passed = explains && textOf(row, "paid") !== "" ? null : undefined;
  return readAmount(told, currency) ?? passed;
}

function moneyIn(row: ImportRow, currency: Currency): Result<Sums, Text> {
  const money: Record<string, number | null> = {};
  let sign: Currency | null = null;
  // What comes back is told by some as less than nothing of it, for less than nothing.
  const back = (readQuantity(textOf(row, "quantity")) ?? 0) < 0;
  for (const field of MONEY) {
    const told = textOf(row, field);
    const found = sumIn(row, field, currency);
    if (found === undefined) return err(text(`“${told}”不是金额。`, `"${told}" is not an amount.`));
    money[field] = found === null ? null : Math.abs(found.minor);
    if (found !== null && found.minor < 0 && !back && field !== "discount" && field !== "refunded")
      return err(text(`金额“${told}”是负数。`, `The amount "${told}" is negative.`));
    sign ??= found?.currency ?? null;
  }
  const of = (field: keyof Money): number | null => money[field] ?? null;
  return ok({
    sign,
    money: {
      ...{ amount: of("amount"), total: of("total"), paid: of("paid") },
      ...{ discount: of("discount"), postage: of("postage"), refunded: of("refunded") },
    },
  });
}

const currencyRefusal = (column: string | null, sign: string | null): Text | null =>
  column !== null && sign !== null && column !== sign
    ? text(
        `币种写的是 ${column}，价格却是 ${sign} 的符号。`,
        `The currency says ${column}, the price has the sign of ${sign}.`,
      )
    : null;

function currencyIn(row: ImportRow): Result<Currency | null, Text> {
  const own = narrow(textOf(row, "currency")).toUpperCase() || null;
  return own === null || /^[A-Z]{3}$/.test(own)
    ? ok(own)
    : err(text(`币种“${own}”看不懂。`, `"${own}" is not a currency code.`));
}

/** Reads a row, or says why it cannot be. */
export function draftOf(row: ImportRow, ordinal: number, how: Reading): Result<Draft, Text> {
  const refusal = numberRefusal(row, ordinal);
  if (refusal !== null) return err(refusal);
  const own = currencyIn(row);
  if (!own.ok) return own;
  const sums = moneyIn(row, own.value ?? how.currency);
  if (!sums.ok) return sums;
  const { money } = sums.value;
  const standing = standingIn(row, money.refunded);
  const out = statusRefusal(row, standing);
  if (out !== null) return err(out);
  const at = momentIn(row, how);
  if (!at.ok) return at;
  const goods = partsOf(row, own.value ?? how.currency);
  if (!goods.ok) return goods;
  const { parts, sign = sums.value.sign } = goods.value;
  const contradiction = currencyRefusal(own.value, sign);
  if (contradiction !== null) return err(contradiction);
  return ok({
    ...buyerIn(row),
    ...{ row, ordinal, parts, money, standing, number: numberOf(row), at: at.value },
    currency: own.value ?? sign ?? how.currency,
    refundedAt: readMoment(textOf(row, "refundedAt"), how.dates),
    refundOf: narrow(textOf(row, "refundOf")) || null,
  });
}
