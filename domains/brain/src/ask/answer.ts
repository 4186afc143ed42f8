import { commissionOf, usualCurrency } from "@zhongshu/insight/contract";
import {
  businessDay,
  type Ctx,
  DAY,
  endOf,
  err,
  formatMoney,
  type Instant,
  type Money,
  money,
  ok,
  type ShopId,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import type { Answer, Report } from "../contract.ts";
import type { BrainPorts, Opened } from "../ports.ts";
import type { Earning } from "../report/facts.ts";
import { earnings } from "../report/load.ts";
import { earningRows, report, SUMS } from "../report/show.ts";
import { NO_EVIDENCE, NOT_ALLOWED } from "../show/refusals.ts";
import { today } from "../show/show.ts";
import { type Tap, tapsIn } from "../tap/store.ts";
import { buyers, person } from "./buyers.ts";
import { type Asking, about, address, examples, type Here, plain, stretchOf } from "./here.ts";
import { type Intent, intentOf, type OfDays } from "./match.ts";
import { lastDays, type Period, thisMonth, WEEK } from "./periods.ts";
import { sales } from "./sales.ts";
import { stockAnswer } from "./stock.ts";
import type { Titled } from "./titles.ts";
import * as words from "./words.ts";

async function opportunities({ ctx, ports, shop }: Here): Asking<Answer> {
  const found = await today(ctx, ports, { shop, day: businessDay(ctx.now) });
  if (!found.ok) return found;
  const { cards, missing } = found.value;
  if (cards.length > 0) {
    const n = cards.length;
    return ok(plain({ zh: `今天有 ${n} 个机会。`, en: `${n} opportunities today.` }, { cards }));
  }
  const why = missing[0];
  return ok(
    plain({
      zh: `今天还没有机会。${why ? why.what.zh + why.next.zh : ""}`,
      en: `Nothing today yet. ${why ? `${why.what.en} ${why.next.en}` : ""}`.trim(),
    }),
  );
}

const REPORTS = 3;
const RECENT_DAYS = 30;

async function reportsOf({ ctx, ports, shop }: Here, taps: readonly Tap[]): Promise<Report[]> {
  const reports: Report[] = [];
  for (const { execution } of taps) {
    const found = await report(ctx, ports, { shop, execution });
    if (found.ok) reports.push(found.value);
  }
  return reports;
}

/** Of a single report what it says is said at once; several speak for themselves. */
function withReports(say: Text, reports: Report[]): Answer {
  const [only, more] = reports;
  if (only === undefined || more !== undefined) return plain(say, { reports });
  const told = only.here.known ? only.here.words : only.here.why;
  return plain({ zh: `${say.zh}${told.zh}`, en: `${say.en} ${told.en}` }, { reports });
}

/** The executions of a period, or the last one when there was none. */
async function recent(here: Here, period: Period | null): Asking<Answer> {
  const { ctx, shop } = here;
  const until = ctx.now + 1;
  const named = period && { from: startOf(period.from), until: Math.min(until, endOf(period.to)) };
  const inside = named ? await tapsIn(ctx, { shop, ...named, limit: REPORTS }) : [];
  if (period && inside.length > 0) {
    const n = inside.length;
    const say = {
      zh: `${period.name.zh}发了 ${n} 次。`,
      en: `${n} sent ${period.name.en}.`,
    };
    return ok(withReports(say, await reportsOf(here, inside)));
  }
  const lately = { shop, from: until - RECENT_DAYS * DAY, until, limit: 1 };
  const last = await tapsIn(ctx, lately);
  const [tap] = last;
  if (tap === undefined) return ok(plain(words.NEVER_SENT));
  const day = words.dayInWords(businessDay(tap.at));
  const say: Text = period
    ? {
        zh: `${period.name.zh}没有发过，最近一次是 ${day.zh}。`,
        en: `Nothing was sent ${period.name.en}; the last one was on ${day.en}.`,
      }
    : { zh: `最近一次是 ${day.zh}。`, en: `The last one was on ${day.en}.` };
  return ok(withReports(say, await reportsOf(here, last)));
}

/** Sums by currency, the largest first; nothing sold says nothing. */
function sums(lines: readonly Earning[], of: (line: Earning) => number): string {
  const by = Map.groupBy(lines, ({ currency }) => currency);
  const all = [...by].map(([currency, own]) =>
    money(
      own.reduce((sum, line) => sum + of(line), 0),
      currency,
    ),
  );
  return (
    all
      .toSorted((a, b) => b.minor - a.minor)
      .map(formatMoney)
      .join(" + ") || formatMoney(money(0, "CNY"))
  );
}

async function product(here: Here, goods: Titled, told: Period | null): Asking<Answer> {
  const { ctx, ports, shop } = here;
  if (!ctx.can("orders.read", shop)) return ok(plain(words.MAY_NOT_SEE));
  const day = businessDay(ctx.now);
  const period = told ?? lastDays(day, 7, WEEK);
  const lines = await earnings(ctx, ports, { ...stretchOf(here, period), product: goods.product });
  const orders = new Set(lines.map(({ source, number }) => `${source} ${number}`)).size;
  const opens = address("sold", period, { product: goods.product });
  const figure = (zh: string, en: string, value: string) => ({ title: { zh, en }, value, opens });
  const figures = [
    figure("订单", "Orders", String(orders)),
    figure(
      "成交（未扣退款）",
      "Sold, before refunds",
      sums(lines, ({ minor }) => minor),
    ),
    figure(
      "已退",
      "Refunded",
      sums(lines, ({ refunded }) => refunded),
    ),
  ];
  const since = { shop, from: ctx.now - RECENT_DAYS * DAY, until: ctx.now + 1, limit: 100 };
  const taps = (await tapsIn(ctx, since)).filter((tap) => tap.product === goods.product);
  const reports = await reportsOf(here, taps.slice(0, REPORTS));
  const say: Text = {
    zh: `“${goods.title}”${period.name.zh}有 ${orders} 个订单。`,
    en: `“${goods.title}”: ${orders} orders ${period.name.en}.`,
  };
  return ok(plain(say, { figures, reports }));
}

async function stock(here: Here, asked: readonly string[]): Asking<Answer> {
  const { ctx, ports, shop } = here;
  if (!ctx.can("goods.read", shop)) return ok(plain(words.MAY_NOT_SEE_GOODS));
  if (asked.length === 0) {
    return ok(plain(words.WHICH_STOCK, examples(here, words.leftOf)));
  }
  const one = async (goods: Titled): Asking<Answer> => {
    const left = await ports.goods.stockOf(ctx, { shop, product: goods.product, at: ctx.now });
    const { say, figures } = stockAnswer(goods, left, businessDay(ctx.now));
    return ok(plain(say, { figures }));
  };
  return about(here, asked, { one, again: words.leftOf });
}

/** Of all goods, or of one. */
async function earned(here: Here, goods: Titled | null, told: Period | null): Asking<Answer> {
  const { ctx, ports } = here;
  const period = told ?? thisMonth(businessDay(ctx.now));
  const product = goods?.product ?? null;
  const lines = await earnings(ctx, ports, { ...stretchOf(here, period), product });
  const { returnMs } = await ports.reach.policyOf(ctx);
  const currency = usualCurrency(lines.map(({ currency }) => currency));
  const found = commissionOf(lines, { currency, asOf: ctx.now, returnMs });
  const of = (minor: number): Money => money(minor, currency);
  const figure = (key: (typeof SUMS)[number], zh: string, en: string) => {
    const opens = address(key, period, { product, currency });
    return { title: { zh, en }, value: formatMoney(of(found[key])), opens };
  };
  const figures = [
    figure("estimated", "预估", "Estimated"),
    figure("pending", "待结算", "Pending"),
    figure("settled", "已结算", "Settled"),
    figure("clawedBack", "退款扣回", "Taken back by refunds"),
  ];
  const all = formatMoney(of(found.estimated + found.pending + found.settled));
  const unruled = lines.filter((line) => line.rate === null).length;
  const note = {
    zh: unruled > 0 ? `另有 ${unruled} 行商品没有佣金规则，没算在内。` : "",
    en: unruled > 0 ? ` ${unruled} lines have no commission rule and are left out.` : "",
  };
  const whose = { zh: goods ? `“${goods.title}”` : "", en: goods ? `“${goods.title}”: ` : "" };
  const say: Text = {
    zh: `${whose.zh}${period.name.zh}下的单，佣金一共 ${all}（已扣退款）。对账单按入账那天算，数会不一样。${note.zh}`,
    en: `${whose.en}Commission on what was ordered ${period.name.en}: ${all}, net of refunds. A statement counts by the day of booking, so its sums differ.${note.en}`,
  };
  return ok(plain(say, { figures }));
}

function commission(here: Here, { words: asked, period, other }: OfDays): Asking<Answer> {
  if (!here.ctx.can("orders.read", here.shop)) return Promise.resolve(ok(plain(words.MAY_NOT_SEE)));
  if (asked.length === 0) return earned(here, null, period);
  const one = (goods: Titled): Asking<Answer> => earned(here, goods, period);
  return about(here, asked, { one, again: words.commissionOn(period), other });
}

function answered(here: Here, intent: Intent): Asking<Answer> {
  switch (intent.kind) {
    case "opportunities":
      return opportunities(here);
    case "not-today":
      return Promise.resolve(ok(plain(words.NOT_TODAY, { understood: false })));
    case "recent":
      return recent(here, intent.period);
    case "product":
      return about(here, intent.words, {
        one: (goods) => product(here, goods, intent.period),
        again: words.aboutProduct,
        bare: intent.bare,
        other: intent.other,
      });
    case "sales":
      return sales(here, intent);
    case "buyers":
      return buyers(here, intent);
    case "person":
      return person(here, intent.words);
    case "stock":
      return stock(here, intent.words);
    case "commission":
      return commission(here, intent);
    case "time":
      return Promise.resolve(ok(plain(words.NO_SUCH_TIME, { understood: false })));
    default:
      return Promise.resolve(ok(plain(words.NOT_UNDERSTOOD, { understood: false })));
  }
}

/** A question in words → cards, reports and figures that were computed from rows, or what can be asked. */
export async function ask(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, text }: { readonly shop: ShopId; readonly text: string },
): Asking<Answer> {
  if (!ctx.can("cards.read", shop)) return err(NOT_ALLOWED);
  const titles = await ports.goods.titles(ctx, { shop, at: ctx.now });
  const known = titles.map(({ title }) => title);
  return answered({ ctx, ports, shop, titles }, intentOf(text, ctx.now, known));
}

