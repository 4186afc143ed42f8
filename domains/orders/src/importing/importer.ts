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
import { isMoved, isRefund, refusedRow, understood } from "./order.ts";
import { Ordinals } from "./ordinals.ts";
import { retell } from "./retell.ts";
import { settle } from "./settle.ts";
import { Trial } from "./trial.ts";

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
  const trial = how.dryRun === true ? new Trial() : null;
  return {
    skip(rows, out) {
      for (const row of filled(rows)) {
        placeOf(ordinals, row);
        if (!out.has(row.row) && sells(row, how)) seen.next(numberOf(row));
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
      return pending(how, codesOf, {
        ...{ lines, refused, callings: callings(how.source, lines, called), seen, trial },
      });
    },
  };
}

type Read = {
  readonly lines: readonly Line[];
  /** Numbers of which something sold stands by now: they are counted. */
  readonly seen: Ordinals;
  readonly trial: Trial | null;
  /** Told also of rows that turn out to contradict what is stored: they are called so all the same. */
  readonly callings: readonly ImportEvent[];
  readonly refused: readonly RefusedRow[];
};

/** Rows of one number are weighed together. */
function together(
  rows: readonly ImportRow[],
  read: readonly Attempt[],
): Pick<Read, "lines" | "refused"> {
  const refused = read.flatMap((one) => ("refused" in one ? [one.refused] : []));
  const lacking = rows.filter((_, i) => {
    const one = read[i];
    return one !== undefined && "refused" in one && one.refused.leftOut !== true;
  });
  const unread = Map.groupBy(lacking, numberOf);
  const drafts = read.flatMap((one) => ("draft" in one ? [one.draft] : []));
  const orders = [...Map.groupBy(drafts, ({ number }) => number)].map(([number, of]) =>
    understood(of, unread.get(number) ?? []),
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

// A quantity that is a plain number sells; only what is written otherwise has to be read to know.
const PLAIN = /^\d*$/;

/** Does a row that was accepted sell anything? */
function sells(row: ImportRow, how: Reading): boolean {
  if (isRefund(numberOf(row))) return false;
  if (PLAIN.test(textOf(row, "quantity"))) return true;
  const draft = draftOf(row, 1, how);
  return draft.ok && !isMoved(draft.value);
}

const soldIn = (lines: readonly Line[]): ReadonlySet<string> =>
  new Set(lines.filter(({ document }) => document === "order").map(({ number }) => number));

const pending = (
  { source }: ImportOptions,
  codesOf: CodesOf,
  { lines: told, seen, trial, callings: names, refused }: Read,
): Pending => ({
  async settle(ctx, shop): Promise<Settled> {
    const stored = await knownOf(ctx, { shop, source, lines: told });
    const known = trial?.beside(stored, told) ?? stored;
    const lines = await coded(ctx, codesOf, { shop, lines: told, known });
    const settled = settle(source, lines, known);
    const { accepted } = settled;
    return {
      events: [...settled.events, ...names],
      retold: settled.retold,
      refused: [...refused, ...settled.refused].toSorted((a, b) => a.row - b.row),
      tally: {
        accepted: rowsOf(accepted),
        refunds: rowsOf(accepted, "refund"),
        adjustments: rowsOf(accepted, "stock"),
        orders: [...soldIn(accepted)].filter((number) => seen.of(number) === 0).length,
      },
    };
  },
  stand(out) {
    const standing = told.filter(({ row }) => !out.has(row.row));
    for (const number of soldIn(standing)) seen.next(number);
    trial?.remember(standing);
  },
});
