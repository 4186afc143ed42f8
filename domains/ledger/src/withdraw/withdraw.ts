import type { Ctx, ShopId, Sql } from "@zhongshu/kernel";
import type { Projection } from "../contract.ts";
import { eventsNamed, remainingIn } from "./remaining.ts";

export type Withdrawn = { readonly shop: ShopId; readonly messageIds: readonly string[] };

/**
 * Takes events out of the ledger, of which those concerned know that they should never have come in, and brings every
 * projection to what it would be without them. Part of the caller's transaction, in which nobody is absorbed.
 */
export async function withdraw(
  { sql }: Ctx,
  projections: readonly Projection[],
  { shop, messageIds }: Withdrawn,
): Promise<void> {
  const events = await eventsNamed(sql, shop, messageIds);
  if (events.length === 0) return;
  const ids = events.map(({ messageId }) => messageId);
  await sql.run("delete from ledger.event where shop = $1 and message_id = any($2::text[])", [
    shop,
    ids,
  ]);
  await unannounce(sql, shop, ids);
  const remaining = remainingIn(sql);
  for (const projection of projections) await projection.withdraw(sql, { events, remaining });
}

/** What has not been handed on yet never will be. */
export const unannounce = (sql: Sql, shop: ShopId, ids: readonly string[]): Promise<number> =>
  sql.run(
    `update ledger.outbox o
        set (shops, message_ids, topics, ats) = (
          select coalesce(array_agg(shop order by nth), '{}'), coalesce(array_agg(message_id order by nth), '{}'),
                 coalesce(array_agg(topic order by nth), '{}'), coalesce(array_agg(at order by nth), '{}')
            from unnest(o.shops, o.message_ids, o.topics, o.ats) with ordinality
              as named (shop, message_id, topic, at, nth)
           where not (named.shop = $1 and named.message_id = any($2::text[])))
      where exists (select from unnest(o.message_ids) as named (message_id) where named.message_id = any($2::text[]))`,
    [shop, ids],
  );
