import type { Text } from "@zhongshu/kernel";
import { enoughOf, tells } from "@zhongshu/trials";

/** Of a play that was never tried: so much of what comes anyway is hoped for on top. */
const HOPED = 0.5;
/** Half as many again must still be fewer than everybody. */
const MOST_ANYWAY = 0.6;

/** The part of the people who would buy anyway, and what is believed of a message, if anything is. */
export type Looked = { readonly base: number; readonly lift: number | null };
export type Hoped = { readonly base: number; readonly lift: number; readonly believed: boolean };

/** What a comparison is planned for: the lift that is believed, or else half as many again as come anyway. */
export function hopedOf({ base: anyway, lift }: Looked): Hoped {
  const base = Math.min(MOST_ANYWAY, anyway);
  const believed = lift !== null && lift > 0;
  return { base, lift: believed ? Math.min(lift, 1 - base) : base * HOPED, believed };
}

/** Of more people than this no community seller sends to, and no number says more. */
const MOST_TOLD = 100_000;
const DIGITS = 2;
/** A plan is no more exact than two digits, and rather too many than too few. */
function roundedUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) + 1 - DIGITS);
  return Math.ceil(n / unit) * unit;
}

function inWords(people: number | null): Text {
  if (people === null || people > MOST_TOLD)
    return { zh: "十万人以上", en: "more than 100,000 people" };
  const n = roundedUp(people).toLocaleString("en-US");
  return { zh: `大约 ${n} 人`, en: `about ${n} people` };
}

/** How many get the message, and how many are left out. */
export type Split = { readonly treated: number; readonly heldOut: number };

const TELLS: Text = {
  zh: "人够多，单看这一次，多半就看得出有没有用。",
  en: "Enough people: this one will most likely tell by itself whether it helped.",
};
const tooFewLeft = (heldOut: number): Text => ({
  zh: `先不发的只有 ${heldOut} 位，单看这一次，多半还看不出有没有用：多留几位才行。`,
  en: `With only ${heldOut} left out, this one alone will hardly tell whether it helped: it takes more of them.`,
});

/**
 * Said before a tap that leaves somebody out: will this one most likely tell by itself whether it helped (power .8 with just
 * these two sides), and if not, about how many people it would take, half of them left out?
 */
export function enoughBefore(split: Split, looked: Looked): Text | null {
  const { base, lift, believed } = hopedOf(looked);
  if (base <= 0 || split.heldOut === 0 || split.treated === 0) return null;
  if (tells({ base, lift }, split)) return TELLS;
  const people = enoughOf({ base, lift });
  if (people !== null && split.treated + split.heldOut >= people) return tooFewLeft(split.heldOut);
  const needed = inWords(people);
  const so: Text = believed
    ? { zh: "照以前的效果", en: "if it does what it did before" }
    : { zh: "就算能多来一半的人买", en: "even if it brought half as many buyers again" };
  return {
    zh: `单看这一次，多半还看不出有没有用：${so.zh}，也要${needed.zh}。发得多了会合起来看。`,
    en: `This one alone will hardly tell whether it helped: ${so.en}, it would take ${needed.en}. With more of them, they are looked at together.`,
  };
}

/**
 * Said of an execution of so many people that could not tell: how many one would need. `lift` is what all executions of its
 * play together brought, of whose people `base` buy anyway; where they do not tell either, `base` is of its own people. Null
 * where it had as many: then it is no want of people that it does not tell.
 */
export function enoughAfter(people: number, looked: Looked): Text | null {
  if (looked.base <= 0 || looked.base > MOST_ANYWAY) return null;
  const { base, lift, believed } = hopedOf(looked);
  const enough = enoughOf({ base, lift });
  if (enough !== null && people >= enough) return null;
  const needed = inWords(enough);
  const bought = (100 * base).toFixed(base < 0.1 ? 1 : 0);
  const so: Text = believed
    ? { zh: "照历次合起来的效果", en: "If it does what all of them did together" }
    : {
        zh: `这次 100 人里约 ${bought} 位买了：就算发了能再多一半`,
        en: `About ${bought} of 100 bought: even if sending brought half as many again`,
      };
  return {
    zh: `${so.zh}，单看一次要${needed.zh}（先不发的在内）才看得出。`,
    en: `${so.en}, one execution takes ${needed.en}, those left out among them, to tell.`,
  };
}
