import type { ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import { plainIn } from "../choice/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { countTouches, type Touch, type Touched } from "./touches.ts";

type CategoriesOf = PeoplePorts["categoriesOf"];

/** One question for each shop of the batch that has a product without a category. */
async function missing(
  sql: Sql,
  categoriesOf: CategoriesOf,
  touches: readonly Touch[],
): Promise<ReadonlyMap<ShopId, ReadonlyMap<string, string>>> {
  const asked = new Map<ShopId, Set<string>>();
  for (const { shop, category, product } of touches) {
    if (category !== null || product === null) continue;
    asked.set(shop, (asked.get(shop) ?? new Set()).add(product));
  }
  const found = new Map<ShopId, ReadonlyMap<string, string>>();
  for (const [shop, products] of asked)
    found.set(shop, await categoriesOf(sql, shop, [...products]));
  return found;
}

const ADD = `
insert into people.attention as a (shop, profile, day, category, touches)
select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::int[])
  as t (shop, profile, day, category, touches)
order by profile, day, category
on conflict (tenant, profile, day, category) do update set touches = a.touches + excluded.touches`;

async function addTouched(sql: Sql, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return;
  await sql.run(ADD, [
    touched.map((t) => t.shop),
    touched.map((t) => t.profile),
    touched.map((t) => t.day),
    touched.map((t) => t.category),
    touched.map((t) => t.touches),
  ]);
}

/** Adds the touches to the attention of their people; of whoever does not want it nothing is kept. */
export async function addAttention(
  sql: Sql,
  categoriesOf: CategoriesOf,
  touches: readonly Touch[],
): Promise<void> {
  if (touches.length === 0) return;
  const plain = await plainIn(
    sql,
    touches.map(({ shop }) => shop),
  );
  const kept = touches.filter(({ profile }) => !plain.has(profile));
  await addTouched(sql, countTouches(kept, await looked(sql, categoriesOf, kept)));
}

/** The category of a touch that was told none, as it is known now. */
export async function looked(
  sql: Sql,
  categoriesOf: CategoriesOf,
  touches: readonly Touch[],
): Promise<(touch: Touch) => string | null> {
  const found = await missing(sql, categoriesOf, touches);
  return ({ shop, product }) => (product === null ? null : (found.get(shop)?.get(product) ?? null));
}

const MOVE = `
with moved as (
  delete from people.attention x using unnest($1::uuid[], $2::uuid[]) as m (source, target)
  where x.profile = m.source returning x.shop, m.target, x.day, x.category, x.touches
)
insert into people.attention as a (shop, profile, day, category, touches)
select shop, target, day, category, sum(touches) from moved group by 1, 2, 3, 4 order by 2, 3, 4
on conflict (tenant, profile, day, category) do update set touches = a.touches + excluded.touches`;

export async function moveAttention(
  sql: Sql,
  moves: ReadonlyMap<ProfileId, ProfileId>,
): Promise<void> {
  await sql.run(MOVE, [[...moves.keys()], [...moves.values()]]);
}
