import type { Text } from "@zhongshu/kernel";
import { enoughOf } from "@zhongshu/trials";

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

const DIGITS = 2;
/** A plan is no more exact than two digits, and rather too many than too few. */
function roundedUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) + 1 - DIGITS);
  return Math.ceil(n / unit) * unit;
}
const told = (n: number): string => n.toLocaleString("en-US");

type Needed = { readonly people: number; readonly believed: boolean };

/** How many people one execution needs, those left out among them, to find in four of five tries what is hoped for. */
function neededFor(looked: Looked): Needed | null {
  const { base, lift, believed } = hopedOf(looked);
  const people = base > 0 ? enoughOf({ base, lift }) : null;
  return people === null ? null : { people: roundedUp(people), believed };
}

const ifSo = ({ believed }: Needed): Text =>
  believed
    ? { zh: "照以前的效果", en: "if it does what it did before" }
    : { zh: "就算能多来一半的人买", en: "even if it brought half as many buyers again" };

/** Said before a tap that leaves somebody out: will this one tell by itself whether it helped? */
export function enoughBefore(people: number, looked: Looked): Text | null {
  const needed = neededFor(looked);
  if (needed === null || people === 0) return null;
  if (people >= needed.people)
    return {
      zh: "人够多，单看这一次，多半就看得出有没有用。",
      en: "Enough people: this one will most likely tell by itself whether it helped.",
    };
  const { zh, en } = ifSo(needed);
  return {
    zh: `单看这一次，多半还看不出有没有用：${zh}，也要大约 ${told(needed.people)} 人。发得多了会合起来看。`,
    en: `This one alone will hardly tell whether it helped: ${en}, it would take about ${told(needed.people)} people. With more of them, they are looked at together.`,
  };
}

/**
 * Said of an execution that could not tell: how many people one would need. `lift` is what all executions of its play
 * together brought, of whose people `base` buy anyway; where they do not tell either, `base` is of its own people.
 */
export function enoughAfter(looked: Looked): Text | null {
  const needed = neededFor(looked);
  if (needed === null) return null;
  const { base } = looked;
  const bought = (100 * base).toFixed(base < 0.1 ? 1 : 0);
  const { zh, en } = needed.believed
    ? { zh: "照历次合起来的效果", en: "If it does what all of them did together" }
    : {
        zh: `这次 100 人里约 ${bought} 位买了：就算发了能再多一半`,
        en: `About ${bought} of 100 bought: even if sending brought half as many again`,
      };
  return {
    zh: `${zh}，单看一次要大约 ${told(needed.people)} 人（先不发的在内）才看得出。`,
    en: `${en}, one execution takes about ${told(needed.people)} people, those left out among them, to tell.`,
  };
}
