import type { Text } from "@zhongshu/kernel";
import type { ImportRow, RefusedRow } from "@zhongshu/ledger/contract";
import { type Charge, chargeOf } from "./charge.ts";
import type { Draft } from "./draft.ts";
import { costing, type Line, lineOf, MOST_WIDE, ROOM } from "./line.ts";
import type { Part } from "./parts.ts";
import { type Costed, refundOf } from "./refund.ts";
import { mayShare, sharesPaid } from "./share.ts";

const text = (zh: string, en: string): Text => ({ zh, en });

const PRICELESS = text(
  "没有单价，也没有订单金额或实付金额。",
  "There is neither a price nor a total of the order.",
);
const TOGETHER = text(
  "同一个订单还有别的行读不懂，订单金额没法分摊；改好那一行再一起传。",
  "Another row of this order cannot be read, so its total cannot be shared out; mend that row and send all of them.",
);
const TOO_MANY = text("这个订单的行数太多。", "This order has too many lines.");
const POSITIVE_REFUND = text(
  "C 开头的单号是退款单，数量应为负数，这一行却是正数。",
  "A number with C is a refund, whose quantity is negative; this one is positive.",
);
/** Is it the number of a refund? */
export const isRefund = (number: string): boolean => /^C\d/i.test(number);

export const refusedRow = (
  { row, ordinal }: Pick<Draft, "row" | "ordinal">,
  reason: Text,
): RefusedRow => ({
  ...{ row: row.row, raw: row.raw, reason },
  ordinal: ordinal === 0 ? null : ordinal,
});

const service = (title: string, sum: number): Part => ({
  ...{ sku: title, product: title, title, category: null, kind: "service" },
  ...{ quantity: 1, unit: sum, sum: null },
});

const costed = (drafts: readonly Draft[], charge: Charge): readonly Costed[] =>
  drafts.map((draft, i) => {
    const goods = draft.parts.map((part, j) => [part, charge.parts[i]?.[j] ?? 0] as const);
    const beside = [["运费", charge.postage] as const, ["其他费用", charge.other] as const]
      .filter(([, sum]) => i === 0 && sum > 0)
      .map(([title, sum]) => [service(title, sum), sum] as const);
    return { draft, parts: [...goods, ...beside] };
  });

type Bundle = Pick<Line, "bundle" | "shares">;

function linesOf({ draft, parts }: Costed, of: Bundle): readonly Line[] {
  const all = parts.flatMap(([part, sum]) =>
    costing(part, sum).map((cost) => ({ ...part, ...cost })),
  );
  return all.map(({ unit: _, sum: __, ...what }, nth) =>
    lineOf(draft, what, { document: "order", ...of, nth }),
  );
}

/** What a row of goods that came back says that they cost; null where it says nothing, as of stock that was counted. */
function backFor({ number, parts, money }: Draft): number | null {
  const [part, other] = parts;
  if (part === undefined || other !== undefined || isRefund(number)) return null;
  const own = part.unit === null ? null : part.unit * Math.abs(part.quantity);
  return (own ?? money.amount ?? money.paid ?? money.total ?? 0) || null;
}

/** The lines of a refund that a row tells by a quantity below nothing, under the number of its order. */
function returned(draft: Draft, sum: number): readonly Line[] {
  const [part] = draft.parts;
  if (part === undefined) return [];
  const { unit, sum: _, ...what } = part;
  const quantity = Math.abs(part.quantity);
  return costing({ quantity, unit }, sum).map((cost, nth) => ({
    ...lineOf(draft, { ...what, ...cost }, { document: "refund", bundle: draft.row.row, nth }),
    ...{ number: `${draft.number}-R`, at: draft.refundedAt ?? draft.at, refundOf: draft.number },
  }));
}

/** A row of goods that came back, or of stock that was counted: it has a price of its own. */
function movedLines(draft: Draft): readonly Line[] | RefusedRow {
  const sum = backFor(draft);
  if (sum !== null) return returned(draft, sum);
  const [part] = draft.parts;
  const back = isRefund(draft.number);
  if (part === undefined || part.unit === null || draft.parts.length > 1)
    return refusedRow(draft, PRICELESS);
  if (back && part.quantity > 0) return refusedRow(draft, POSITIVE_REFUND);
  const { unit: minor, sum: _, ...what } = part;
  const quantity = back ? Math.abs(part.quantity) : part.quantity;
  const document = back ? "refund" : "stock";
  return [lineOf(draft, { ...what, quantity, minor }, { document, bundle: draft.row.row, nth: 0 })];
}

/** Goods that came back, or stock that was counted: such a row sells nothing. */
export const isMoved = ({ number, parts }: Draft): boolean =>
  isRefund(number) || parts.some(({ quantity }) => quantity < 0);

export type Understood = {
  readonly lines: readonly Line[];
  readonly refused: readonly RefusedRow[];
};

function sold(drafts: readonly Draft[], charge: Charge): Understood {
  const all = costed(drafts, charge);
  const bundleOf = ({ row }: Draft): number =>
    charge.shared ? (drafts[0]?.row.row ?? row.row) : row.row;
  const shares = sharesPaid(drafts, charge.shared);
  const lines = all.map((one) => linesOf(one, { bundle: bundleOf(one.draft), shares }));
  const wide = lines.some((of, i) => of.length > 1 && (drafts[i]?.ordinal ?? 0) > MOST_WIDE);
  if (wide || lines.some((of) => of.length > ROOM))
    return { lines: [], refused: drafts.map((draft) => refusedRow(draft, TOO_MANY)) };
  const back = refundOf(all, bundleOf);
  return { lines: [...lines.flat(), ...back], refused: [] };
}

/** The rows of one number that can be read, with those that cannot: lines to store, and rows to give back. */
export function understood(drafts: readonly Draft[], unread: readonly ImportRow[]): Understood {
  const moved = drafts.filter(isMoved).map(movedLines);
  const orders = drafts.filter((draft) => !isMoved(draft));
  const charge = orders.length === 0 ? null : chargeOf(orders);
  const torn = unread.length > 0 && (charge?.shared === true || mayShare(orders, unread));
  const apart =
    charge === null || torn
      ? {
          lines: [],
          refused: orders.map((draft) => refusedRow(draft, torn ? TOGETHER : PRICELESS)),
        }
      : sold(orders, charge);
  return {
    lines: [...apart.lines, ...moved.flatMap((one) => ("reason" in one ? [] : one))],
    refused: [...apart.refused, ...moved.flatMap((one) => ("reason" in one ? [one] : []))],
  };
}
