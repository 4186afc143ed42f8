import {
  type Earning,
  liftHere,
  liftPooled,
  type Measured,
  partLeftOut,
  resultOf,
} from "@zhongshu/brain";
import { type Lift, stated } from "@zhongshu/cards";
import { DAY, profileId, shopId } from "@zhongshu/kernel";
import { gaussian } from "@zhongshu/numerics";
import { enoughOf, liftOf, scoreInterval, USUAL_HOLD_OUT_SHARE } from "@zhongshu/trials";
import { rounded } from "../../figures.ts";
import type { Promise_ } from "./tally.ts";

const AA_PLAYS = 10_000;
const POOLS = 500;
/** Plays that are put together as one. */
const IN_A_POOL = 20;
const POWER_PLAYS = 20_000;
/** Extra buyers per person that power is asked for. */
const LIFT = 0.05;

const id = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const SHOP = shopId(id(1));
const WINDOW = { startedAt: 0, closesAt: 7 * DAY, returnsUntil: 14 * DAY };
const EARNS = { bp: 2_000 };
/** So many buy something else as well, whatever they are written. */
const ELSEWHERE = 0.3;
const PRICE = { median: 5_900, sd: 0.5 };

type Arm = { readonly people: number; readonly rate: number };
type Drawn = { readonly treated: Arm; readonly heldOut: Arm; readonly share: number };

/** One closed execution of made-up people, who buy or do not, of this and of other goods, at prices that differ. */
function execution({ treated, heldOut, share }: Drawn, dice: () => number): Measured {
  const lines: Earning[] = [];
  const of = (arm: "treated" | "held-out", { people, rate }: Arm, from: number) =>
    Array.from({ length: people }, (_, i) => {
      const profile = profileId(id(from + i));
      const buys = (product: string) =>
        lines.push({
          ...{ profile, source: "aa", number: `${product} ${profile}`, at: DAY, category: null },
          ...{ product, currency: "CNY", quantity: 1, refunded: 0, paid: "yes", rate: EARNS },
          minor: Math.round(PRICE.median * Math.exp(PRICE.sd * gaussian(dice))),
        });
      if (dice() < rate) buys("tea");
      if (dice() < ELSEWHERE) buys("cup");
      const state = arm === "treated" ? ("sent" as const) : arm;
      return { profile, arm, state, eligible: true };
    });
  const persons = [...of("treated", treated, 0), ...of("held-out", heldOut, 1_000_000)];
  return {
    ...{ ...WINDOW, shop: SHOP, product: "tea", currency: "CNY", asOf: WINDOW.returnsUntil },
    ...{ state: "final", holdOutShare: share, persons, lines, crossed: 0, groups: null },
    before: null,
  };
}

const states = (lift: Lift | undefined): boolean => lift?.known === true && stated(lift);

const draw = (people: number, rate: number, dice: () => number): number => {
  let drawn = 0;
  for (let i = 0; i < people; i += 1) if (dice() < rate) drawn += 1;
  return drawn;
};
/** At least one, and not all. */
const heldOf = (people: number, share: number, dice: () => number): number =>
  Math.min(Math.max(1, draw(people, share, dice)), people - 1);

/** An audience split as it is by chance, each side with its own rate. */
function split(
  people: number,
  share: number,
  rates: readonly [number, number],
  dice: () => number,
) {
  const held = heldOf(people, share, dice);
  return {
    treated: { people: people - held, rate: rates[0] },
    heldOut: { people: held, rate: rates[1] },
    share,
  };
}

const counted = ({ people, rate }: Arm, dice: () => number) => ({
  people,
  buyers: draw(people, rate, dice),
});

const baseOf = ({ audience, came }: Promise_): number =>
  Math.min(0.6, Math.max(0.02, (came + 0.5) / (audience + 1)));

/** Asked again and again for the same. */
function remembering<Asked extends readonly number[], T>(
  work: (...asked: Asked) => T,
): typeof work {
  const known = new Map<string, T>();
  return (...asked) => {
    const key = asked.join(" ");
    const found = known.get(key) ?? work(...asked);
    known.set(key, found);
    return found;
  };
}

