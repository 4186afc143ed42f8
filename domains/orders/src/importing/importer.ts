import { setImmediate as giveWay } from "node:timers/promises";
import {
  dateOrder,
  type ImportEvent,
  type Importer,
  type ImportOptions,
  type ImportPass,
  type ImportRow,
  lacking,
  type Pending,
  type RefusedRow,
  type Settled,
  textOf,
} from "@zhongshu/ledger/contract";
import { callings } from "./called.ts";
import { filled, goesOn } from "./carried.ts";
import { type CodesOf, coded } from "./codes.ts";
import { type Draft, draftOf, isOut, numberOf, type Reading } from "./draft.ts";
import { fields } from "./fields.ts";
import { knownOf } from "./known.ts";
import type { Line } from "./line.ts";
import { refusedRow, understood } from "./order.ts";
import { Ordinals } from "./ordinals.ts";
import { retell } from "./retell.ts";
import { documentKey, settle } from "./settle.ts";

/** Orders, refunds and stock adjustments out of a list of order lines. */
export const orderImporter = (codesOf: CodesOf): Importer => ({
  kind: "orders",
  last: true,
  fields,
  joined: goesOn,
  lacks: (chosen) => {
    const refusal = lacking(needs(chosen), chosen);
    return refusal === null || chosen.includes("number")
      ? refusal
      : { ...refusal, code: "import.no-order-column" };
  },
  retell,
  begin(options, sample) {
    const dates = dateOrder(sample.map((row) => textOf(row, "at")));
    return pass({ ...options, dates }, codesOf);
  },
});

/** A cell with several goods may say how many of each and what they cost; a total says it in place of the prices. */
function needs(chosen: readonly string[]) {
  const told = ["items", "amount", "total", "paid"];
  const sums = told.some((field) => chosen.includes(field));
  return [
    { zh: "订单号", en: "InvoiceNo", oneOf: ["number"] },
    { zh: "下单时间", en: "InvoiceDate", oneOf: ["at", "noted"] },
    {
      ...{ zh: "商品编码或商品名称", en: "StockCode or Description" },
      oneOf: ["sku", "title", "items"],
    },
    ...(sums ? [] : [{ zh: "数量", en: "Quantity", oneOf: ["quantity"] }]),
    { zh: "单价或实付金额", en: "UnitPrice or Paid", oneOf: ["price", ...told] },
  ];
}

// Some two milliseconds of reading: so long an answer of the database may wait for us.
const AT_ONCE = 250;

type Attempt = { readonly draft: Draft } | { readonly refused: RefusedRow };

function attempt(row: ImportRow, ordinal: number, how: Reading): Attempt {
  const draft = draftOf(row, ordinal, how);
  if (draft.ok) return { draft: draft.value };
  return { refused: { ...refusedRow({ row, ordinal }, draft.error), leftOut: isOut(row) } };
}

function pass(how: Reading, codesOf: CodesOf): ImportPass {
  const ordinals = new Ordinals();
  const seen = new Ordinals();
  const called = new Ordinals();
  const skipped = new Ordinals();
  return {
    skip(rows) {
      for (const row of filled(rows)) {
        placeOf(ordinals, row);
        skipped.next(numberOf(row));
      }
    },
    async read(rows) {
      const read: Attempt[] = [];
      const all = filled(rows);
      for (let from = 0; from < all.length; from += AT_ONCE) {
        for (const row of all.slice(from, from + AT_ONCE))
          read.push(attempt(row, placeOf(ordinals, row), how));
        await giveWay();
      }
      const { lines, refused } = together(all, read);
      const orders = new Set(
        lines.filter(({ document }) => document === "order").map(({ number }) => number),
      );
      return pending(how, codesOf, {
        ...{ lines, refused, callings: callings(how.source, lines, called) },
        orders: [...orders].filter((number) => seen.next(number) === 1),
        counted: (number) => skipped.has(number),
      });
    },
  };
}

type Read = {
  readonly lines: readonly Line[];
  /** Numbers that are met for the first time here, as far as was read. */
  readonly orders: readonly string[];
  /** Was a row of that number among those that were not read again? Then it is counted, if it is stored. */
  counted(number: string): boolean;
  /** Told also of rows that turn out to contradict what is stored: they are called so all the same. */
  readonly callings: readonly ImportEvent[];
  readonly refused: readonly RefusedRow[];
};

/** Rows of one number are weighed together. */
function together(
  rows: readonly ImportRow[],
  read: readonly Attempt[],
): Omit<Read, "orders" | "counted" | "callings"> {
  const refused = read.flatMap((one) => ("refused" in one ? [one.refused] : []));
  const unread = new Map<string, number>();
  read.forEach((one, i) => {
    const row = rows[i];
    if (row === undefined || "draft" in one || one.refused.leftOut === true) return;
    unread.set(numberOf(row), (unread.get(numberOf(row)) ?? 0) + 1);
  });
  const drafts = read.flatMap((one) => ("draft" in one ? [one.draft] : []));
  const orders = [...Map.groupBy(drafts, ({ number }) => number)].map(([number, of]) =>
    understood(of, unread.get(number) ?? 0),
  );
  return {
    lines: orders.flatMap(({ lines }) => lines),
    refused: [...refused, ...orders.flatMap((one) => one.refused)],
  };
}

// A refused row keeps its place, so that mending it later moves no other line; the file of refused rows tells it.
function placeOf(ordinals: Ordinals, row: ImportRow): number {
  const number = numberOf(row);
  if (number === "") return 0;
  const told = /^[1-9]\d{0,8}$/.exec(textOf(row, "ordinal"));
  return told === null ? ordinals.next(number) : Number(told[0]);
}

const rowsOf = (lines: readonly Line[], document?: Line["document"]): number =>
  new Set(
    lines
      .filter((line) => document === undefined || line.document === document)
      .map(({ row }) => row.row),
  ).size;

const pending = (
  options: ImportOptions,
  codesOf: CodesOf,
  { lines: told, orders, counted, callings: names, refused }: Read,
): Pending => ({
  async settle(ctx, shop): Promise<Settled> {
    const { source } = options;
    const known = await knownOf(ctx, { shop, source, lines: told });
    const lines = await coded(ctx, codesOf, { shop, lines: told, known });
    const settled = settle(source, lines, known);
    const { accepted } = settled;
    const before = (number: string): boolean =>
      counted(number) && known.customers.has(documentKey({ document: "order", number }));
    return {
      events: [...settled.events, ...names],
      retold: settled.retold,
      refused: [...refused, ...settled.refused].toSorted((a, b) => a.row - b.row),
      tally: {
        accepted: rowsOf(accepted),
        refunds: rowsOf(accepted, "refund"),
        adjustments: rowsOf(accepted, "stock"),
        orders: orders.filter((number) => !before(number)).length,
      },
    };
  },
});
