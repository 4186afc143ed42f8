import {
  type BusinessDay,
  type Ctx,
  endOf,
  type Instant,
  MINUTE,
  plusDays,
  type ShopId,
} from "@zhongshu/kernel";
import { type Keenness, keennessOf } from "../due/keen.ts";
import { gather } from "../due/spells.ts";
import type { BrainPorts } from "../ports.ts";
import { type Judged, risesIn } from "../rising/rising.ts";
import { dueFacts } from "./due.ts";
import { type Loaded, load } from "./load.ts";
import type { Missing } from "./missing.ts";
import { type Group, whyNoRise } from "./no-rise.ts";
import { risingFacts } from "./rising.ts";
import { keep, type Morning, raisedBefore, stored } from "./store.ts";
import { type Tiredness, tiredness } from "./tired.ts";

/**
 * Reads as the system does: the platform-wide move can only be known from the whole organisation. A shop is
 * shown its own figures only; of the others it sees nothing but what is taken off.
 */
const asSystem = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { kind: "system", id: "brain", name: "经营大脑" },
  can: () => true,
});

/** The last instant that a card of `day` may know of. */
export const knownAt = (ctx: Ctx, day: BusinessDay): Instant => Math.min(ctx.now, endOf(day) - 1);

type Organisation = {
  readonly loaded: Loaded;
  readonly judged: Judged;
  readonly keen: Keenness;
  readonly tiredness: Tiredness;
};
type Asked = { readonly shop: ShopId; readonly day: BusinessDay };

/** The shop's communities that have members, and how far each can be judged. */
const groupsOf = ({ loaded, judged }: Organisation, shop: ShopId): readonly Group[] =>
  loaded.communities.flatMap((community, i) => {
    const reach = judged.reaches[i];
    if (community.shop !== shop || community.members.length === 0 || reach === undefined) return [];
    const { tests, nearest } = reach;
    const category = nearest && loaded.categories[nearest.category];
    return [{ name: community.name, tests, nearest: category ? { ...nearest, category } : null }];
  });

async function silence(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, at, rested, ...whole }: Organisation & { shop: ShopId; at: Instant; rested: number },
): Promise<readonly Missing[]> {
  const lookers = whole.loaded.lookers.get(shop) ?? 0;
  const shelf = await ports.goods.shelf(ctx, { shop, at });
  return whyNoRise({ groups: groupsOf(whole, shop), lookers, rested, shelf });
}

async function ofShop(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, day, loaded, judged, keen, tiredness }: Asked & Organisation,
): Promise<Morning> {
  const bought = await gather(ports.orders.purchases(ctx, { shop, to: plusDays(day, -1) }));
  const raised = await raisedBefore(ctx, { shop, day });
  const setting = { shop, day, at: knownAt(ctx, day), raised, bought };
  const rising = await risingFacts(ctx, ports, { loaded, rises: judged.rises, setting });
  const due = await dueFacts(ctx, ports, { ...setting, keen, tiredness });
  const silent = rising.facts.length + rising.missing.length === 0;
  const { at } = setting;
  const why = { shop, at, rested: rising.rested, loaded, judged, keen, tiredness };
  return {
    facts: [...rising.facts, ...due.facts],
    missing: [...rising.missing, ...(silent ? await silence(ctx, ports, why) : []), ...due.missing],
  };
}

async function organisation(ctx: Ctx, ports: BrainPorts, day: BusinessDay): Promise<Organisation> {
  const shops = await ports.shops(ctx);
  const loaded = await load(ctx, ports, { shops, day, at: knownAt(ctx, day) });
  const judged = risesIn(loaded.window, loaded.members);
  const keen = keennessOf(loaded.window, loaded);
  return { loaded, judged, keen, tiredness: await tiredness(ctx, ports, day) };
}

/** One shop's morning, computed and not kept: the same whenever it is asked for. */
export async function computed(asker: Ctx, ports: BrainPorts, asked: Asked): Promise<Morning> {
  const ctx = asSystem(asker);
  return ofShop(ctx, ports, { ...asked, ...(await organisation(ctx, ports, asked.day)) });
}

/** So long an empty morning stands, however much comes in: computing it reads the whole organisation. */
const STANDS = 2 * MINUTE;

type Waiting = { readonly shop: ShopId; readonly mark: string };

/** Is there anything to compute for this shop, and may it be done now? */
async function waits(ctx: Ctx, ports: BrainPorts, { shop, day }: Asked): Promise<Waiting | null> {
  const kept = await stored(ctx, { shop, day });
  if (kept !== null && (kept.facts.length > 0 || ctx.now - kept.madeAt < STANDS)) return null;
  const mark = await ports.mark(ctx, shop);
  return mark === null || mark === kept?.mark ? null : { shop, mark };
}

/** Is so much on its way into this shop that its morning waits for the rest? */
export const arriving = async (asker: Ctx, ports: BrainPorts, shop: ShopId): Promise<boolean> =>
  (await ports.mark(asSystem(asker), shop)) === null;

/**
 * The morning job of one organisation: every shop that has no cards of `day` yet gets them. A morning without
 * cards is looked at again when the shop's data has changed. How many shops were computed.
 */
export async function morning(asker: Ctx, ports: BrainPorts, day: BusinessDay): Promise<number> {
  const ctx = asSystem(asker);
  await ctx.sql.rows("select pg_advisory_xact_lock(hashtext('brain.morning'), hashtext($1))", [
    ctx.tenant,
  ]);
  await ports.steady(ctx);
  const shops = await ports.shops(ctx);
  const waiting: Waiting[] = [];
  for (const shop of shops) {
    const one = await waits(ctx, ports, { shop, day });
    if (one !== null) waiting.push(one);
  }
  if (waiting.length === 0) return 0;
  const whole = await organisation(ctx, ports, day);
  for (const { shop, mark } of waiting) {
    const found = await ofShop(ctx, ports, { shop, day, ...whole });
    await keep(ctx, { shop, day }, { ...found, mark });
  }
  return waiting.length;
}
