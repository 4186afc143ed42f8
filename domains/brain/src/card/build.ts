import type { Card, CardProduct } from "@zhongshu/cards";
import type { Words } from "@zhongshu/creative/contract";
import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import type { Tally } from "../fatigue/fatigue.ts";
import type { BrainPorts, Check, Offer } from "../ports.ts";
import type { Range } from "../promise/orders.ts";
import { type Beliefs, promisesOf } from "../promise/promises.ts";
import { usualShare } from "../tap/plan.ts";
import { commissionOf, unitOf } from "./commission.ts";
import { draftsOf } from "./drafts.ts";
import type { DueFacts, Facts, RisingFacts, Shares } from "./facts.ts";

type Interest = NonNullable<DueFacts["interest"]>;
type Tired = NonNullable<DueFacts["tired"]>;
type Told = Pick<Card, "headline" | "change" | "reason" | "features" | "audience" | "evidence">;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
const points = (share: number): string => `${(share * 100).toFixed(1)}%`;
const both = (text: string): Text => ({ zh: text, en: text });
const moved = ({ before, now }: Shares): string => `${points(before)} → ${points(now)}`;

function checkOf({ checks, topic }: Facts, key: string): Check {
  const check = checks[key];
  if (check === undefined) throw new Error(`No statement behind “${key}” of ${topic}`);
  return check;
}

function rising(f: RisingFacts): Told {
  const up = `+${percent(f.here.now / f.here.before - 1)}`;
  const net = `+${percent(f.net)}`;
  return {
    headline: { zh: `“${f.category}”的关注度 ${up}`, en: `Attention to “${f.category}” ${up}` },
    change: {
      zh: `最近七天，“${f.community.name}”的客户看的东西里“${f.category}”占 ${points(f.here.now)}，前四周占 ${points(f.here.before)}（${up}）；别处同期是 ${moved(f.elsewhere)}。大促日没有算在内。`,
      en: `In seven days “${f.category}” was ${points(f.here.now)} of what the customers of “${f.community.name}” look at, ${points(f.here.before)} in the four weeks before (${up}); elsewhere it went ${moved(f.elsewhere)}. Promotion days are left out.`,
    },
    reason: {
      zh: `因为这 ${f.here.customers} 位客户和自己前四周相比，看“${f.category}”的比重比别处多涨了 ${percent(f.net)}，上周有 ${f.behind} 位看过。`,
      en: `Because the share of “${f.category}” in what these ${f.here.customers} customers look at grew ${percent(f.net)} more than elsewhere against their own past four weeks; ${f.behind} looked last week.`,
    },
    features: [
      { name: { zh: "上周占比", en: "Share last week" }, value: both(points(f.here.now)) },
      {
        name: { zh: "前四周占比", en: "Share in the four weeks before" },
        value: both(points(f.here.before)),
      },
      {
        name: { zh: "别处同期", en: "Elsewhere at the same time" },
        value: both(moved(f.elsewhere)),
      },
      { name: { zh: "比别处多涨", en: "More than elsewhere" }, value: both(net) },
      {
        name: { zh: "上周看过的人", en: "Customers who looked" },
        value: { zh: `${f.behind} 人`, en: `${f.behind}` },
      },
      {
        name: { zh: "拿来比较的人", en: "Customers compared" },
        value: { zh: `${f.here.customers} 人`, en: `${f.here.customers}` },
      },
    ],
    audience: {
      community: f.community.name,
      size: f.community.members,
      who: {
        zh: `“${f.community.name}”的 ${f.community.members} 位群友`,
        en: `The ${f.community.members} members of “${f.community.name}”`,
      },
    },
    evidence: [
      {
        key: "shares",
        title: {
          zh: `每位客户看的东西里“${f.category}”占多少`,
          en: `Share of “${f.category}” in what each customer looks at`,
        },
        figure: both(moved(f.here)),
        check: checkOf(f, "shares"),
      },
      {
        key: "elsewhere",
        title: { zh: "别处同期占多少（平均）", en: "The mean share elsewhere at the same time" },
        figure: both(moved(f.elsewhere)),
        check: checkOf(f, "elsewhere"),
      },
      {
        key: "attention",
        title: {
          zh: `这些客户每天看“${f.category}”的次数`,
          en: `How often these customers looked at “${f.category}”, by day`,
        },
        figure: { zh: `上周 ${f.behind} 人看过`, en: `${f.behind} looked last week` },
        check: checkOf(f, "attention"),
      },
    ],
  };
}

