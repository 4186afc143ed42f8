import type { Report } from "@zhongshu/cards";
import { commissionOf } from "@zhongshu/insight/contract";
import { type Money, money, type Text } from "@zhongshu/kernel";
import type { Execution } from "@zhongshu/reach/contract";
import type { Past } from "../learn/past.ts";
import type { Assigned } from "../ports.ts";
import { armsOf } from "./arms.ts";
import type { Measured } from "./facts.ts";
import { liftHere, liftPooled } from "./lift.ts";
import type { Taken } from "./load.ts";
import { orderedBy, ratioOf } from "./result.ts";
import { crossedNote, directly, MISMATCHED, RATIO_NOTE } from "./words.ts";

/** Who was really written to: the gross figures speak of them alone. */
export const reached = (persons: readonly Assigned[]): readonly Assigned[] =>
  persons.filter(({ state }) => state === "sent");

/** Lines of the card's product that were ordered by those written to. */
export function grossLines({ persons, lines, product }: Measured) {
  const who = new Set<string>(reached(persons).map(({ profile }) => profile));
  return lines.filter(
    (line) => line.product === product && line.profile !== null && who.has(line.profile),
  );
}

const title = (zh: string, en: string): Text => ({ zh, en });
const STEPS = {
  sent: title("发到", "Written to"),
  opened: title("打开", "Opened"),
  clicked: title("点开商品", "Followed the link"),
  ordered: title("下单", "Ordered"),
} as const;

const rowsAt = (execution: string, key: string): string =>
  `executions/${execution}/report/rows/${key}`;

function funnelOf(execution: Execution, measured: Measured): Pick<Report, "funnel" | "funnelNote"> {
  const who = new Set<string>(reached(measured.persons).map(({ profile }) => profile));
  const ordered = [...orderedBy(measured)].filter((profile) => who.has(profile)).length;
  const step = (key: keyof typeof STEPS, count: number) => ({
    ...{ key, title: STEPS[key], count, opens: rowsAt(execution.id, key) },
  });
  // Only our own inbox can tell who has read it: what is sent by hand is read elsewhere.
  const opened = execution.way === "inbox" ? [step("opened", execution.opened)] : [];
  const sent = step("sent", execution.counts.sent);
  const { clicked } = execution;
  return {
    funnel: [sent, ...opened, step("clicked", clicked), step("ordered", ordered)],
    funnelNote: ordered > clicked ? directly({ ordered, clicked }) : null,
  };
}

function commissionIn(execution: Execution, measured: Measured): Report["commission"] {
  const { currency, asOf } = measured;
  const returnMs = measured.returnsUntil - measured.closesAt;
  const sums = commissionOf(grossLines(measured), { currency, asOf, returnMs });
  const of = (minor: number): Money => money(minor, currency);
  return {
    ...{ estimated: of(sums.estimated), pending: of(sums.pending), settled: of(sums.settled) },
    ...{ clawedBack: of(sums.clawedBack), opens: rowsAt(execution.id, "commission") },
  };
}

function cautionOf(measured: Measured, plays: number): Text | null {
  const { crossed } = measured;
  const verdict =
    measured.groups === null ? ratioOf(armsOf(measured), measured.holdOutShare, plays) : "fine";
  const said = [
    ...(verdict === "withhold" ? [MISMATCHED] : verdict === "warn" ? [RATIO_NOTE] : []),
    ...(crossed > 0 ? [crossedNote(crossed)] : []),
  ];
  if (said.length === 0) return null;
  return { zh: said.map(({ zh }) => zh).join(""), en: said.map(({ en }) => en).join(" ") };
}

const HEADLINES = {
  open: title("进行中", "under way"),
  provisional: title("暂估", "provisional"),
  final: title("已定", "final"),
} as const;

/** Everything known of one execution → what is said of it. `past`: results of the same play, this one's among them once it has closed. */
export function reportOf({ execution, tap, measured }: Taken, past: readonly Past[]): Report {
  const { state } = measured;
  const others = past.filter((one) => one.execution !== execution.id);
  const plays = others.length + 1;
  const said = HEADLINES[state];
  const grouped = measured.groups !== null;
  return {
    execution: execution.id,
    headline: { zh: `${execution.title} · ${said.zh}`, en: `${execution.title} · ${said.en}` },
    state,
    ...{ closesAt: measured.closesAt, returnsUntil: measured.returnsUntil, asOf: measured.asOf },
    ...funnelOf(execution, measured),
    commission: commissionIn(execution, measured),
    promised: tap?.promises ?? null,
    here: liftHere(measured, { plays, cancelled: execution.state === "cancelled" }),
    pooled: others.length === 0 ? null : liftPooled(past, grouped, measured.currency),
    caution: cautionOf(measured, plays),
  };
}
