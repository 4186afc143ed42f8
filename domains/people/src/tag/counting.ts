import { businessDay, type Ctx, type ShopId } from "@zhongshu/kernel";
import { parameters } from "../bind.ts";
import { plainIn } from "../choice/store.ts";
import { type Measures, readMeasures } from "../reckoning/store.ts";
import { ofTheirRecord } from "../segment/compile.ts";
import { stageSql } from "../stage/stage.ts";
import { tierSql } from "../stage/value.ts";
import { codes, DECISIONS, TASTE } from "./registry.ts";

export type TagCount = { readonly tag: string; readonly value: string; readonly people: number };

type Row = {
  readonly stage: string | null;
  readonly tier: string | null;
  readonly taste: string | null;
  readonly facets: number | null;
  readonly of: "stage" | "value" | "taste" | "facets";
  readonly people: number;
};

/** How many customers stand where, of those who may be judged by their record: one reading of the shop's rows for all tags. */
async function readGroups(ctx: Ctx, shop: ShopId, measures: Measures): Promise<readonly Row[]> {
  const { values, bind } = parameters();
  const plain = [...(await plainIn(ctx.sql, [shop]))];
  const where = ofTheirRecord(`p.shop = ${bind(shop, "uuid")}`, plain, bind);
  const grounds = { rhythm: measures.rhythm, now: ctx.now };
  return ctx.sql.rows<Row>(
    `select stage, tier, taste, facets, count(*)::int as people,
       case grouping(stage, tier, taste, facets) when 7 then 'stage' when 11 then 'value' when 13 then 'taste'
         else 'facets' end as of
     from (select ${stageSql(grounds, bind)} as stage, ${tierSql(measures.borders, bind)} as tier, p.taste, p.facets
           from people.standing p where ${where}) each
     group by grouping sets ((stage), (tier), (taste), (facets))`,
    values,
  );
}

function decisionsIn({ facets, people }: Row): readonly TagCount[] {
  const all = facets ?? 0;
  return DECISIONS.flatMap(({ key, values }) => {
    const place = codes(key, []);
    if (place === null) return [];
    const code = Math.floor(all / 2 ** place.shift) % (place.mask + 1);
    const value = values[code - 1];
    return value === undefined ? [] : [{ tag: key, value: value.key, people }];
  });
}

function named(row: Row): readonly TagCount[] {
  const { people } = row;
  if (row.of === "facets") return decisionsIn(row);
  if (row.of === "taste") return [{ tag: TASTE.key, value: row.taste ?? "unknown", people }];
  const value = row.of === "stage" ? row.stage : row.tier;
  return value === null ? [] : [{ tag: row.of, value, people }];
}

/** Customers by tag and value, as they stand now. */
export async function countTags(ctx: Ctx, shop: ShopId): Promise<readonly TagCount[]> {
  const rows = await readGroups(ctx, shop, await readMeasures(ctx.sql, shop));
  const sums = new Map<string, TagCount>();
  for (const one of rows.flatMap(named)) {
    const key = `${one.tag}/${one.value}`;
    sums.set(key, { ...one, people: one.people + (sums.get(key)?.people ?? 0) });
  }
  return [...sums.values()];
}

/** Today's counts are written over as the day goes on; what a day ended with stays. */
export async function keepDay(ctx: Ctx, shop: ShopId, counts: readonly TagCount[]): Promise<void> {
  const day = businessDay(ctx.now);
  await ctx.sql.run("delete from people.tag_day where shop = $1 and day = $2", [shop, day]);
  await ctx.sql.run(
    `insert into people.tag_day (shop, day, tag, value, people)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::int[])`,
    [
      ...[shop, day],
      counts.map(({ tag }) => tag),
      counts.map(({ value }) => value),
      counts.map(({ people }) => people),
    ],
  );
}
