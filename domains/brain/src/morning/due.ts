import { type Ctx, plusDays, profileId } from "@zhongshu/kernel";
import { withheld } from "../card/build.ts";
import type { DueFacts } from "../card/facts.ts";
import { bestHour } from "../card/hour.ts";
import { type DueAgain, dueAgain } from "../due/due.ts";
import { dayNumber } from "../due/spells.ts";
import type { BrainPorts } from "../ports.ts";
import { cardId } from "./id.ts";
import { FEW_REPEATS, type Missing, NOBODY_DUE, withdrawn } from "./missing.ts";
import type { Setting } from "./rising.ts";

const MOST = 5;
/** Products looked at before giving up: beyond these the expected buyers are few anyway. */
const LOOKED_AT = 30;
const HOURS_DAYS = 28;

/** Of an even number of values the mean of the two in the middle, as SQL's percentile_cont has it. */
const median = (xs: readonly number[]): number => {
  const sorted = xs.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return Math.round((low + high) / 2);
};

const dueTopic = (product: string): string => `due-again ${product}`;

type Candidate = DueAgain["candidates"][number];

async function factsOf(
  ctx: Ctx,
  ports: BrainPorts,
  { candidate, found, setting }: { candidate: Candidate; found: DueAgain; setting: Setting },
): Promise<DueFacts> {
  const { shop, day } = setting;
  const { product, due, expected } = candidate;
  const { record } = found;
  const to = plusDays(day, -1);
  const profiles = due.map((d) => profileId(d.profile));
  const asked = { shop, product, profiles, to, limit: 0 };
  const { check: purchases } = await ports.orders.purchaseRows(ctx, asked);
  const { check: rhythm } = await ports.orders.rhythmRows(ctx, asked);
  const own = due.flatMap((d) => d.own ?? []);
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
    checks: { rhythm, purchases },
    again: own.length > 0 ? { customers: own.length, days: median(own) } : null,
    since: median(due.map((d) => d.since)),
    expected,
    past: {
      cases: record.cases,
      foretold: Math.round(record.predicted),
      came: record.observed,
    },
  };
}

/** Goods that enough customers are due for, as facts of cards; only what may be sold now. */
export async function dueFacts(
  ctx: Ctx,
  ports: BrainPorts,
  setting: Setting,
): Promise<{ facts: DueFacts[]; missing: Missing[] }> {
  const found = dueAgain(setting.bought, dayNumber(setting.day) - 1);
  if (found === null) return { facts: [], missing: [FEW_REPEATS] };
  const facts: DueFacts[] = [];
  const missing: Missing[] = [];
  for (const candidate of found.candidates.slice(0, LOOKED_AT)) {
    if (facts.length === MOST) break;
    const { product } = candidate;
    if (setting.raised.has(dueTopic(product))) continue;
    const offer = await ports.goods.offer(ctx, { shop: setting.shop, product, at: setting.at });
    const closed = offer && withheld(offer, setting.at);
    if (closed) missing.push(withdrawn(closed));
    if (offer && closed === null)
      facts.push(await factsOf(ctx, ports, { candidate, found, setting }));
  }
  return { facts, missing: found.candidates.length > 0 ? missing : [NOBODY_DUE] };
}