type Setting = {
  /** The part that the product leaves out where nothing is believed of the message yet. */
  readonly partOf: (people: number, base: number) => number;
  readonly enough: (base: number) => number | null;
  readonly dice: () => number;
};

/** A play of this size and rate in which the message does nothing. */
function idle(play: Promise_, { partOf, dice }: Setting): Drawn {
  const base = baseOf(play);
  return split(play.audience, partOf(play.audience, base), [base, base], dice);
}

/** Does the ordinary interval of buyers leave out nought, however few there are? The product is silent there. */
function intervalAlone({ treated, heldOut }: Drawn, dice: () => number): boolean {
  const { low, high } = scoreInterval(counted(treated, dice), counted(heldOut, dice), 0.95);
  return low > 0 || high < 0;
}

/** A play as large as the product calls enough, without those who are never written to, in which the message wins buyers. */
function planted(play: Promise_, { enough, dice }: Setting): Drawn | null {
  const base = baseOf(play);
  const people = enough(base);
  if (people === null) return null;
  const compared = people - heldOf(people, USUAL_HOLD_OUT_SHARE, dice);
  return split(compared, 0.5, [base + LIFT, base], dice);
}

function found(drawn: Drawn | null, dice: () => number): boolean {
  if (drawn === null) return false;
  const arms = { treated: counted(drawn.treated, dice), heldOut: counted(drawn.heldOut, dice) };
  const lift = liftOf({ ...arms, holdOutShare: drawn.share, closed: true, always: null });
  return lift.known && (lift.at95.low > 0 || lift.at95.high < 0);
}

const ONE = { plays: 1, cancelled: false };
const UNTOLD = { known: false, why: { zh: "没有说", en: "Not told" } } as const;

/** The same as it is kept, to be put together with others. */
const kept = (measured: Measured, n: number) => ({
  ...{ shop: SHOP, execution: id(n), key: id(n), card: id(n), kind: "due-again" as const },
  ...{ way: "inbox" as const, community: null, product: "tea", audience: measured.persons.length },
  ...{ unit: (PRICE.median * EARNS.bp) / 10_000, currency: "CNY", forecast: null, at: 0 },
  ...{ promises: { orders: UNTOLD, worth: UNTOLD }, state: "final" as const },
  ...{ closesAt: WINDOW.closesAt, returnsUntil: WINDOW.returnsUntil, asOf: measured.asOf },
  result: resultOf(measured, ONE),
});

/**
 * What the product states where nothing is true, and what it finds where something is. A/A plays have the audiences and
 * rates that really occurred, and go through the report itself: one by one, and twenty together as "the same move". How
 * often the interval of buyers alone leaves out nought is said beside it, for most plays are too small to be spoken of.
 * Power is that of the buyers' interval, which decides what the report says, at the number of people that the product
 * calls enough.
 */
export function aaAndPower(promises: readonly Promise_[], dice: () => number): object {
  const real = promises.filter(({ audience }) => audience > 1);
  const setting: Setting = {
    partOf: remembering((people, base) => partLeftOut({ people, base, lift: null })),
    enough: remembering((base) => enoughOf({ base, lift: LIFT })),
    dice,
  };
  const share = (plays: number, says: (play: Promise_) => boolean): number | null => {
    let stated = 0;
    for (let n = 0; n < plays; n += 1) {
      const play = real[Math.floor(dice() * real.length)];
      if (play === undefined) return null;
      stated += says(play) ? 1 : 0;
    }
    return rounded(stated / plays);
  };
  const pool = (): boolean => {
    const past = Array.from({ length: IN_A_POOL }, (_, n) => {
      const play = real[Math.floor(dice() * real.length)];
      return play === undefined ? [] : [kept(execution(idle(play, setting), dice), n)];
    });
    return states(liftPooled(past.flat(), false, "CNY")?.lift);
  };
  return {
    aa_plays: real.length === 0 ? 0 : AA_PLAYS,
    aa_false_positive: share(AA_PLAYS, (play) =>
      states(liftHere(execution(idle(play, setting), dice), ONE)),
    ),
    aa_interval_alone: share(AA_PLAYS, (play) => intervalAlone(idle(play, setting), dice)),
    aa_pooled: share(POOLS, pool),
    power: share(POWER_PLAYS, (play) => found(planted(play, setting), dice)),
  };
}
