import type { Brain, Rests } from "@zhongshu/brain";
import type { createGoods } from "@zhongshu/goods";
import type { Ctx, ShopId } from "@zhongshu/kernel";
import { type CardRests, createLineage } from "@zhongshu/ledger";
import type { Tenancy } from "@zhongshu/tenancy";

type AroundLineage = {
  readonly brain: Brain;
  readonly goods: ReturnType<typeof createGoods>;
  readonly tenancy: Tenancy;
};

const MORNING = { zh: "早晨的机会计算", en: "The morning's cards" };
const LOOKS = ["product_viewed", "product_clicked", "product_added", "order_placed"];

/** A rise rests on whatever its customers turned to in its weeks, somebody due on what they ever bought of the product. */
export const lineageOf = ({ brain, goods, tenancy }: AroundLineage) => {
  const told = (rests: Rests, title: string): CardRests => {
    const { id, day, sent, profiles, product, to, madeAt } = rests;
    const rising = rests.kind === "rising-attention";
    return {
      ...{ id, day, sent, profiles, to, by: MORNING, at: madeAt },
      title: rising
        ? { zh: `「${title}」正在升温`, en: `${title}: rising` }
        : { zh: `「${title}」该回购了`, en: `${title}: due again` },
      product: rising ? null : product,
      types: rising ? LOOKS : ["order_placed"],
      from: rising ? rests.from : null,
    };
  };
  const titled = async (ctx: Ctx, shop: ShopId, cards: readonly Rests[]) => {
    const found = cards.length === 0 ? [] : await goods.titles(ctx, { shop, at: ctx.now });
    const titles = new Map(found.map(({ product, title }) => [product, title]));
    return cards.map((card) => told(card, titles.get(card.product) ?? card.product));
  };
  return createLineage({
    card: async (ctx, { shop, card }) => {
      const found = await brain.cardRests(ctx, { shop, card });
      const [one] = found === null ? [] : await titled(ctx, shop, [found]);
      return one ?? null;
    },
    cards: async (ctx, shop) => titled(ctx, shop, await brain.cardsResting(ctx, shop)),
    keys: async (ctx, shop) => {
      const keys = await tenancy.listKeys(ctx, shop);
      return new Map(keys.ok ? keys.value.map(({ id, name }) => [id, name]) : []);
    },
  });
};
