import {
  type BusinessDay,
  type Ctx,
  type Instant,
  plusDays,
  profileId,
  type ShopId,
} from "@zhongshu/kernel";
import { withheld } from "../card/build.ts";
import type { RisingFacts } from "../card/facts.ts";
import { bestHour } from "../card/hour.ts";
import { type Bought, dayNumber, until } from "../due/spells.ts";
import type { BrainPorts, Offer } from "../ports.ts";
import { notLately, risingTopic } from "../rising/cool-down.ts";
import type { Rise } from "../rising/rising.ts";
import { cardId } from "./id.ts";
import type { Loaded, Placed } from "./load.ts";
import { type Missing, NOTHING_TO_SELL } from "./missing.ts";

const MOST = 3;
const RECENT_DAYS = 28;

export type Setting = {
  readonly shop: ShopId;
  readonly day: BusinessDay;
  readonly at: Instant;
  /** Topics raised within the cool-down. */
  readonly raised: ReadonlySet<string>;
  readonly bought: Bought;
};

/** Of goods that may be sold now, the one that most customers bought lately; ties by its code. */
function best(offers: readonly Offer[], { bought, day, at }: Setting): Offer | null {
  const last = dayNumber(day) - 1;
  const recent = until(bought, last);
  const buyers = ({ product }: Offer): number =>
    (recent.get(product) ?? []).filter((b) => (b.days.at(-1) ?? 0) > last - RECENT_DAYS).length;
  const open = offers.filter((offer) => withheld(offer, at) === null);
  return (
    open.toSorted((a, b) => buyers(b) - buyers(a) || (a.product < b.product ? -1 : 1))[0] ?? null
  );
}

type Found = { readonly rise: Rise; readonly community: Placed; readonly category: string };

async function factsOf(
  ctx: Ctx,
  ports: BrainPorts,
  {
    rise,
    community,
    category,
    loaded,
    setting,
    product,
  }: Found & { loaded: Loaded; setting: Setting; product: string },
): Promise<RisingFacts> {
  const { shop, day } = setting;
  const { from, to } = loaded;
  const profiles = rise.members.map((m) => profileId(loaded.profiles[m] ?? ""));
  const without = [...(loaded.window.promoted[rise.category] ?? [])]
    .toSorted((a, b) => a - b)
    .map((d) => plusDays(from, d));
  const asked = { shop, profiles, category, from, to, without, limit: 0 };
  const { check } = await ports.people.attentionRows(ctx, asked);
  const { here: shares, elsewhere } = ports.people.shareChecks(asked);
  const hours = { shop, profiles: community.members, from: plusDays(day, -RECENT_DAYS), to };
  const topic = risingTopic(community.id, category);
  return {
    kind: "rising-attention",
    id: cardId({ tenant: ctx.tenant, shop, day, topic }),
    shop,
    day,
    topic,
    product,
    profiles,
    from,
    to,
    bestHour: bestHour(await ports.ledger.hourCounts(ctx, hours)),
    checks: { shares, elsewhere, attention: check },
    category,
    without,
    community: { id: community.id, name: community.name, members: community.members.length },
    here: rise.here,
    elsewhere: rise.elsewhere,
    net: rise.net,
    behind: rise.behind,
  };
}

/** The rises of one shop as facts of cards, strongest first. */
export async function risingFacts(
  ctx: Ctx,
  ports: BrainPorts,
  { loaded, rises, setting }: { loaded: Loaded; rises: readonly Rise[]; setting: Setting },
): Promise<{ facts: RisingFacts[]; missing: Missing[]; rested: number }> {
  const found = rises.flatMap((rise): Found[] => {
    const community = loaded.communities[rise.community];
    const category = loaded.categories[rise.category];
    if (community?.shop !== setting.shop || category === undefined) return [];
    return [{ rise, community, category }];
  });
  const topic = (f: Found): string => risingTopic(f.community.id, f.category);
  const fresh = notLately(found, topic, setting.raised).toSorted(
    (a, b) => a.rise.chance - b.rise.chance,
  );
  const out: { facts: RisingFacts[]; missing: Missing[] } = { facts: [], missing: [] };
  for (const one of fresh) {
    if (out.facts.length === MOST) break;
    const { shop, at } = setting;
    const offers = await ports.goods.offers(ctx, { shop, category: one.category, at });
    const offer = best(offers, setting);
    if (offer === null) out.missing.push(NOTHING_TO_SELL(one.category));
    else
      out.facts.push(
        await factsOf(ctx, ports, { ...one, loaded, setting, product: offer.product }),
      );
  }
  return { ...out, rested: found.length - fresh.length };
}
