import type { BusinessDay, Ctx, ShopId } from "@zhongshu/kernel";
import { plainIn } from "../choice/store.ts";
import { readReckoning } from "../reckoning/store.ts";
import { waiting } from "../standing/stale.ts";
import { countTags, type TagCount } from "./counting.ts";
import type { TagWords } from "./facts.ts";
import { TAGS, TASTE } from "./registry.ts";
import type { Tag, TagDays, TagList } from "./shown.ts";

function shown(tag: TagWords, counts: readonly TagCount[]): Tag {
  const own = counts.filter((one) => one.tag === tag.key);
  const people = (key: string): number => own.find((one) => one.value === key)?.people ?? 0;
  const categories =
    tag.key === TASTE.key
      ? own
          .filter(({ value }) => value !== "unknown")
          .toSorted((a, b) => b.people - a.people)
          .map(({ value }) => ({ key: value, name: { zh: value, en: value } }))
      : [];
  const { key, name, meaning, version, values } = tag;
  return {
    ...{ key, name, meaning, version },
    values: [...values, ...categories].map((value) => ({ ...value, people: people(value.key) })),
  };
}

/** Every tag in words, and how many customers each of its values has now. */
export async function listTags(ctx: Ctx, shop: ShopId): Promise<TagList> {
  const counts = await countTags(ctx, shop);
  const last = await readReckoning(ctx.sql, shop);
  const market = last?.market ?? null;
  const law = market?.law ?? null;
  return {
    tags: TAGS.map((tag) => shown(tag, counts)),
    customers: counts
      .filter(({ tag }) => tag === "stage")
      .reduce((sum, { people }) => sum + people, 0),
    plain: (await plainIn(ctx.sql, [shop])).size,
    waiting: await waiting(ctx, shop),
    measuredAt: last?.at ?? null,
    market:
      market === null || last === null || last.day === null
        ? null
        : {
            day: last.day,
            law: law === null ? null : { customers: law.customers, repeaters: law.repeaters },
            earnedBp: market.earnedBp,
          },
  };
}

export type DaysAsk = {
  readonly shop: ShopId;
  readonly tag: string;
  readonly from: BusinessDay;
};

/** How many customers each value of a tag had at the end of each day. */
export const tagDays = async (ctx: Ctx, { shop, tag, from }: DaysAsk): Promise<TagDays> => ({
  days: [
    ...(await ctx.sql.rows<TagDays["days"][number]>(
      `select day, value, people from people.tag_day
       where shop = $1 and tag = $2 and day >= $3 order by day, value`,
      [shop, tag, from],
    )),
  ],
});
