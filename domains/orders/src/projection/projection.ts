import type { Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Projection } from "@zhongshu/ledger/contract";
import { sort } from "./events.ts";
import { storeAdjusted, storePaid, storePlaced, storeRefunded, sumRefunds } from "./store.ts";
import { clearDocuments, documentsOf } from "./withdraw.ts";

async function project(sql: Sql, batch: readonly LedgerEvent[]): Promise<void> {
  const { placed, paid, refunded, adjusted } = sort(batch);
  await storePlaced(sql, placed);
  await storePaid(sql, paid);
  await storeRefunded(sql, refunded);
  await sumRefunds(sql, [...placed, ...refunded]);
  await storeAdjusted(sql, adjusted);
}

/** Keeps orders current with the ledger, whatever order the documents of an order arrive in. */
export const projection: Projection = {
  name: "orders",
  project,
  /** Every document that was spoken of is written anew from what is left of it. */
  async withdraw(sql, { events, remaining }) {
    const keys = await documentsOf(sql, sort(events));
    if (keys.length === 0) return;
    await clearDocuments(sql, keys);
    await project(sql, await remaining.ofDocuments(keys));
  },
};
