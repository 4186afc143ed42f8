import { DAY, type ShopId, type Sql } from "@zhongshu/kernel";
import { rhythmOf } from "./stage.ts";

/** Below this many customers who came back the shop has no rhythm of its own. */
const ENOUGH = 20;

/** The median, over customers who came back, of their mean days between orders; read from all of them. */
export async function measureRhythm(sql: Sql, shop: ShopId): Promise<number> {
  const { n, days } = await sql.one<{ readonly n: number; readonly days: number | null }>(
    `select count(*) as n, percentile_cont(0.5) within group (order by
       extract(epoch from last_order_at - first_order_at)::float8 * 1000 / (orders - 1)) / ${DAY} as days
     from people.profile
     where shop = $1 and orders > 1 and last_order_at > first_order_at`,
    [shop],
  );
  return rhythmOf(n < ENOUGH ? null : days);
}
