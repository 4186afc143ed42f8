import {
  type BusinessDay,
  type Ctx,
  type ProfileId,
  plusDays,
  profileId,
  type ShopId,
} from "@zhongshu/kernel";
import { withheld } from "../card/build.ts";
import type { DueFacts } from "../card/facts.ts";
import { bestHour } from "../card/hour.ts";
import {
  among,
  type Candidate,
  type DueAgain,
  dueAgain,
  expected,
  nearest,
  told,
} from "../due/due.ts";
import type { Keenness } from "../due/keen.ts";
import { median } from "../due/median.ts";
import { dayNumber, pastOf } from "../due/spells.ts";
import type { BrainPorts, Offer } from "../ports.ts";
import { WINDOW_DAYS, windowBefore } from "../rising/window.ts";
import { cardId } from "./id.ts";
import { type Missing, withdrawn } from "./missing.ts";
import { fewLeft, nobodyDue, notOnSale, restedDue, type Spared, tooFewReturns } from "./no-due.ts";
import type { Setting } from "./rising.ts";
import { restedOf, sparedOn, type Tiredness } from "./tired.ts";

const MOST = 5;
/** Products looked at before giving up: beyond these the expected buyers are few anyway. */
const LOOKED_AT = 30;
const HOURS_DAYS = 28;

const dueTopic = (product: string): string => `due-again ${product}`;

type Chosen = {
  readonly candidate: Candidate;
  readonly record: DueAgain["record"];
  readonly category: string | null;
  readonly tired: readonly string[];
  readonly setting: Whole;
};
type Whole = Setting & { readonly keen: Keenness; readonly tiredness: Tiredness };

type Looking = {
  readonly shop: ShopId;
  readonly day: BusinessDay;
  readonly category: string;
  readonly profiles: readonly ProfileId[];
};

/** What these customers looked at of that kind in the weeks that keenness is counted over; null where nobody did. */
async function looksOf(ctx: Ctx, ports: BrainPorts, { day, ...asked }: Looking) {
  const { from, to } = windowBefore(day);
  const limit = asked.profiles.length * WINDOW_DAYS;
  const ask = { ...asked, from, to, without: [], limit };
  const { rows, check } = await ports.people.attentionRows(ctx, ask);
  const looked = new Set(rows.map(({ profile }) => profile)).size;
  return looked > 0 ? { check, interest: { category: asked.category, from, looked } } : null;
}

/** What of other rooms a card rests on, with the statements that give it. */
async function restsOn(
  ctx: Ctx,
  ports: BrainPorts,
  { candidate: { product, due }, category, tired, setting }: Chosen,
): Promise<Pick<DueFacts, "checks" | "interest" | "tired">> {
  const { shop, day, tiredness } = setting;
  const profiles = due.map((d) => profileId(d.profile));
  const asked = { shop, product, profiles, to: plusDays(day, -1), limit: 0 };
  const { check: purchases } = await ports.orders.purchaseRows(ctx, asked);
  const { check: rhythm } = await ports.orders.rhythmRows(ctx, asked);
  const looks =
    category === null ? null : await looksOf(ctx, ports, { shop, profiles, day, category });
  const spared = await sparedOn(ctx, ports, { day, tired, tallies: tiredness.tallies });
  return {
    checks: {
      ...{ rhythm, purchases },
      ...(looks && { attention: looks.check }),
      ...(spared && { tired: spared.check }),
    },
    interest: looks?.interest ?? null,
    tired: spared?.tired ?? null,
  };
}

