import type { Card, CardProduct } from "@zhongshu/cards";
import type { Words } from "@zhongshu/creative/contract";
import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import type { BrainPorts, Offer } from "../ports.ts";
import { commissionOf } from "./commission.ts";
import { draftsOf } from "./drafts.ts";
import type { DueFacts, Facts, RisingFacts } from "./facts.ts";
import { promisesOf } from "./promises.ts";

type Told = Pick<Card, "headline" | "change" | "reason" | "features" | "audience" | "evidence">;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
const points = (share: number): string => `${(share * 100).toFixed(1)}%`;
const both = (text: string): Text => ({ zh: text, en: text });

function rising(f: RisingFacts): Told {
  const up = `+${percent(f.net)}`;
  return {
    headline: { zh: `“${f.category}”的关注度 ${up}`, en: `Attention to “${f.category}” ${up}` },
    change: {
      zh: `最近七天，“${f.community.name}”里“${f.category}”的关注度 ${up}：客人看的东西里它占 ${points(f.now)}，前四周占 ${points(f.before)}，已经扣掉其他社群同期的涨跌和大促日。`,
      en: `In seven days attention to “${f.category}” in “${f.community.name}” rose ${up}: ${points(f.now)} of what its customers look at, ${points(f.before)} in the four weeks before; the move elsewhere and promotion days are taken out.`,
    },
    reason: {
      zh: `因为这 ${f.compared} 位客人和自己前四周相比，看“${f.category}”的比重比别处多涨了 ${percent(f.net)}，上周有 ${f.behind} 位看过。`,
      en: `Because the share of “${f.category}” in what these ${f.compared} customers look at grew ${percent(f.net)} more than elsewhere against their own past four weeks; ${f.behind} looked last week.`,
    },
    features: [
      { name: { zh: "上周占比", en: "Share last week" }, value: both(points(f.now)) },
      {
        name: { zh: "前四周占比", en: "Share in the four weeks before" },
        value: both(points(f.before)),
      },
      { name: { zh: "净变化", en: "Net change" }, value: both(up) },
      {
        name: { zh: "上周看过的人", en: "Customers who looked" },
        value: { zh: `${f.behind} 人`, en: `${f.behind}` },
      },
      {
        name: { zh: "拿来比较的人", en: "Customers compared" },
        value: { zh: `${f.compared} 人`, en: `${f.compared}` },
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
        key: "attention",
        title: {
          zh: `这些客人每天看“${f.category}”的次数`,
          en: `How often these customers looked at “${f.category}”, by day`,
        },
        figure: both(up),
        check: f.check,
      },
    ],
  };
}

function due(f: DueFacts, title: string): Told {
  const n = f.profiles.length;
  const range = f.expected && `${f.expected.low}–${f.expected.high}`;
  return {
    headline: {
      zh: `“${title}”：${n} 位老客人差不多该再买了`,
      en: `“${title}”: ${n} customers are about due to buy again`,
    },
    change: range
      ? {
          zh: `接下来七天，八成把握这 ${n} 位里有 ${range} 位会再买。`,
          en: `In the next seven days, eight times in ten, ${range} of these ${n} buy again.`,
        }
      : {
          zh: `这 ${n} 位到了平常再买的时候；会来几位，还看不出来。`,
          en: `These ${n} have reached their usual interval; how many will come cannot be told yet.`,
        },
    reason: {
      zh: `因为这 ${n} 位都买过它，大约每 ${f.usual} 天会再买，现在一般已经过了 ${f.since} 天。`,
      en: `Because these ${n} bought it before, come back after about ${f.usual} days, and ${f.since} have passed for most.`,
    },
    features: [
      { name: { zh: "到时候的客人", en: "Customers due" }, value: { zh: `${n} 人`, en: `${n}` } },
      {
        name: { zh: "平常隔多久（中位）", en: "Usual interval (median)" },
        value: { zh: `${f.usual} 天`, en: `${f.usual} days` },
      },
      {
        name: { zh: "已经过了（中位）", en: "Passed since (median)" },
        value: { zh: `${f.since} 天`, en: `${f.since} days` },
      },
      {
        name: { zh: "过去八周的同样预测", en: "The same forecast, last eight weeks" },
        value: {
          zh: `说 ${f.past.foretold} 位会来，来了 ${f.past.came} 位`,
          en: `foretold ${f.past.foretold} buyers, ${f.past.came} came`,
        },
      },
    ],
    audience: {
      community: null,
      size: n,
      who: {
        zh: `买过它、到了再买时候的 ${n} 位客人`,
        en: `${n} customers who bought it and are due`,
      },
    },
    evidence: [
      {
        key: "purchases",
        title: { zh: "这些客人历次购买", en: "Every purchase of these customers" },
        figure: { zh: `${n} 人`, en: `${n} customers` },
        check: f.check,
      },
    ],
  };
}

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

/** Facts of the morning, the rows of this moment and words → the card, or why there is none any more. */
export function cardOf(
  guard: BrainPorts["guard"],
  facts: Facts,
  seen: { readonly offer: Offer; readonly now: Instant; readonly words: readonly Words[] },
): Result<Card, Text> {
  const { ...rest } = seen.offer;
  const { product, sku, title, pictures, listPrice, memberPrice, afterCoupon } = rest;
  const closed = withheld(seen.offer, seen.now);
  if (closed) return err(closed);
  const drafts = draftsOf(guard, seen.words, seen);
  if (!drafts.ok) return drafts;
  const told = facts.kind === "due-again" ? due(facts, seen.offer.title) : rising(facts);
  const expected = facts.kind === "due-again" ? facts.expected : null;
  const { stage, opensAt, closesAt, stock } = rest;
  return ok({
    id: facts.id,
    kind: facts.kind,
    shop: facts.shop,
    day: facts.day,
    ...told,
    features: stock === null ? [...told.features, UNSYNCED] : told.features,
    commission: commissionOf(seen.offer, expected, seen.now),
    promises: promisesOf(expected),
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
    },
    bestHour: facts.bestHour,
    drafts: drafts.value,
  });
}
