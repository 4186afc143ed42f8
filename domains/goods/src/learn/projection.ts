import type { Projection } from "@zhongshu/ledger/contract";
import { countedIn, movedIn, soldIn } from "./lines.ts";
import { count, learn, move } from "./store.ts";
import { unlearn } from "./unlearn.ts";

/** Learns goods from what is sold, and stock from what is counted and moved. Runs before people's. */
export const projection: Projection = {
  name: "goods",
  async project(sql, batch) {
    await learn(sql, soldIn(batch));
    await move(sql, movedIn(batch));
    await count(sql, countedIn(batch));
  },
  withdraw: unlearn,
};
