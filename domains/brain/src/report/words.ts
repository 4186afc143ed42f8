import { stated } from "@zhongshu/cards";
import { DAY, HOUR, MINUTE, type Money, SECOND, type Text } from "@zhongshu/kernel";
import type { Interval } from "@zhongshu/trials";
import { loss, span, whole } from "../promise/promises.ts";

export type Worth = { readonly low: Money; readonly middle: Money; readonly high: Money };

/** People are whole; only what would round to nobody, and is more than nobody, is told in tenths. */
const count = (n: number): string =>
  (Math.abs(n) < 0.95 ? n.toFixed(1) : String(Math.round(n))).replace(/^-?0\.0$/, "0");

/**
 * What the writing added, in the words of a shop. Buyers of the card's product decide whether anything is said at all: it
 * is for them that people are left out. What it was worth, over all that these people bought, is told only then, so that
 * of messages that do nothing no more is said than the buyers' own range allows.
 */
export function liftInWords(buyers: Interval, worth: Worth | null): Text {
  return stated({ buyers }) ? known(buyers, worth) : unsure(buyers, worth);
}

const cameIn = ({ low, high }: Interval): Text =>
  low > 0
    ? {
        zh: `多来了 ${count(low)}–${count(high)} 位买的`,
        en: `it brought ${count(low)}–${count(high)} more buyers`,
      }
    : {
        zh: `少来了 ${count(-high)}–${count(-low)} 位买的`,
        en: `it brought ${count(-high)}–${count(-low)} fewer buyers`,
      };

const between = ({ low, high }: Worth): Text => ({
  zh: `在少赚 ${whole(loss(low))} 到多赚 ${whole(high)} 之间`,
  en: `between ${whole(loss(low))} less and ${whole(high)} more`,
});

function known(buyers: Interval, worth: Worth | null): Text {
  const came = cameIn(buyers);
  if (worth === null)
    return { zh: `95% 的把握${came.zh}。`, en: `With 95 % certainty ${came.en}.` };
  const { low, high } = worth;
  if (low.minor > 0)
    return {
      zh: `95% 的把握多赚 ${span(low, high)}，${came.zh}。`,
      en: `With 95 % certainty it added ${span(low, high)}, and ${came.en}.`,
    };
  if (high.minor < 0) {
    const lost = span(loss(high), loss(low));
    return {
      zh: `95% 的把握反而少赚 ${lost}，${came.zh}。`,
      en: `With 95 % certainty it cost ${lost}, and ${came.en}.`,
    };
  }
  const told = between(worth);
  return {
    zh: `95% 的把握${came.zh}。佣金还看不出多没多：${told.zh}，这些人买的别的东西也算在里面。`,
    en: `With 95 % certainty ${came.en}. Whether commission grew cannot be told: ${told.en}, with all else that they bought.`,
  };
}

function unsure({ low, high }: Interval, worth: Worth | null): Text {
  // Money that seems sure where buyers are not is told as what it is: nothing yet.
  if (worth !== null && worth.low.minor <= 0 && worth.high.minor >= 0) {
    const told = between(worth);
    return {
      zh: `看不出有没有多赚：95% 的把握${told.zh}。`,
      en: `Whether it added anything cannot be told: with 95 % certainty ${told.en}.`,
    };
  }
  return {
    zh: `看不出有没有用：95% 的把握在少 ${Math.ceil(-low)} 位到多 ${Math.ceil(high)} 位之间。`,
    en: `Whether it helped cannot be told: with 95 % certainty between ${Math.ceil(-low)} fewer and ${Math.ceil(high)} more buyers.`,
  };
}

