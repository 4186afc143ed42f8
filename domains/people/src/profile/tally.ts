import { businessHour, type Instant, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { isAct, type LedgerEvent } from "@zhongshu/ledger/contract";

/** What a set of events adds to one profile. `add` is commutative and associative: order never matters. */
export type Tally = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly userId: string | null;
  readonly firstSeen: Instant;
  /** Latest act of the person; null while there were only things done to them. */
  readonly lastAct: Instant | null;
  readonly events: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Acts by hour of the day in Shanghai. */
  readonly hours: readonly number[];
};

export const NO_HOURS: readonly number[] = Array.from({ length: 24 }, () => 0);

export function tallyOf(event: LedgerEvent, profile: ProfileId): Tally {
  const act = isAct(event);
  return {
    shop: event.shop,
    profile,
    userId: event.userId,
    firstSeen: event.at,
    lastAct: act ? event.at : null,
    events: 1,
    counts: { [event.type]: 1 },
    hours: act ? NO_HOURS.with(businessHour(event.at), 1) : NO_HOURS,
  };
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

function sum(a: Tally["counts"], b: Tally["counts"]): Tally["counts"] {
  const both: Record<string, number> = { ...a };
  for (const [type, n] of Object.entries(b)) both[type] = (both[type] ?? 0) + n;
  return both;
}

/** Both tallies are of one profile; of a person with several user ids one stands for all. */
export const add = (a: Tally, b: Tally): Tally => ({
  ...a,
  userId: a.userId ?? b.userId,
  firstSeen: Math.min(a.firstSeen, b.firstSeen),
  lastAct: later(a.lastAct, b.lastAct),
  events: a.events + b.events,
  counts: sum(a.counts, b.counts),
  hours: a.hours.map((n, hour) => n + (b.hours[hour] ?? 0)),
});

/** One tally for each profile. */
export function addUp(tallies: Iterable<Tally>): readonly Tally[] {
  const sums = new Map<ProfileId, Tally>();
  for (const tally of tallies) {
    const before = sums.get(tally.profile);
    sums.set(tally.profile, before === undefined ? tally : add(before, tally));
  }
  return [...sums.values()];
}

/** What the batch adds to each profile that it speaks of. */
export const tallies = (batch: readonly LedgerEvent[]): readonly Tally[] =>
  addUp(batch.flatMap((event) => (event.profile === null ? [] : [tallyOf(event, event.profile)])));
