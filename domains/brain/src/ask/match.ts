import { type BusinessDay, businessDay, type Instant, plusDays, type Text } from "@zhongshu/kernel";

/** Days that a question speaks of, both ends included. */
export type Period = { readonly from: BusinessDay; readonly to: BusinessDay; readonly name: Text };

/** What is asked, in words that were matched and nothing more. */
export type Intent =
  | { readonly kind: "opportunities" }
  | { readonly kind: "recent"; readonly period: Period | null }
  | {
      readonly kind: "product";
      /** The name as it was written, then without the words of a question. */
      readonly words: readonly string[];
      readonly period: Period | null;
    }
  | { readonly kind: "stock"; readonly words: readonly string[] }
  | { readonly kind: "commission"; readonly period: Period | null }
  | { readonly kind: "unknown" };

const name = (zh: string, en: string): Text => ({ zh, en });
const monthOf = (day: BusinessDay): BusinessDay => `${day.slice(0, 7)}-01`;
/** Monday of the week of `day`; 1970-01-05 was one. */
function mondayOf(day: BusinessDay): BusinessDay {
  const days = Math.round((Date.parse(day) - Date.parse("1970-01-05")) / 86_400_000);
  return plusDays(day, -(((days % 7) + 7) % 7));
}

type Spoken = { readonly said: RegExp; readonly of: (today: BusinessDay) => Period };
const PERIODS: readonly Spoken[] = [
  {
    said: /上个?月|上月|last month/g,
    of: (today) => {
      const to = plusDays(monthOf(today), -1);
      return { from: monthOf(to), to, name: name("上个月", "last month") };
    },
  },
  {
    said: /上个?(周|星期|礼拜)|last week/g,
    of: (today) => {
      const to = plusDays(mondayOf(today), -1);
      return { from: mondayOf(to), to, name: name("上周", "last week") };
    },
  },
  {
    said: /这个?月|本月|当月|this month/g,
    of: (today) => ({ from: monthOf(today), to: today, name: name("这个月", "this month") }),
  },
  {
    said: /这个?(周|星期|礼拜)|本周|this week/g,
    of: (today) => ({ from: mondayOf(today), to: today, name: name("这周", "this week") }),
  },
  {
    said: /前天|the day before yesterday/g,
    of: (today) => {
      const day = plusDays(today, -2);
      return { from: day, to: day, name: name("前天", "the day before yesterday") };
    },
  },
  {
    said: /昨天|昨日|昨晚|作天|昨夫|yesterday'?s?|last night/g,
    of: (today) => {
      const day = plusDays(today, -1);
      return { from: day, to: day, name: name("昨天", "yesterday") };
    },
  },
  {
    said: /今天|今日|今儿|今早|今晚|today'?s?|this morning/g,
    of: (today) => ({ from: today, to: today, name: name("今天", "today") }),
  },
];

const COMMISSION =
  /佣金|拥金|用金|傭金|提成|返佣|(赚|挣|赚到|挣到)了?(多少|几)|(多少|几)钱|收入|收益|com+is+ions?|earn(ed|ings?)?|how much (did|have|do) (i|we) (make|made)|income/;
const OPPORTUNITY =
  /机会|机汇|几会|商机|(该|能|可以|适合|应该|要)(做|发|卖|推)(点|些)?(什么|啥|哪)|(做|发|卖|推)(点|些)?(什么|啥)|有(什么|啥)(好|推荐|可|值得)|推荐|卡片|主意|灵感|op+[eo]r+tun\w*|what (should|can|could) (i|we) (do|sell|send|post)|(any|some) (ideas?|suggestions?|cards?)|what'?s (new|up|hot)|(today'?s|my) cards?/;
const STOCK =
  /库存|存货|现货|还?(剩下?|余下?)(了?多少|几|没)|还有(多少|几|没有?|吗|货)(件|个|份|箱|包|瓶|货|存货)?|有没有货|有货(吗|没有?|不)?|缺货|断货|没货|卖(完|光|空)(了|没|吗)*|(in|out of) stock|stock|sold out|left|remaining/g;
