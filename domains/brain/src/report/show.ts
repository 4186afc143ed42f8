import type { Report } from "@zhongshu/cards";
import { net, stageOf, takenBack } from "@zhongshu/insight/contract";
import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Rate,
  type Refusal,
  type Result,
} from "@zhongshu/kernel";
import { type Past, pastOf } from "../learn/past.ts";
import type { BrainPorts, Opened, Outcome } from "../ports.ts";
import { named } from "../show/named.ts";
import { NO_EVIDENCE, NOT_ALLOWED } from "../show/refusals.ts";
import { compared } from "./arms.ts";
import type { Measured } from "./facts.ts";
import { liftPooled } from "./lift.ts";
import { type OneExecution, type Taken, taken } from "./load.ts";
import { pooledRows } from "./pooled.ts";
import { reached, reportOf } from "./report.ts";
import { resultOf } from "./result.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

/** Results of the same play, with this execution as it stands now instead of as it was last kept. */
async function pastWith(ctx: Ctx, { execution, tap, measured }: Taken): Promise<readonly Past[]> {
  if (tap === null) return [];
  const known = await pastOf(ctx, { kind: tap.kind, at: measured.asOf });
  const others = known.filter((one) => one.execution !== tap.execution);
  if (measured.state === "open") return others;
  const judging = { plays: others.length + 1, cancelled: execution.state === "cancelled" };
  const { state, asOf } = measured;
  return [{ ...tap, state, asOf, result: resultOf(measured, judging) }, ...others];
}

/** What came of one execution, as far as the rows of this moment tell. */
export async function report(ctx: Ctx, ports: BrainPorts, asked: OneExecution): Answer<Report> {
  if (!ctx.can("cards.read", asked.shop)) return err(NOT_ALLOWED);
  const found = await taken(ctx, ports, { ...asked, at: ctx.now });
  if (!found.ok) return found;
  return ok(reportOf(found.value, await pastWith(ctx, found.value)));
}

/** The executions that were put together beside this one. */
async function pooled(ctx: Ctx, found: Taken): Promise<readonly Past[]> {
  const { groups, currency } = found.measured;
  return liftPooled(await pastWith(ctx, found), groups !== null, currency)?.of ?? [];
}

const ROWS = 200;
const RATE = { key: "bp", label: { zh: "佣金比例（万分之）", en: "Share (basis points)" } };
const EACH = { key: "each", label: { zh: "每件佣金（分）", en: "For each piece (minor units)" } };
const EARNED = { key: "commission", label: { zh: "佣金（分）", en: "Commission (minor units)" } };
const CLAWED = { key: "clawed", label: { zh: "扣回佣金（分）", en: "Taken back (minor units)" } };
const STAGE = { key: "stage", label: { zh: "进度", en: "Stage" } };
const PAID_WORDS = { yes: "已付", no: "未付", untold: "没有付款记录" } as const;
const STAGE_WORDS = {
  estimated: "预估",
  pending: "待结算",
  settled: "已结算",
  lapsed: "未成交",
} as const;

const paidOf = (told: unknown): Outcome["paid"] =>
  told === "yes" || told === "no" ? told : "untold";

const cellsOf = (rate: Rate | null) => ({
  bp: rate !== null && "bp" in rate ? rate.bp : null,
  each: rate !== null && "each" in rate ? rate.each.minor : null,
});

