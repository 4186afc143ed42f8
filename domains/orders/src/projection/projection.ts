import type { Projection } from "@zhongshu/ledger/contract";
import { sort } from "./events.ts";
import { storeAdjusted, storePaid, storePlaced, storeRefunded, sumRefunds } from "./store.ts";

/** Keeps orders current with the ledger, whatever order the documents of an order arrive in. */
export const projection: Projection = {
  name: "orders",
  async project(sql, batch) {
    const { placed, paid, refunded, adjusted } = sort(batch);
    await storePlaced(sql, placed);
    await storePaid(sql, paid);
    await storeRefunded(sql, refunded);
    await sumRefunds(sql, [...placed, ...refunded]);
    await storeAdjusted(sql, adjusted);
  },
};
