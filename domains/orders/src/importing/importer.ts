import { setImmediate as giveWay } from "node:timers/promises";
import type { Refusal } from "@zhongshu/kernel";
import type {
  Importer,
  ImportOptions,
  ImportPass,
  ImportRow,
  Pending,
  RefusedRow,
  Settled,
} from "@zhongshu/ledger/contract";
import { dateOrder } from "@zhongshu/ledger/contract";
import { fields } from "./fields.ts";
import { knownOf } from "./known.ts";
import { cell, type Line, numberOf, type Reading, readLine } from "./line.ts";
import { Ordinals } from "./ordinals.ts";
import { retell } from "./retell.ts";
import { settle } from "./settle.ts";

/** Orders, refunds and stock adjustments out of a list of order lines. */
export const orderImporter: Importer = {
  kind: "orders",
  fields,
  lacks,
  retell,
  begin(options, sample) {
    const dates = dateOrder(sample.map((row) => cell(row, "at")));
    return pass({ ...options, dates });
  },
};

function lacks(chosen: readonly string[]): Refusal | null {
  const missing = fields.filter((field) => field.required && !chosen.includes(field.field));
  const nameless = !chosen.includes("sku") && !chosen.includes("title");
  if (missing.length === 0 && !nameless) return null;
  const zh = [
    ...missing.map((field) => field.label.zh),
    ...(nameless ? ["商品编码或商品名称"] : []),
  ];
  const en = [
    ...missing.map((field) => field.label.en),
    ...(nameless ? ["StockCode or Description"] : []),
  ];
  return {
    code: missing.some((field) => field.field === "number")
      ? "import.no-order-column"
      : "import.no-column",
    status: 422,
    message: {
      zh: `没有找到这些列：${zh.join("、")}。`,
      en: `No column was found for: ${en.join(", ")}.`,
    },
    next: {
      zh: "文件里有的话，请指定对应的列，或把列名改成这样再上传；没有的话，请在导出时勾选它们。",
      en: "If the file has them, choose the columns or rename them like this; if not, include them in the export.",
    },
  };
}

// Some two milliseconds of reading: so long an answer of the database may wait for us.
const AT_ONCE = 250;

function pass(how: Reading): ImportPass {
  const ordinals = new Ordinals();
  const seen = new Ordinals();
  return {
    async read(rows) {
      const read: (Line | RefusedRow)[] = [];
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        for (const row of rows.slice(from, from + AT_ONCE))
          read.push(readLine(row, ordinalOf(ordinals, row), how));
        await giveWay();
      }
      const lines = read.filter((one) => "document" in one);
      const orders = lines.filter(
        (line) => line.document === "order" && seen.next(line.number) === 1,
      );
      return pending(how, {
        lines,
        orders: orders.length,
        refused: read.filter((one) => "reason" in one),
      });
    },
  };
}

// A refused row keeps its place, so that mending it later moves no other line; the file of refused rows tells it.
function ordinalOf(ordinals: Ordinals, row: ImportRow): number {
  const number = numberOf(row);
  if (number === "") return 0;
  const told = /^[1-9]\d{0,8}$/.exec(cell(row, "ordinal").trim());
  return told === null ? ordinals.next(number) : Number(told[0]);
}

type Read = {
  readonly lines: readonly Line[];
  readonly orders: number;
  readonly refused: readonly RefusedRow[];
};

const pending = (options: ImportOptions, { lines, orders, refused }: Read): Pending => ({
  async settle(ctx, shop): Promise<Settled> {
    const { source } = options;
    const known = await knownOf(ctx, { shop, source, lines });
    const settled = settle(source, lines, known);
    const count = (document: Line["document"]): number =>
      settled.accepted.filter((line) => line.document === document).length;
    return {
      events: settled.events,
      retold: settled.retold,
      refused: [...refused, ...settled.refused].toSorted((a, b) => a.row - b.row),
      tally: {
        accepted: settled.accepted.length,
        refunds: count("refund"),
        adjustments: count("stock"),
        orders,
      },
    };
  },
});