/** How many are past their own usual days; cards of long ago did not count them. */
const past = ({ passed }: DueFacts, customers: number): Text => {
  if (passed === undefined) return both("");
  const early = customers - passed;
  return early <= 0
    ? { zh: "，都已经到了自己平常的间隔", en: ", all of them past their own usual days" }
    : {
        zh: `，已经到了自己平常间隔的有 ${passed} 位，另外 ${early} 位还早一点`,
        en: `, of whom ${passed} are past their own usual days and ${early} are early`,
      };
};

function rhythm(f: DueFacts): { reason: Text; usual: Text } {
  const { again, since, profiles } = f;
  const n = profiles.length;
  if (again === null)
    return {
      reason: {
        zh: `因为这 ${n} 位都买过它，现在一般已经过了 ${since} 天；按这家店老客户的节奏，每位七天内再买的可能都有八分之一以上。`,
        en: `Because these ${n} bought it before and ${since} days have passed for most; by the rhythm of this shop's customers each is at least one in eight likely to buy it within seven days.`,
      },
      usual: { zh: "还没有人买过第二次", en: "Nobody bought it twice yet" },
    };
  const { customers, days } = again;
  const [who, which] = customers === n ? ["都", "all"] : [`其中 ${customers} 位`, `${customers}`];
  return {
    reason: {
      zh: `因为这 ${n} 位都买过它，${who}不止买过一天，一般隔 ${days} 天再买${past(f, customers).zh}；现在一般已经过了 ${since} 天。`,
      en: `Because these ${n} bought it before; ${which} of them on several days, ${days} days apart for most${past(f, customers).en}; ${since} have passed for most.`,
    },
    usual: { zh: `${days} 天（${customers} 人）`, en: `${days} days (${customers} customers)` },
  };
}

function dueAudience(f: DueFacts): Told["audience"] {
  const n = f.profiles.length;
  const liking = f.interest
    ? {
        zh: `，平时看“${f.interest.category}”也不比别人少`,
        en: `, and look at “${f.interest.category}” no less than others`,
      }
    : both("");
  return {
    community: null,
    size: n,
    who: {
      zh: `买过它、七天内可能再买${liking.zh}的 ${n} 位客户`,
      en: `${n} customers who bought it and may buy it again within seven days${liking.en}`,
    },
  };
}

function due(f: DueFacts, title: string, orders: Range | null): Told {
  const n = f.profiles.length;
  const { reason, usual } = rhythm(f);
  const range = orders && `${orders.low}–${orders.high}`;
  return {
    headline: {
      zh: `“${title}”：${n} 位老客户七天内可能再买`,
      en: `“${title}”: ${n} customers may buy it again within seven days`,
    },
    change: range
      ? {
          zh: `接下来七天，八成把握这 ${n} 位里有 ${range} 位会再买。`,
          en: `In the next seven days, eight times in ten, ${range} of these ${n} buy again.`,
        }
      : {
          zh: `这 ${n} 位七天内再买的可能，每位都有八分之一以上；一共会来几位，还看不出来。`,
          en: `Each of these ${n} is at least one in eight likely to buy again within seven days; how many will come cannot be told yet.`,
        },
    reason,
    features: [
      { name: { zh: "可能再买的客户", en: "May buy again" }, value: { zh: `${n} 人`, en: `${n}` } },
      {
        name: { zh: "一般隔多久再买", en: "Usually buy again after" },
        value: usual,
      },
      {
        name: { zh: "一般已经过了", en: "Passed since for most" },
        value: { zh: `${f.since} 天`, en: `${f.since} days` },
      },
      {
        name: { zh: "过去八周的同样预测", en: "The same forecast, last eight weeks" },
        value: {
          zh: `说会来 ${f.past.foretold} 人次，来了 ${f.past.came} 人次`,
          en: `foretold ${f.past.foretold} buyers, ${f.past.came} came`,
        },
      },
    ],
    audience: dueAudience(f),
    evidence: [
      {
        key: "rhythm",
        title: {
          zh: "每位客户隔多久买一次、过了多久",
          en: "How often each customer buys, and how long ago it was",
        },
        figure: {
          zh: `${n} 人，已经过了 ${f.since} 天`,
          en: `${n} customers, ${f.since} days passed (median)`,
        },
        check: checkOf(f, "rhythm"),
      },
      {
        key: "purchases",
        title: { zh: "这些客户历次购买", en: "Every purchase of these customers" },
        figure: { zh: `${n} 人`, en: `${n} customers` },
        check: checkOf(f, "purchases"),
      },
      ...(f.interest ? [looksAt(f, f.interest)] : []),
      ...(f.tired ? [leftInPeace(f, f.tired)] : []),
    ],
  };
}

