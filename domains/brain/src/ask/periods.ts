import { type BusinessDay, businessDay, type Instant, plusDays, type Text } from "@zhongshu/kernel";
import { NOTHING, without } from "./plain.ts";

/** Days that a question speaks of, both ends included. */
export type Period = { readonly from: BusinessDay; readonly to: BusinessDay; readonly name: Text };

const monthOf = (day: BusinessDay): BusinessDay => `${day.slice(0, 7)}-01`;
/** Monday of the week of `day`; 1970-01-05 was one. */
function mondayOf(day: BusinessDay): BusinessDay {
  const days = Math.round((Date.parse(day) - Date.parse("1970-01-05")) / 86_400_000);
  return plusDays(day, -(((days % 7) + 7) % 7));
}

const one = (day: BusinessDay) => ({ from: day, to: day });

/** So many days up to today, as a period that nobody had to name. */
export const lastDays = (today: BusinessDay, days: number, name: Text): Period => ({
  ...{ from: plusDays(today, 1 - days), to: today, name },
});
export const WEEK: Text = { zh: "最近七天", en: "in the last seven days" };
const MONTH: Text = { zh: "这个月", en: "this month" };
export const thisMonth = (today: BusinessDay): Period => ({
  ...{ from: monthOf(today), to: today, name: MONTH },
});

type Spoken = {
  readonly said: RegExp;
  readonly name: Text;
  readonly of: (today: BusinessDay) => Pick<Period, "from" | "to">;
};
/** Earlier ones hold words of later ones. */
const SPOKEN: readonly Spoken[] = [
  {
    said: /(?<!上)上一?个?月|last month/g,
    name: { zh: "上个月", en: "last month" },
    of: (today) => {
      const to = plusDays(monthOf(today), -1);
      return { from: monthOf(to), to };
    },
  },
  {
    said: /(?<!上)上一?个?(周|星期|礼拜)|last week/g,
    name: { zh: "上周", en: "last week" },
    of: (today) => {
      const to = plusDays(mondayOf(today), -1);
      return { from: mondayOf(to), to };
    },
  },
  { said: /这一?个?月|本月|当月|this month/g, name: MONTH, of: thisMonth },
  {
    said: /这一?个?(周|星期|礼拜)|本周|this week/g,
    name: { zh: "这周", en: "this week" },
    of: (today) => ({ from: mondayOf(today), to: today }),
  },
  {
    said: /(最近|近|过去|这)(一个?(周|星期|礼拜)|[7七几]天)|(the )?(last|past) (7|seven) days/g,
    name: WEEK,
    of: (today) => lastDays(today, 7, WEEK),
  },
  {
    said: /今年|本年|this year/g,
    name: { zh: "今年", en: "this year" },
    of: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  },
  {
    said: /大前(天|日|儿个?)|three days ago/g,
    name: { zh: "大前天", en: "three days ago" },
    of: (today) => one(plusDays(today, -3)),
  },
  {
    said: /前[天日]|前儿个?|the day before yesterday/g,
    name: { zh: "前天", en: "the day before yesterday" },
    of: (today) => one(plusDays(today, -2)),
  },
  {
    said: /昨[天日晚]|昨儿个?|作天|昨夫|yesterday'?s?|last night/g,
    name: { zh: "昨天", en: "yesterday" },
    of: (today) => one(plusDays(today, -1)),
  },
  {
    said: /今[天日早晚]|今儿个?|当天|today'?s?|this morning/g,
    name: { zh: "今天", en: "today" },
    of: (today) => one(today),
  },
];

/** Times that people name and that are none of these: of them no figure of another time is told. */
const DAYS =
  /[去前后明]年|[下大]个?月|上上|半[年月]|季度|[明后][天日]|明[早晚]|下个?(周|星期|礼拜)|周末|双(十一|11|12|十二)|元旦|春节|元宵|清明|五一|端午|中秋|国庆|十一|圣诞|除夕|(星期|礼拜|周)[一二三四五六日天]|((近|最近|过去|这|前)?[\d一二两三四五六七八九十百几]+个?(天|日|周|星期|礼拜|月|年)|\d+[号/])|\d{4}年|last year|next (week|month|year)|tomorrow|(last|past) \d+ \w+/;
const HOURS = /小时|上午|下午|早上|中午|晚上|凌晨|[\d一二两三四五六七八九十]+点/;

/** A day of a week that is named, which the words of the week alone would swallow. */
const WEEKDAY = /[上本这]一?个?(周|星期|礼拜)([二三四五六日天末]|一(?![共直]))/;

export type Timed = {
  readonly rest: string;
  readonly period: Period | null;
  /** Several times were named. */
  readonly several: boolean;
  /** What is left holds words of another time, unless it is the name of something. */
  readonly other: boolean;
  /** The same, and not of an hour of the day alone. */
  readonly elsewhen: boolean;
};

/** The days that these words name, and the words without them. */
export function timed(text: string, now: Instant): Timed {
  let rest = without(text, NOTHING);
  const found: Period[] = [];
  for (const { said, name, of } of SPOKEN) {
    const less = without(rest, said);
    if (less !== rest) found.push({ ...of(businessDay(now)), name });
    rest = less;
  }
  const elsewhen = DAYS.test(rest) || WEEKDAY.test(text);
  const other = elsewhen || HOURS.test(rest);
  return { rest, period: found[0] ?? null, several: found.length > 1, other, elsewhen };
}
