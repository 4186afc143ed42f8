import { businessDay, businessHour, formatMoney, type Language, type Text } from "@zhongshu/kernel";
import type { Lift, Report } from "./report.ts";

const of = (zh: string, en: string): Text => ({ zh, en });

const STATES = {
  open: of("还在进行，只有数目", "still open: counts only"),
  provisional: of("暂估，还可能退货", "provisional: goods may still come back"),
  final: of("已定，退款已扣", "final, net of refunds"),
} as const;
const WORDS = {
  until: of("截至", "As of"),
  closes: of("窗口到", "window until"),
  returns: of("退货期到", "returns until"),
  gross: of("发到的人", "Those written to"),
  commission: of("佣金（发到的人）", "Commission (those written to)"),
  estimated: of("预估", "estimated"),
  pending: of("待结算", "pending"),
  settled: of("已结算", "settled"),
  clawedBack: of("退款扣回", "taken back by refunds"),
  promised: of("当时说过", "Said before"),
  here: of("这一次多出来的", "What this one added"),
  pooled: of("各店这种做法历来多出来的", "What this play has added so far in all shops"),
  sent: of("安排发", "meant to be written to"),
  reached: of("实际发到", "reached"),
  came: of("后来买的", "Bought since"),
  left: of("先不发", "left out"),
  bought: of("位买了", "bought"),
  caution: of("注意", "Note"),
} as const;

const clock = (at: number): string =>
  `${businessDay(at)} ${String(businessHour(at)).padStart(2, "0")}:00`;

function lift(title: Text, told: Lift, lang: Language): string[] {
  const { treated, heldOut } = told;
  const arms =
    heldOut.people === 0
      ? ""
      : `（${WORDS.sent[lang]} ${treated.people} · ${treated.buyers} ${WORDS.bought[lang]}；${WORDS.left[lang]} ${heldOut.people} · ${heldOut.buyers} ${WORDS.bought[lang]}）`;
  const said = told.known ? `${told.words[lang]} ${told.basis[lang]}` : told.why[lang];
  return [`${title[lang]}：${said}${arms}`];
}

function promised({ promised: told, came, otherWindow }: Report, lang: Language): string[] {
  if (told === null) return [];
  const { orders, worth } = told;
  return [
    `${WORDS.promised[lang]}：${orders.known ? orders.basis[lang] : orders.why[lang]}`,
    `${WORDS.came[lang]}：${came.count}`,
    `${WORDS.promised[lang]}：${worth.known ? worth.basis[lang] : worth.why[lang]}`,
    ...(otherWindow ? [otherWindow[lang]] : []),
  ];
}

function pooled({ pooled: told }: Report, lang: Language): string[] {
  if (told === null) return [];
  return [...lift(WORDS.pooled, told.lift, lang), ...(told.apart ? [told.apart[lang]] : [])];
}

/** The report as plain text: exactly what phone and console show, gross and lift on lines of their own. */
export function plainReport(report: Report, lang: Language): string {
  const { commission: c } = report;
  const sums = [
    `${WORDS.estimated[lang]} ${formatMoney(c.estimated)}`,
    `${WORDS.pending[lang]} ${formatMoney(c.pending)}`,
    `${WORDS.settled[lang]} ${formatMoney(c.settled)}`,
    `${WORDS.clawedBack[lang]} ${formatMoney(c.clawedBack)}`,
  ];
  return [
    `【${report.headline[lang]}】${STATES[report.state][lang]}`,
    `${WORDS.until[lang]} ${clock(report.asOf)} · ${WORDS.closes[lang]} ${clock(report.closesAt)} · ${WORDS.returns[lang]} ${clock(report.returnsUntil)}`,
    `${WORDS.gross[lang]}：${report.funnel.map((f) => `${f.title[lang]} ${f.count}`).join(" → ")}`,
    ...(report.funnelNote ? [report.funnelNote[lang]] : []),
    `${WORDS.commission[lang]}：${sums.join(" · ")}`,
    ...promised(report, lang),
    ...lift(WORDS.here, report.here, lang),
    ...(report.reached < report.here.treated.people
      ? [`${WORDS.reached[lang]} ${report.reached}`]
      : []),
    ...(report.enough ? [report.enough[lang]] : []),
    ...pooled(report, lang),
    ...(report.caution ? [`${WORDS.caution[lang]}：${report.caution[lang]}`] : []),
  ].join("\n");
}
