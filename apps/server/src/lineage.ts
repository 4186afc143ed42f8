import type { Brain, Rests } from "@zhongshu/brain";
import type { createGoods } from "@zhongshu/goods";
import { figureAsked, type Insight } from "@zhongshu/insight";
import { METRICS } from "@zhongshu/insight/contract";
import { businessDay, type Ctx, isUuid, profileId, type ShopId, startOf } from "@zhongshu/kernel";
import { type Basis, type BasisAsked, type CardRests, createLineage } from "@zhongshu/ledger";
import { type People, TOUCHES } from "@zhongshu/people";
import type { Tenancy } from "@zhongshu/tenancy";

type AroundLineage = {
  readonly brain: Brain;
  readonly goods: ReturnType<typeof createGoods>;
  readonly insight: Insight;
  readonly people: People;
  readonly tenancy: Tenancy;
};

const MORNING = { zh: "早晨的机会计算", en: "The morning's cards" };

const TAGS = { zh: "标签计算", en: "The reckoning of tags" };
const NOTHING = { customers: null, documents: [], others: null, left: 0 };

type Sources = Pick<AroundLineage, "goods" | "insight" | "people">;
type Found = Promise<Basis | null>;
type One = Omit<BasisAsked, "kind">;

/** "A:B", parted at the last colon: ids may hold some, keys do not. */
const parted = (id: string): readonly [string, string] => {
  const end = id.lastIndexOf(":");
  return [id.slice(0, Math.max(0, end)), id.slice(end + 1)];
};

async function ofTag(ctx: Ctx, { people }: Sources, { shop, id }: One): Found {
  const [profile, tag] = parted(id);
  if (!isUuid(profile)) return null;
  const found = await people.tagBasis(ctx, { shop, profile: profileId(profile), tag });
  return found === null ? null : told(ctx, found);
}

async function ofCommunity(ctx: Ctx, { people }: Sources, { shop, id }: One): Found {
  const found = isUuid(id) ? await people.communityBasis(ctx, { shop, community: id }) : null;
  return found === null ? null : told(ctx, found);
}

type Decided = NonNullable<Awaited<ReturnType<People["tagBasis"]>>>;
const told = (ctx: Ctx, { profiles, types, at, version }: Decided): Basis => ({
  ...{
    ...NOTHING,
    customers: { profiles, types, product: null },
    from: null,
    to: businessDay(at ?? ctx.now),
  },
  ...{ by: TAGS, at, version },
});

async function ofGoods(ctx: Ctx, { goods }: Sources, { shop, id }: One): Found {
  const [product, tag] = parted(id);
  const found = await goods.tagBasis(ctx, { shop, product, tag });
  if (found === null) return null;
  const { types, at, version } = found;
  const others = { types, product, from: null };
  return { ...NOTHING, others, from: null, to: businessDay(at ?? ctx.now), by: TAGS, at, version };
}

/** A figure is computed at each look; it tells by what it is called then. */
async function ofFigure(ctx: Ctx, { insight }: Sources, { shop, id }: One): Found {
  const asked = figureAsked(shop, id);
  if (asked === null) return null;
  const found = await insight.figureBasis(ctx, asked);
  if (!found.ok) return null;
  const { documents, left, others } = found.value;
  const { name } = METRICS[asked.metric];
  const { from, until } = asked;
  const product = asked.product ?? null;
  const since = others?.whole === true ? null : startOf(from);
  return {
    ...{ customers: null, documents, left, from, to: until, at: null, version: null },
    others: others === null ? null : { types: others.types, product, from: since },
    by: { zh: `打开时现算：${name.zh}`, en: `Computed at this look: ${name.en}` },
  };
}

const BASES: Readonly<
  Record<BasisAsked["kind"], (ctx: Ctx, sources: Sources, asked: One) => Found>
> = { tag: ofTag, "goods-tag": ofGoods, "community-tag": ofCommunity, figure: ofFigure };

/** A rise rests on whatever its customers turned to in its weeks, somebody due on what they ever bought of the product. */
export const lineageOf = ({ brain, tenancy, ...sources }: AroundLineage) => {
  const { goods } = sources;
  const shown = (rests: Rests, title: string): CardRests => {
    const { id, day, sent, profiles, product, to, madeAt } = rests;
    const rising = rests.kind === "rising-attention";
    return {
      ...{ id, day, sent, profiles, to, by: MORNING, at: madeAt },
      title: rising
        ? { zh: `「${title}」正在升温`, en: `${title}: rising` }
        : { zh: `「${title}」可能回购`, en: `${title}: may be bought again` },
      product: rising ? null : product,
      types: rising ? TOUCHES : ["order_placed"],
      from: rising ? rests.from : null,
    };
  };
  const titled = async (ctx: Ctx, shop: ShopId, cards: readonly Rests[]) => {
    const found = cards.length === 0 ? [] : await goods.titles(ctx, { shop, at: ctx.now });
    const titles = new Map(found.map(({ product, title }) => [product, title]));
    return cards.map((card) => shown(card, titles.get(card.product) ?? card.product));
  };
  return createLineage({
    card: async (ctx, { shop, card }) => {
      const found = await brain.cardRests(ctx, { shop, card });
      const [one] = found === null ? [] : await titled(ctx, shop, [found]);
      return one ?? null;
    },
    basis: (ctx, { kind, ...asked }) => BASES[kind](ctx, sources, asked),
    cards: async (ctx, shop) => titled(ctx, shop, await brain.cardsResting(ctx, shop)),
    keys: async (ctx, shop) => {
      const keys = await tenancy.listKeys(ctx, shop);
      return new Map(keys.ok ? keys.value.map(({ id, name }) => [id, name]) : []);
    },
  });
};