/** What is left of an English question once "left" and "in stock" are out of it. */
const COUNTING = /how (many|much)|do we have|have we|are|is|any|there/g;
const SOLD =
  /卖[得的地]?(怎么样|怎样|怎么|咋样|如何|好不好|好吗|多少|了多少|出多少|动了?吗|掉多少)?|销量|销售(额|情况|怎么样)?|成交|(怎么样|怎末样|怎么洋|怎样|咋样|咋么样|如何|好不好)|战报|效果|结果|反响|表现|(how|what)('?s| is| are| was| were| did| does| do| about| has| have)|selling|sell|sold|sales|perform(ed|ing|ance)?|results?|report|go(ing)?|do(ing)?|been/g;
const SALES = /卖|销量|销售|成交|\bsell|\bsold|\bsales/;
const DEMONSTRATIVE =
  /(那|这|哪)(一?[个次条张批波款件]|些)?|上(一)?[次个条回]|最近(的)?(一)?[次个条]?|刚(才|刚)|之前|它|发(出去?)?的?|推(出去?)?的?|执行的?|活动|群发|消息|卡片?|the (last|latest|previous) (one|send|post|message|card)|last (one|time)|latest|that|one|it|send|post|message|card/g;
const FILLERS =
  /请问|请|麻烦|帮我|帮忙|给我|我想(知道|看看|问|了解)|想(知道|问)|告诉我|看(一)?看|查(一)?(查|下)|一下|看下|说说|到底|现在|目前|最近|近来|大概|一共|总共|的|了|吗|呢|吧|啊|呀|哦|嘛|么|都|有没有|有|我们?|咱们?|店里?|in|on|for|of|the|a|my|our|me|tell|show|please|and|so|far|well/g;

/** One form for everything that is written alike: width, case, quotes, spaces. */
export const normalised = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();

const LATIN = /[a-z0-9']/;
/** Latin words are taken out whole, so that "go" does not bite into "mango". */
function without(text: string, words: RegExp): string {
  return text
    .replace(words, (found, ...rest: readonly unknown[]) => {
      const at = rest.find((one) => typeof one === "number");
      const start = typeof at === "number" ? at : 0;
      const inside =
        (LATIN.test(found[0] ?? "") && LATIN.test(text[start - 1] ?? " ")) ||
        (LATIN.test(found.at(-1) ?? "") && LATIN.test(text[start + found.length] ?? " "));
      return inside ? found : " ";
    })
    .replace(/\s+/g, " ")
    .trim();
}

const PUNCTUATION = /[?!.,;:，。！？、；：~～…“”„"「」『』《》〈〉【】<>()（）]/g;
/** A name in quotes of any kind, also where both ends are the same; single ones only around a name, for "yesterday's" has one. */
const QUOTED =
  /[《〈「『【“”„"]\s*([^《》〈〉「」『』【】“”„"]{1,100}?)\s*[》〉」』】“”"]|(?<![a-z0-9])'\s*([^']{1,100}?)\s*'(?![a-z0-9])/;

function periodIn(text: string, now: Instant): { rest: string; period: Period | null } {
  for (const { said, of } of PERIODS) {
    const rest = without(text, said);
    if (rest !== text) return { rest, period: of(businessDay(now)) };
  }
  return { rest: text, period: null };
}

/**
 * What a question asks for, by its words alone: a title in quotes, commission, how something sold, opportunities, in this
 * order. Nothing here guesses beyond the words; what is not understood is said to be so.
 */
export function intentOf(asked: string, now: Instant): Intent {
  const text = normalised(asked);
  const found = QUOTED.exec(text);
  const quoted = found?.[1] ?? found?.[2];
  const { rest, period } = periodIn(text.replace(QUOTED, " "), now);
  const plain = rest.replace(PUNCTUATION, " ").replace(/\s+/g, " ").trim();
  const counted = without(plain, STOCK);
  // 现货 and 库存 stand in titles too: whoever asks how something sold asks nothing of stock.
  const unasked = counted === plain || SALES.test(counted) ? plain : without(counted, COUNTING);
  if (quoted !== undefined)
    return unasked === plain
      ? { kind: "product", words: [quoted], period }
      : { kind: "stock", words: [quoted] };
  if (COMMISSION.test(rest)) return { kind: "commission", period };
  if (unasked !== plain && !OPPORTUNITY.test(plain)) {
    const subject = without(without(unasked, DEMONSTRATIVE), FILLERS);
    return { kind: "stock", words: [named(unasked), subject].filter((word) => word !== "") };
  }
  if (OPPORTUNITY.test(plain)) return { kind: "opportunities" };
  const bare = without(plain, SOLD);
  const subject = without(without(bare, DEMONSTRATIVE), FILLERS);
  if (subject !== "" && (bare !== plain || subject.length >= 2))
    return { kind: "product", words: [named(bare), subject], period };
  return bare !== plain || (period !== null && plain !== "")
    ? { kind: "recent", period }
    : { kind: "unknown" };
}

/** The subject as it was written, for a title may hold a filler word: 有机米糊 holds 有. */
const named = (bare: string): string =>
  bare
    .replace(
      /^(请问|请|麻烦|帮我|给我|我想知道|想知道|看看|查一下|查查|我们?店?的|昨天的|那个|这个|的|how|the|my|our|is|are) ?/g,
      "",
    )
    .replace(/ ?(的|了|吗|呢|吧)$/g, "")
    .trim();