const such = ({ messages, opened, left }: Tally): Text => ({
  zh: `${messages} 条打开 ${opened} 条${left > 0 ? `、退订 ${left} 位` : ""}`,
  en: `${opened} of ${messages} opened${left > 0 ? `, ${left} refused more` : ""}`,
});

/** Whom it does not go to, and why: what came of such messages, beside all others. */
const leftInPeace = (f: DueFacts, tired: Tired): Told["evidence"][number] => ({
  key: "tired",
  title: {
    zh: `刚收过消息、先不打扰的客户：以前发给这样的客户，${such(tired.such).zh}；发给别的客户，${such(tired.others).zh}`,
    en: `Left in peace, because messages came to them lately: of such messages ${such(tired.such).en}, of the others ${such(tired.others).en}`,
  },
  figure: { zh: `${tired.profiles.length} 人`, en: `${tired.profiles.length} customers` },
  check: checkOf(f, "tired"),
});

const looksAt = (f: DueFacts, { category, looked }: Interest): Told["evidence"][number] => ({
  key: "attention",
  title: {
    zh: `这些客户近五周看“${category}”的次数`,
    en: `How often these customers looked at “${category}” in five weeks, by day`,
  },
  figure: { zh: `${looked} 人看过`, en: `${looked} looked` },
  check: checkOf(f, "attention"),
});

/** How many a card speaks to. */
export const peopleOf = (facts: Facts): number =>
  facts.kind === "due-again" ? facts.profiles.length : facts.community.members;

/** Why these goods may not be offered at this moment; null when they may. */
export function withheld(
  { title, stage, opensAt, closesAt, stock }: CardProduct,
  now: Instant,
): Text | null {
  if (stage === "ended" || (closesAt !== null && closesAt <= now)) {
    return { zh: `“${title}”的活动已经结束。`, en: `The sale of “${title}” is over.` };
  }
  if (stage === "preview" || (opensAt !== null && opensAt > now)) {
    return { zh: `“${title}”还没有开场。`, en: `The sale of “${title}” has not begun.` };
  }
  return stock !== null && stock <= 0
    ? { zh: `“${title}”没有库存了。`, en: `“${title}” is out of stock.` }
    : null;
}

const UNSYNCED: Card["features"][number] = {
  name: { zh: "库存", en: "Stock" },
  value: { zh: "库存未同步，发前请确认", en: "Stock is not synchronised: check before you post" },
};

const LEARNED: Card["features"][number] = {
  name: { zh: "价格", en: "Price" },
  value: {
    zh: "取自最近的成交，没有人填过，发前请确认",
    en: "Taken from recent orders, told by nobody: check before you post",
  },
};

/** Facts of the morning, the rows of this moment and words → the card, or why there is none any more. */
export function cardOf(
  guard: BrainPorts["guard"],
  facts: Facts,
  seen: {
    readonly offer: Offer;
    readonly now: Instant;
    readonly words: readonly Words[];
    readonly beliefs: Beliefs;
    readonly sent: Card["sent"];
  },
): Result<Card, Text> {
  const { ...rest } = seen.offer;
  const { product, sku, title, pictures, listPrice, memberPrice, afterCoupon } = rest;
  const closed = withheld(seen.offer, seen.now);
  if (closed) return err(closed);
  const drafts = draftsOf(guard, seen.words, seen);
  if (!drafts.ok) return drafts;
  const people = peopleOf(facts);
  const written = people * (1 - usualShare(facts, people, seen.beliefs));
  const asked = { people, written, unit: unitOf(seen.offer, seen.now) };
  const { promises, orders } = promisesOf(facts, asked, seen.beliefs);
  const told = facts.kind === "due-again" ? due(facts, title, orders) : rising(facts);
  const { stage, opensAt, closesAt, stock, stockAt } = rest;
  return ok({
    id: facts.id,
    kind: facts.kind,
    shop: facts.shop,
    day: facts.day,
    ...told,
    features: [
      ...told.features,
      ...(seen.offer.priceLearned ? [LEARNED] : []),
      ...(stock === null ? [UNSYNCED] : []),
    ],
    commission: commissionOf(seen.offer, orders, seen.now),
    promises,
    product: {
      product,
      sku,
      title,
      pictures,
      listPrice,
      memberPrice,
      afterCoupon,
      stage,
      opensAt,
      closesAt,
      stock,
      stockAt,
    },
    bestHour: facts.bestHour,
    drafts: drafts.value,
    sent: seen.sent,
  });
}