export const directly = (told: { readonly ordered: number; readonly clicked: number }): Text => ({
  zh: `下单的 ${told.ordered} 位比点开商品的 ${told.clicked} 位多：发到的人里，有人没点链接、直接去下了单，也算在内，不一定是因为这条消息。`,
  en: `More ordered (${told.ordered}) than followed the link (${told.clicked}): some of those written to went and ordered without it. They count here too, though not necessarily because of the message.`,
});
/** What a page says in a word where nothing is known of what was added. */
export const BRIEF = {
  open: { zh: "到点再说", en: "When it closes" },
  few: { zh: "还看不出来", en: "Cannot be told yet" },
  unproven: { zh: "未验证", en: "Unproven" },
  cancelled: { zh: "取消了，不比", en: "Broken off: not compared" },
  withheld: { zh: "不报", en: "Withheld" },
  reference: { zh: "只能和之前比", en: "Only before and after" },
} as const satisfies Readonly<Record<string, Text>>;
export const OPEN: Text = {
  zh: "还在统计的时间里，先只报数目，到点再说有没有用。",
  en: "The window is still open: counts only, the result comes when it closes.",
};
export const UNPROVEN: Text = {
  zh: "未验证：这次一个都没留，不知道不发会怎样。",
  en: "Unproven: nobody was left out, so what would have happened anyway is not known.",
};
export const CANCELLED: Text = {
  zh: "这次中途取消了，只报数目。",
  en: "This was broken off: counts only.",
};
export const MISMATCHED: Text = {
  zh: "留下的人数和说好的对不上，这次的结果不报。",
  en: "The number of people left out is not what was set, so no result is told.",
};
export const few = (buyers: number): Text => ({
  zh: `还看不出来：两边一共 ${buyers} 位买了，太少，分不清是真有用还是碰巧。`,
  en: `Cannot be told yet: ${buyers} buyers in all are too few to tell effect from chance.`,
});
export const fewGroups = (told: { readonly treated: number; readonly heldOut: number }): Text => ({
  zh: `还看不出来：群发要发过的和先不发的各满 20 个群日，现在是 ${told.treated} 和 ${told.heldOut}。`,
  en: `Cannot be told yet: it takes 20 group days written to and 20 left out; so far ${told.treated} and ${told.heldOut}.`,
});
export const beforeAfter = (told: { readonly before: number; readonly after: number }): Text => ({
  zh: `还看不出来。参考：群里发之前同样长的时间有 ${told.before} 位买，之后 ${told.after} 位；别的变化也在里面。群发要发过的和先不发的各满 20 个群日，合起来才看得出。`,
  en: `Cannot be told yet. For reference: ${told.before} bought in as long a time before the post, ${told.after} after it; whatever else changed is in that too. It takes 20 group days written to and 20 left out, looked at together.`,
});
export const LEFT_OUT_GROUP: Text = {
  zh: "这次轮到这个群先不发，留着和发过的日子比。",
  en: "This time the group was left out, to be compared with the days it was written to.",
};
/** Posts that went to nobody whose buying before it says anything: members unknown, or in other groups of it as well. */
export const NOBODY_COMPARED: Text = {
  zh: "还看不出来：抽到要发的群里，没有认识的、又只在这一个群里的客户，没有人可以比。",
  en: "Cannot be told yet: in the groups drawn to be posted to nobody is known who is in one of them alone, so there is nobody to compare.",
};
export const crossedNote = (excluded: number): Text => ({
  zh: `有 ${excluded} 位客户原来是同一个人、两边都算过，这次不算。`,
  en: `${excluded} customers turned out to be one person on both sides and are not counted.`,
});
export const RATIO_NOTE: Text = {
  zh: "留下的人数和说好的有点对不上，结果要打个折扣看。",
  en: "The number of people left out is a little off what was set: take the result with care.",
};
export const BASIS_HERE: Text = {
  zh: "发的和先不发的比，按名单算，没送到的也在内；赚的算这些人买的所有商品，已扣退款。",
  en: "Those written to against those left out, as drawn, reached or not; earnings count all goods of these people, net of refunds.",
};
export const RESIZED: Text = {
  zh: "这段时间里改过留出的比例，两边的人换过，这一期不比；下一期再看。",
  en: "The part left out was resized in this stretch, so people changed sides and nothing is compared; the next stretch will tell.",
};
export const basisOfProgramme = (share: number): Text => ({
  zh: `单独发消息以前就买过的客户里，${Math.round(share * 100)}% 不收一对一的营销消息，和其余的人比；群里发的两边都看得到。算这些人买的所有商品，已扣退款。`,
  en: `Of those who had bought before any message was meant for them, ${Math.round(share * 100)} % get no marketing one by one; they are compared with all others, and both see what is posted in groups. Over all goods, net of refunds.`,
});
export const basisPooled = (plays: number): Text => ({
  zh: `各店这种做法最近 ${plays} 次：每次发的和先不发的各自比，再按安排发的人数加起来；赚的算这些人买的所有商品，已扣退款。`,
  en: `The latest ${plays} executions of this play in all shops: in each, those written to against those left out, added up by the people to be written to; earnings count all goods of these people, net of refunds.`,
});
export const basisOfGroups = (plays: number): Text => ({
  zh: `各店这种做法最近 ${plays} 次群发：同一个群发了的日子和先不发的日子比，再按群里的人数算成一共；赚的算这些人买的所有商品，已扣退款。`,
  en: `The latest ${plays} posts of this play in all shops: days on which a group was posted to against days on which it was left out, scaled to the people of the groups; earnings count all goods of these people, net of refunds.`,
});
/** What was counted over another stretch of time stands by itself. */
export const notAsLong = (executions: number): Text => ({
  zh: `另有 ${executions} 次统计的时间不一样长，没有合进来。`,
  en: `${executions} more were counted over another stretch of time and are not among them.`,
});

/** A stretch of time as people say it: "90 秒", "3 天". */
function lasting(ms: number): Text {
  const of = (unit: number): number => Math.round((10 * ms) / unit) / 10;
  const told = (n: number, zh: string, en: string): Text => ({
    zh: `${n} ${zh}`,
    en: `${n} ${en}`,
  });
  if (ms < 2 * MINUTE) return told(of(SECOND), "秒", "seconds");
  if (ms < 2 * HOUR) return told(of(MINUTE), "分钟", "minutes");
  return ms < 2 * DAY ? told(of(HOUR), "小时", "hours") : told(of(DAY), "天", "days");
}
export function otherWindow(ms: number): Text {
  const { zh, en } = lasting(ms);
  return {
    zh: `当时说的是一个星期的，这次只看 ${zh}，两边不能比。`,
    en: `What was said is of a week; this one is counted over ${en}, so they cannot be compared.`,
  };
}
