import type { Promises } from "@zhongshu/cards";
import { formatMoney, type Money, money, roughly, type Text } from "@zhongshu/kernel";
import { normalUpper } from "@zhongshu/numerics";
import type { Rates } from "@zhongshu/trials";
import type { Facts } from "../card/facts.ts";
import { type Forecast, foretold, type Learnt, likeBefore, type Range, rangeOf } from "./orders.ts";
import { type Believed, openBeside } from "./worth.ts";

/** What past executions let the brain believe, of one kind of card. */
export type Beliefs = {
  /** How far off the model's forecasts were; null of a kind that has none. */
  readonly learnt: Learnt | null;
  /** Audiences and how many of them bought. */
  readonly came: readonly { readonly people: number; readonly buyers: number }[];
  /** The law of that rate; null while too little is known, and of a kind that has a model of its own. */
  readonly rates: Rates | null;
  /** What writing to one more person adds, in sales' worth. */
  readonly worth: Believed | null;
};

/** The orders as they are promised: a range, and the distribution that it is of. */
export type Orders = Range & { readonly forecast: Forecast };

/**
 * The audience, how many of it are written to (neither left out nor kept back by the gate), and what one sale would earn;
 * null where price or rule is missing.
 */
export type Asked = {
  readonly people: number;
  readonly written: number;
  readonly unit: Money | null;
};

function ordersOf(facts: Facts, asked: Asked, beliefs: Beliefs): Orders | null {
  const { people, written, unit } = asked;
  if (facts.kind === "rising-attention") {
    const forecast = beliefs.rates && { ...likeBefore(beliefs.rates, people), model: null };
    return forecast && { ...rangeOf(forecast), forecast };
  }
  if (facts.expected === null || beliefs.learnt === null) return null;
  const { buyers: mean, excess = 0 } = facts.expected;
  const model = { people, mean, excess };
  const holdOut = people > 0 ? 1 - written / people : 1;
  const forecast = foretold({ model, holdOut, unit: unit?.minor ?? null }, beliefs.learnt);
  return { ...rangeOf(forecast), forecast };
}

const UNKNOWN_ORDERS = {
  "due-again": {
    zh: "这次会卖出几件，还看不出来。",
    en: "How many will sell cannot be told yet.",
  },
  "rising-attention": {
    zh: "这种做法发过的次数还不够，会卖出几件还看不出来。",
    en: "This has been tried too few times to tell how many will sell.",
  },
} as const;

function orders(
  facts: Facts,
  told: { readonly orders: Orders | null; readonly people: number },
  { came }: Beliefs,
): Promises["orders"] {
  if (told.orders === null) return { known: false, why: UNKNOWN_ORDERS[facts.kind] };
  const { people } = told;
  const { low, high } = told.orders;
  const basis: Text =
    facts.kind === "due-again"
      ? {
          zh: `这 ${people} 位里，八成把握有 ${low}–${high} 位会买（发到的、没发的都算）。`,
          en: `Of these ${people}, eight times in ten ${low}–${high} buy (those written to and those left out).`,
        }
      : {
          zh: `照以前 ${came.length} 次同样的做法，八成把握有 ${low}–${high} 位会买。`,
          en: `By ${came.length} earlier tries of the same, eight times in ten ${low}–${high} buy.`,
        };
  return { known: true, low, high, basis };
}

const UNKNOWN_WORTH: Text = {
  zh: "这种做法还没有结果，发一次、留几个人先不发，才知道能多赚多少。",
  en: "This has no result yet: send it once, leave some out, and you will know what it adds.",
};
const NO_UNIT: Text = {
  zh: "还没有价格或佣金比例，算不出多赚多少。",
  en: "Without a price and a commission rule nothing can be said of what it adds.",
};

/** "¥1,121", or "¥0.52" where units would hide it: what is only estimated does not pretend to its last digit. */
export const whole = (m: Money): string => formatMoney(roughly(m)).replace(/\.00$/, "");
/** "¥90–260"; a loss is said as one. */
export function span(low: Money, high: Money): string {
  return `${whole(low)}–${whole(high).replace(/^(-?)\D+/, "$1")}`;
}

/** What is lost, as a sum of its own. */
export const loss = ({ minor, currency }: Money): Money => money(-minor, currency);

/** "多赚 ¥90–260"; what may be lost is never said as a gain below nothing. */
export function addsInWords(low: Money, high: Money): Text {
  if (low.minor >= 0) return { zh: `多赚 ${span(low, high)}`, en: `adds ${span(low, high)}` };
  const [least, most] = [loss(high), loss(low)];
  if (high.minor <= 0)
    return { zh: `反而少赚 ${span(least, most)}`, en: `costs ${span(least, most)}` };
  const [less, more] = [whole(most), whole(high)];
  return {
    zh: `在少赚 ${less} 到多赚 ${more} 之间`,
    en: `lies between ${less} less and ${more} more`,
  };
}

/** The part of a card's people who are not expected to buy anyway; nothing is known of it where a group rises. */
function openOf(facts: Facts, people: number): number {
  if (facts.kind !== "due-again" || facts.expected === null || people === 0) return 1;
  return openBeside({ mean: facts.expected.buyers, people });
}

/** What writing to one more person of this card adds, in sales' worth, over what it adds to one of the usual card. */
export const partOf = (facts: Facts, people: number, { open }: Believed): number =>
  openOf(facts, people) / open;

/** What a post to a whole group adds cannot be told from one group; the results are of writing to its members. */
const MEMBERS: Text = { zh: "（一对一发的结果）", en: " (of writing to persons)" };

function worth(
  facts: Facts,
  { people, written, unit }: Asked,
  { worth: believed }: Beliefs,
): Promises["worth"] {
  if (believed === null) return { known: false, why: UNKNOWN_WORTH };
  if (unit === null) return { known: false, why: NO_UNIT };
  const reach = normalUpper(0.1) * Math.sqrt(believed.variance);
  const part = partOf(facts, people, believed);
  const of = (effect: number): Money =>
    money(Math.round(written * unit.minor * effect * part), unit.currency);
  const [low, middle, high] = [-reach, 0, reach].map((away) => of(believed.mean + away));
  if (low === undefined || middle === undefined || high === undefined)
    return { known: false, why: UNKNOWN_WORTH };
  const whose = facts.kind === "rising-attention" ? MEMBERS : { zh: "", en: "" };
  const adds = addsInWords(low, high);
  const basis: Text = {
    zh: `照这种做法以前 ${believed.plays} 次的结果${whose.zh}，八成把握${adds.zh}。`,
    en: `By ${believed.plays} earlier results of this play${whose.en}, eight times in ten it ${adds.en}.`,
  };
  return { known: true, low, middle, high, basis };
}

/** Two promises that are never added up: who will buy anyway, and what the writing itself adds. */
export const promisesOf = (
  facts: Facts,
  asked: Asked,
  beliefs: Beliefs,
): { readonly promises: Promises; readonly orders: Orders | null } => {
  const told = ordersOf(facts, asked, beliefs);
  return {
    promises: {
      orders: orders(facts, { orders: told, people: asked.people }, beliefs),
      worth: worth(facts, asked, beliefs),
    },
    orders: told,
  };
};
