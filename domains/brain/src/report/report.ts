import { type Lift, type Report, stated } from "@zhongshu/cards";
import { commissionOf } from "@zhongshu/insight/contract";
import { type Money, money, type Text } from "@zhongshu/kernel";
import type { Execution } from "@zhongshu/reach/contract";
import { ENOUGH_OUTCOMES, expectedOutcomes } from "@zhongshu/trials";
import { alike, ofAWeek } from "../learn/looks.ts";
import type { Past } from "../learn/past.ts";
import type { Assigned } from "../ports.ts";
import { enoughAfter } from "../promise/enough.ts";
import type { Tap } from "../tap/store.ts";
import { armsOf, compared } from "./arms.ts";
import type { Measured } from "./facts.ts";
import { liftHere, liftPooled, type Pool } from "./lift.ts";
import type { Taken } from "./load.ts";
import { orderedBy, ratioOf } from "./result.ts";
import { crossedNote, directly, MISMATCHED, notAsLong, otherWindow, RATIO_NOTE } from "./words.ts";

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
  groups: title("发到的群", "Groups posted to"),
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
    ...{
      key,
      title: STEPS[key],
      count,
      opens: rowsAt(execution.id, key === "groups" ? "sent" : key),
    },
  });
  // Only our own inbox can tell who has read it: what is sent by hand is read elsewhere.
  const opened = execution.way === "inbox" ? [step("opened", execution.opened)] : [];
  const grouped = measured.groups !== null;
  const sent = step(grouped ? "groups" : "sent", execution.counts.sent);
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
  const opens = (key: keyof typeof sums): string => rowsAt(execution.id, key);
  return {
    ...{ estimated: of(sums.estimated), pending: of(sums.pending), settled: of(sums.settled) },
    clawedBack: of(sums.clawedBack),
    opens: {
      ...{ estimated: opens("estimated"), pending: opens("pending"), settled: opens("settled") },
      clawedBack: opens("clawedBack"),
    },
  };
}

/** A promise of a week says nothing about another stretch of time, nor does what came in weeks. */
function otherWindowOf(tap: Tap | null, past: readonly Past[]): Text | null {
  if (tap === null) return null;
  const others = past.filter(({ execution }) => execution !== tap.execution);
  const fits = tap.kind === "due-again" ? ofAWeek(tap) : alike([tap, ...others]).includes(tap);
  return fits ? null : otherWindow(tap.closesAt - tap.at);
}

/** Of those drawn to be written to, how many were: a cancelled, an unticked and an uncopied one was not. */
const reachedAmong = ({ persons }: Measured): number =>
  reached(persons).filter((one) => compared(one) && one.arm === "treated").length;

/** Null where no execution but this one could be put together. */
function pooledIn(pool: Pool | null, execution: string): Report["pooled"] {
  if (pool === null || pool.of.every((one) => one.execution === execution)) return null;
  return {
    ...{ lift: pool.lift, executions: pool.of.length, opens: rowsAt(execution, "pooled") },
    apart: pool.apart === 0 ? null : notAsLong(pool.apart),
  };
}

type Verdict = ReturnType<typeof ratioOf>;
/** Did the arms come about as they were meant to? */
const verdictOf = (measured: Measured, plays: number): Verdict =>
  measured.groups === null ? ratioOf(armsOf(measured), measured.holdOutShare, plays) : "fine";

function cautionOf({ crossed }: Measured, verdict: Verdict): Text | null {
  const said = [
    ...(verdict === "withhold" ? [MISMATCHED] : verdict === "warn" ? [RATIO_NOTE] : []),
    ...(crossed > 0 ? [crossedNote(crossed)] : []),
  ];
  if (said.length === 0) return null;
  return { zh: said.map(({ zh }) => zh).join(""), en: said.map(({ en }) => en).join(" ") };
}

/** Is this a comparison of persons, over, of which too little happened to tell? */
function undecided({ groups, state }: Measured, lift: Lift): boolean {
  const { treated, heldOut } = lift;
  if (groups !== null || state === "open" || treated.people * heldOut.people === 0) return false;
  return lift.known ? !stated(lift) : expectedOutcomes(treated, heldOut) < ENOUGH_OUTCOMES;
}

/** How many people it takes to find what all executions together brought, this one among them, or else half as many buyers again. */
function enoughBy({ treated, heldOut }: Lift, pool: Pool | null, execution: string): Text | null {
  const people = treated.people + heldOut.people;
  const all = pool?.of.some((one) => one.execution === execution) ? pool.lift : null;
  if (all?.known && stated(all) && all.buyers.middle > 0)
    return enoughAfter(people, {
      base: all.heldOut.buyers / all.heldOut.people,
      lift: all.buyers.middle / all.treated.people,
    });
  return enoughAfter(people, { base: (treated.buyers + heldOut.buyers) / people, lift: null });
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
  const pool = liftPooled(past, measured.groups !== null, measured.currency);
  const cancelled = execution.state === "cancelled";
  const here = liftHere(measured, { plays, cancelled });
  const verdict = verdictOf(measured, plays);
  const tellsNothing = !cancelled && verdict !== "withhold" && undecided(measured, here);
  return {
    execution: execution.id,
    headline: { zh: `${execution.title} · ${said.zh}`, en: `${execution.title} · ${said.en}` },
    state,
    ...{ closesAt: measured.closesAt, returnsUntil: measured.returnsUntil, asOf: measured.asOf },
    ...funnelOf(execution, measured),
    commission: commissionIn(execution, measured),
    promised: tap?.promises ?? null,
    came: { count: orderedBy(measured).size, opens: rowsAt(execution.id, "came") },
    otherWindow: otherWindowOf(tap, past),
    here,
    enough: tellsNothing ? enoughBy(here, pool, execution.id) : null,
    reached: reachedAmong(measured),
    pooled: pooledIn(pool, execution.id),
    caution: cautionOf(measured, verdict),
  };
}