async function factsOf(ctx: Ctx, ports: BrainPorts, chosen: Chosen): Promise<DueFacts> {
  const { candidate, record, setting } = chosen;
  const { shop, day } = setting;
  const { product, due } = candidate;
  const to = plusDays(day, -1);
  const profiles = due.map((d) => profileId(d.profile));
  const own = due.flatMap((d) => d.own ?? []);
  // Against the tenth of a day that the rows show, so that whoever counts them finds the same.
  const passed = due.filter((d) => d.own !== null && d.since >= Math.round(d.own * 10) / 10).length;
  const from = plusDays(day, -HOURS_DAYS);
  const topic = dueTopic(product);
  return {
    kind: "due-again",
    id: cardId({ tenant: ctx.tenant, shop, day, topic }),
    shop,
    day,
    topic,
    product,
    profiles,
    from,
    to,
    bestHour: bestHour(await ports.ledger.hourCounts(ctx, { shop, profiles, from, to })),
    ...(await restsOn(ctx, ports, chosen)),
    again: own.length > 0 ? { customers: own.length, days: median(own) } : null,
    ...(own.length > 0 && { passed }),
    since: median(due.map((d) => d.since)),
    expected: expected(candidate, record),
    past: {
      cases: record.cases,
      foretold: Math.round(record.predicted),
      came: record.observed,
    },
  };
}

/**
 * Of those who are due, the ones who look at this kind of goods at least as much as everybody else does: how much a message
 * brings goes with that, and nobody can be written to every day. Where nobody's looks are known, all of them.
 */
const keenOf = (candidate: Candidate, { category }: Offer, keen: Keenness): Candidate =>
  category === null ? candidate : among(candidate, ({ profile }) => keen(profile, category) >= 1);

/** Why goods that enough customers are due for have no card. */
type Left = {
  readonly withdrawn: Missing[];
  readonly spared: Spared[];
  rested: number;
  unsold: number;
};

function missingOf({ withdrawn, spared, rested, unsold }: Left): readonly Missing[] {
  const best = nearest(spared.map(({ left }) => left));
  return [
    ...withdrawn,
    ...spared.filter(({ left }) => left === best).map(fewLeft),
    ...(rested > 0 ? [restedDue(rested)] : []),
    ...(unsold > 0 ? [notOnSale(unsold)] : []),
  ];
}

async function nobody(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, at }: Setting,
  near: Candidate | null,
): Promise<Missing> {
  if (near === null) return nobodyDue(null);
  const { product } = near;
  const offer = await ports.goods.offer(ctx, { shop, product, at });
  return nobodyDue({ ...near, title: offer?.title ?? product });
}

/** Goods that enough customers are due for, as facts of cards; only what may be sold now. */
export async function dueFacts(
  ctx: Ctx,
  ports: BrainPorts,
  setting: Whole,
): Promise<{ facts: DueFacts[]; missing: readonly Missing[] }> {
  const { shop, at, bought, day, keen } = setting;
  const found = dueAgain(bought, dayNumber(day) - 1);
  if (found === null) return { facts: [], missing: [tooFewReturns(pastOf(bought))] };
  const { record, candidates } = found;
  if (candidates.length === 0)
    return { facts: [], missing: [await nobody(ctx, ports, setting, found.nearest)] };
  const looked = candidates.slice(0, LOOKED_AT);
  const { fatigue } = setting.tiredness;
  const split = await restedOf(ctx, ports, { day, fatigue, candidates: looked });
  const facts: DueFacts[] = [];
  const left: Left = { withdrawn: [], spared: [], rested: 0, unsold: 0 };
  for (const candidate of looked) {
    if (facts.length === MOST) break;
    const { product, due } = candidate;
    if (setting.raised.has(dueTopic(product))) {
      left.rested += 1;
      continue;
    }
    const offer = await ports.goods.offer(ctx, { shop, product, at });
    const closed = offer && withheld(offer, at);
    if (closed) left.withdrawn.push(withdrawn(closed));
    if (offer === null) left.unsold += 1;
    if (offer === null || closed !== null) continue;
    const { title, category } = offer;
    const liking = keenOf(candidate, offer, keen);
    const { rested: chosen, tired } = split(liking);
    if (told(chosen))
      facts.push(
        await factsOf(ctx, ports, { candidate: chosen, record, category, tired, setting }),
      );
    else
      left.spared.push({
        ...{ title, category, due: due.length, keen: liking.due.length, left: chosen },
      });
  }
  return { facts, missing: facts.length > 0 ? left.withdrawn : missingOf(left) };
}