export type FigureAsked = Pick<Period, "from" | "to"> & {
  readonly shop: ShopId;
  readonly key: string;
  readonly product: string | null;
  /** Of net sales and of the sums of a commission: the one that they are told in. */
  readonly currency: string | null;
};
const ROWS = 200;

/** What of the lines sold in a stretch of time a figure was counted from. */
function narrowed(key: string, currency: string | null, ripeBy: Instant) {
  const of = SUMS.find((one) => one === key);
  if (currency === null) return {};
  if (of !== undefined) return { stage: { of, currency, ripeBy } };
  return key === "sales" ? { boughtIn: currency } : {};
}

/** The rows behind a figure of an answer. */
export async function figureRows(ctx: Ctx, ports: BrainPorts, asked: FigureAsked): Asking<Opened> {
  const { shop, key, product: only, currency, from, to } = asked;
  if (key === "stock") {
    if (!ctx.can("goods.read", shop)) return err(NOT_ALLOWED);
    if (only === null) return err(NO_EVIDENCE);
    return ok(await ports.goods.stockRows(ctx, { shop, product: only, at: ctx.now, limit: ROWS }));
  }
  if (!ctx.can("orders.read", shop)) return err(NOT_ALLOWED);
  const sum = SUMS.find((one) => one === key);
  if (sum === undefined && key !== "sold" && key !== "sales") return err(NO_EVIDENCE);
  if (sum !== undefined && currency === null) return err(NO_EVIDENCE);
  const { returnMs } = await ports.reach.policyOf(ctx);
  const stretch = { ...stretchOf({ ctx, shop }, { from, to }), product: only, limit: ROWS };
  const lines = { ...stretch, ...narrowed(key, currency, ctx.now - returnMs) };
  return ok(await earningRows(ctx, ports, { ...lines, returnMs }));
}