/** Order lines with what each of them earns, by the rule of its own instant. */
export async function earningRows(
  ctx: Ctx,
  ports: BrainPorts,
  asked: Parameters<BrainPorts["orders"]["outcomeRows"]>[1] & { readonly returnMs: number },
): Promise<Opened> {
  const { returnMs, ...lines } = asked;
  const clawed = asked.stage?.of === "clawedBack";
  const opened = await ports.orders.outcomeRows(ctx, lines);
  const told = opened.rows.map((row) => ({
    ...{
      profile: null,
      source: "",
      number: "",
      currency: String(row["currency"]),
      product: String(row["product"]),
    },
    category: typeof row["category"] === "string" ? row["category"] : null,
    quantity: Number(row["quantity"]),
    ...{ at: Number(row["at"]), minor: Number(row["minor"]), refunded: Number(row["refunded"]) },
    paid: paidOf(row["paid"]),
  }));
  const rates = await ports.goods.commissionOn(ctx, { shop: asked.shop, lines: told });
  const rows = opened.rows.map((row, i) => {
    const line = told[i];
    if (line === undefined) return row;
    const rate = rates[i] ?? null;
    const earning = { ...line, rate };
    const earned = clawed ? { clawed: takenBack(earning) } : { commission: net(earning) };
    const stage = STAGE_WORDS[stageOf(earning, { asOf: asked.asOf, returnMs })];
    const paid = PAID_WORDS[earning.paid];
    return { ...row, paid, ...cellsOf(rate), ...earned, stage };
  });
  const fixed = rates.some((rate) => rate !== null && "each" in rate);
  const sum = clawed ? CLAWED : EARNED;
  const columns = [...opened.columns, RATE, ...(fixed ? [EACH] : []), sum, STAGE];
  return named(ctx, ports, { shop: asked.shop, opened: { ...opened, columns, rows } });
}

const REACHED = ["sent", "opened", "clicked"] as const;

/** What a commission is told in: each of them opens to its own lines. */
export const SUMS = ["estimated", "pending", "settled", "clawedBack"] as const;

/** Whose order lines a figure was counted from, of which goods, and of which sum. */
function behind(measured: Measured, key: string) {
  const ids = (of: Measured["persons"]): readonly ProfileId[] => of.map(({ profile }) => profile);
  const { persons, product, currency, asOf, returnsUntil, closesAt } = measured;
  const of = SUMS.find((one) => one === key);
  const ripeBy = asOf - (returnsUntil - closesAt);
  if (of !== undefined)
    return { profiles: ids(reached(persons)), product, stage: { of, currency, ripeBy } };
  if (key === "ordered") return { profiles: ids(reached(persons)), product };
  if (key === "came") return { profiles: ids(persons), product };
  if (key !== "treated" && key !== "held-out") return null;
  return { profiles: ids(persons.filter((p) => compared(p) && p.arm === key)), product: null };
}

/** Only those who ordered are named in the statement, so that it stays short enough to be run by hand. */
const buyersAmong = (measured: Measured, profiles: readonly ProfileId[]): readonly ProfileId[] => {
  const bought = new Set(measured.lines.map(({ profile }) => profile));
  return profiles.filter((profile) => bought.has(profile));
};

/** The rows behind one figure of a report. */
export async function reportRows(
  ctx: Ctx,
  ports: BrainPorts,
  { key, ...asked }: OneExecution & { readonly key: string },
): Answer<Opened> {
  if (!ctx.can("cards.read", asked.shop)) return err(NOT_ALLOWED);
  const step = REACHED.find((one) => one === key);
  const found = await taken(ctx, ports, { ...asked, at: ctx.now });
  if (!found.ok) return found;
  const { shop } = asked;
  if (step !== undefined) {
    const opened = await ports.reach.reachedRows(ctx, { ...asked, step, limit: ROWS });
    return ok(await named(ctx, ports, { shop, opened }));
  }
  if (key === "pooled") {
    const of = await pooled(ctx, found.value);
    return pooledRows(ctx, ports, { shop, of, asOf: found.value.measured.asOf });
  }
  return boughtRows(ctx, ports, { measured: found.value.measured, key });
}

/** The order lines of whoever a figure was counted from. */
export async function boughtRows(
  ctx: Ctx,
  ports: BrainPorts,
  { measured, key }: { readonly measured: Measured; readonly key: string },
): Answer<Opened> {
  const whose = behind(measured, key);
  if (whose === null) return err(NO_EVIDENCE);
  const { shop, startedAt: from, closesAt: until, asOf } = measured;
  const returnMs = measured.returnsUntil - measured.closesAt;
  const profiles = buyersAmong(measured, whose.profiles);
  const lines = { ...whose, profiles, shop, from, until, asOf, limit: ROWS };
  return ok(await earningRows(ctx, ports, { ...lines, returnMs }));
}
