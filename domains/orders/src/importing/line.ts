import type { Instant, Text } from "@zhongshu/kernel";
import type { ImportOptions, ImportRow, RefusedRow } from "@zhongshu/ledger/contract";
import {
  type DateOrder,
  narrow,
  readAmount,
  readMoment,
  readQuantity,
} from "@zhongshu/ledger/contract";
import { kindOf } from "./kind.ts";

/** A row of the file understood. Quantity is positive, but signed in a stock adjustment. */
export type Line = {
  readonly row: ImportRow;
  readonly document: "order" | "refund" | "stock";
  readonly number: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly customer: string | null;
  readonly refundOf: string | null;
  readonly sku: string;
  readonly product: string;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  readonly kind: "goods" | "service";
};

export type Reading = ImportOptions & { readonly dates: DateOrder };

const text = (zh: string, en: string): Text => ({ zh, en });
const MANGLED = /^\d(\.\d+)?e\+?\d+$/i;
const REFUND = /^C\d/i;
const NOT_BOUGHT =
  /关闭|取消|待付款|未付款|等待买家付款|未支付|待支付|cancel|closed|unpaid|pending payment/i;
const LONGEST = { id: 200, title: 500 } as const;
const MOST = { quantity: 1_000_000, ordinal: 100_000 } as const;

export const cell = ({ cells }: ImportRow, field: string): string => cells[field] ?? "";

/** The order number of a row as it is counted by; "" when there is none. */
export const numberOf = (row: ImportRow): string => narrow(cell(row, "number"));

/** "17850.0" is a spreadsheet's 17850. A masked phone names nobody, so its line is anonymous. */
export function customerOf(cell: string): string | null {
  const plain = narrow(cell).replace(/^(\d+)\.0+$/, "$1");
  return plain === "" || plain.includes("*") || plain.length > LONGEST.id ? null : plain;
}

/** A row → a line, or the reason why not. `ordinal` counts the rows of its number in the file. */
export function readLine(row: ImportRow, ordinal: number, how: Reading): Line | RefusedRow {
  const number = numberOf(row);
  const at = readMoment(cell(row, "at"), how.dates);
  const quantity = readQuantity(cell(row, "quantity"));
  const own = narrow(cell(row, "currency")).toUpperCase() || null;
  const price = readAmount(cell(row, "price"), own ?? how.currency);
  const reason =
    numberRefusal(row, number, ordinal) ??
    goodsRefusal(row) ??
    momentRefusal(cell(row, "at"), at) ??
    quantityRefusal(number, quantity) ??
    priceRefusal(cell(row, "price"), price?.minor ?? null, own) ??
    currencyRefusal(own, price?.currency ?? null);
  if (reason !== null || at === null || quantity === null || price === null)
    return {
      ...{ row: row.row, raw: row.raw, reason: reason ?? UNREADABLE },
      ordinal: ordinal === 0 ? null : ordinal,
    };
  const currency = own ?? price.currency ?? how.currency;
  return {
    row,
    number,
    ordinal,
    at,
    minor: price.minor,
    currency,
    ...goods(row),
    ...sorted(number, quantity),
    ...who(row),
  };
}

function sorted(number: string, quantity: number): Pick<Line, "document" | "quantity"> {
  if (REFUND.test(number)) return { document: "refund", quantity: Math.abs(quantity) };
  return { document: quantity < 0 ? "stock" : "order", quantity };
}

const who = (row: ImportRow): Pick<Line, "customer" | "refundOf"> => ({
  customer: customerOf(cell(row, "customer")),
  refundOf: narrow(cell(row, "refundOf")) || null,
});

function goods(row: ImportRow): Pick<Line, "sku" | "product" | "title" | "category" | "kind"> {
  const title = cell(row, "title").trim().slice(0, LONGEST.title);
  // Without a code the name is the identity: the only one that the file gives.
  const sku = narrow(cell(row, "sku")) || title.slice(0, LONGEST.id);
  const product = narrow(cell(row, "product")) || sku;
  const category = cell(row, "category").trim().slice(0, LONGEST.title) || null;
  return { sku, product, title, category, kind: kindOf(sku, title) };
}

const UNREADABLE = text("这一行读不懂。", "This row cannot be read.");
const GARBLED = text(
  "这一行有乱码，编码不对。",
  "This row holds garbled characters: its encoding is wrong.",
);

function numberRefusal(row: ImportRow, number: string, ordinal: number): Text | null {
  if (row.raw.includes("\uFFFD") || row.raw.includes("\0")) return GARBLED;
  if (number === "") return text("没有订单号。", "The order number is missing.");
  if (MANGLED.test(number))
    return text(
      `订单号“${number}”被表格软件改成了科学计数法，真正的号码已经丢失。请把该列设为文本后重新导出。`,
      `A spreadsheet turned the order number into "${number}"; the real one is lost. Export it as text.`,
    );
  if (number.length > LONGEST.id) return text("订单号太长。", "The order number is too long.");
  if (ordinal > MOST.ordinal) return text("这个订单的行数太多。", "This order has too many lines.");
  return null;
}

function goodsRefusal(row: ImportRow): Text | null {
  const { sku, product } = goods(row);
  if (sku === "")
    return text(
      "没有商品编码，也没有商品名称。",
      "Neither a code nor a name of the goods is given.",
    );
  if (sku.length > LONGEST.id || product.length > LONGEST.id)
    return text("商品编码太长。", "The code of the goods is too long.");
  const status = cell(row, "status");
  return NOT_BOUGHT.test(status)
    ? text(`订单状态是“${status}”，没有成交。`, `The order is "${status}", so nothing was bought.`)
    : null;
}

function momentRefusal(cell: string, at: Instant | null): Text | null {
  if (at !== null) return null;
  if (cell.trim() === "") return text("没有下单时间。", "The time of the order is missing.");
  return text(
    `时间“${cell}”看不懂，或分不清月和日。请写成 2011-09-30 12:05。`,
    `The time "${cell}" cannot be read, or its day and month cannot be told apart. Write 2011-09-30 12:05.`,
  );
}

function quantityRefusal(number: string, quantity: number | null): Text | null {
  if (quantity === null) return text("数量不是整数。", "The quantity is not a whole number.");
  if (quantity === 0) return text("数量是 0。", "The quantity is 0.");
  if (Math.abs(quantity) > MOST.quantity) return text("数量太大。", "The quantity is too large.");
  return REFUND.test(number) && quantity > 0
    ? text(
        "C 开头的单号是退款单，数量应为负数，这一行却是正数。",
        "A number with C is a refund, whose quantity is negative; this one is positive.",
      )
    : null;
}

function priceRefusal(cell: string, minor: number | null, currency: string | null): Text | null {
  if (currency !== null && !/^[A-Z]{3}$/.test(currency))
    return text(`币种“${currency}”看不懂。`, `"${currency}" is not a currency code.`);
  if (minor === null)
    return text(`单价“${cell}”不是金额。`, `The price "${cell}" is not an amount.`);
  return minor < 0 ? text("单价是负数。", "The price is negative.") : null;
}

const currencyRefusal = (column: string | null, sign: string | null): Text | null =>
  column !== null && sign !== null && column !== sign
    ? text(
        `币种写的是 ${column}，价格却是 ${sign} 的符号。`,
        `The currency says ${column}, the price has the sign of ${sign}.`,
      )
    : null;
