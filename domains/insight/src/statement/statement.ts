import {
  type BusinessDay,
  businessDay,
  type Ctx,
  err,
  type Instant,
  ok,
  plusDays,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import type { Kind } from "../commission/life.ts";
import { KINDS, type Statement, type StatementRow } from "../contract.ts";
import { usualCurrency } from "../currency.ts";
import type { InsightPorts } from "../ports.ts";
import { notAllowed, notAMonth } from "../refusals.ts";
import { load } from "./load.ts";
import { reasonsOf } from "./reasons.ts";
import { ofKind, plus, rowsOf, sumOf, totalOf } from "./rows.ts";

const first = (day: BusinessDay): BusinessDay => `${day.slice(0, 7)}-01`;

type Month = { readonly from: Instant; readonly until: Instant; readonly asOf: Instant };

const monthOf = (day: BusinessDay, now: Instant): Month => {
  const from = startOf(first(day));
  const until = startOf(first(plusDays(first(day), 31)));
  return { from, until, asOf: Math.min(now, until - 1) };
};

/** The month before, as far into it as this one has come. */
export function monthBefore({ from, until, asOf }: Month): Month {
  const whole = monthOf(plusDays(businessDay(from), -1), from - 1);
  return asOf === until - 1
    ? whole
    : { ...whole, asOf: Math.min(whole.asOf, whole.from + (asOf - from)) };
}

export type MonthAsked = { readonly shop: ShopId; readonly month: string };

async function told(ctx: Ctx, ports: InsightPorts, { shop, month }: MonthAsked) {
  if (!ctx.can("orders.read", shop)) return err(notAllowed);
  const now = monthOf(`${month}-01`, ctx.now);
  if (now.from > ctx.now) return err(notAMonth);
  const { returnMs } = await ports.reach.policyOf(ctx);
  const loaded = await load(ctx, ports, { shop, returnMs, ...now });
  const currency = usualCurrency(loaded.lines.map(({ line }) => line.currency));
  const lines = loaded.lines.filter(({ line }) => line.currency === currency);
  const { opening, rows } = rowsOf(lines, { returnMs, ...now });
  return ok({ ...loaded, currency, returnMs, opening, rows, month: now, counted: lines.length });
}

const movements = (rows: readonly StatementRow[]): Statement["movements"] =>
  KINDS.flatMap((kind) => {
    const own = ofKind(rows, kind);
    return own.length === 0 ? [] : [{ kind, rows: own.length, change: sumOf(own) }];
  });

/** A month of commission: what stood open, everything that happened, what stands now, and why it is less or more. */
export async function statement(
  ctx: Ctx,
  ports: InsightPorts,
  asked: MonthAsked,
): Promise<Result<Statement, Refusal>> {
  const found = await told(ctx, ports, asked);
  if (!found.ok) return found;
  const { rows, opening, currency, returnMs, month, unruled, lines, counted } = found.value;
  const earlier = monthBefore(month);
  const past = await load(ctx, ports, { shop: asked.shop, returnMs, ...earlier });
  const before = rowsOf(
    past.lines.filter(({ line }) => line.currency === currency),
    { returnMs, ...earlier },
  );
  return ok({
    ...{ month: asked.month, asOf: month.asOf, currency, returnMs, opening, unruled },
    movements: movements(rows),
    closing: plus(opening, sumOf(rows)),
    earned: totalOf(sumOf(rows)),
    before: {
      ...{ from: earlier.from, until: earlier.asOf },
      earned: totalOf(sumOf(before.rows)),
    },
    reasons: [...reasonsOf(rows, before.rows)],
    foreign: lines.length - counted,
  });
}

export type RowsAsked = MonthAsked & {
  readonly kind: Kind | null;
  readonly after: number;
  readonly limit: number;
};

/** The rows behind a statement, newest first. */
export async function statementRows(
  ctx: Ctx,
  ports: InsightPorts,
  asked: RowsAsked,
): Promise<Result<{ rows: StatementRow[]; currency: string; next: string | null }, Refusal>> {
  const found = await told(ctx, ports, asked);
  if (!found.ok) return found;
  const all = ofKind(found.value.rows, asked.kind).toReversed();
  const end = asked.after + asked.limit;
  const next = end < all.length ? String(end) : null;
  return ok({ rows: all.slice(asked.after, end), currency: found.value.currency, next });
}
