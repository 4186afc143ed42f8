import type { Projection } from "@zhongshu/ledger/contract";
import { projectTold } from "../told/projection.ts";
import { untell } from "../told/untell.ts";
import { countedIn, movedIn, soldIn } from "./lines.ts";
import { count, learn, move } from "./store.ts";
import { unlearn } from "./unlearn.ts";

/** Keeps what lists of the shop say, learns goods from what is sold, and stock from what is counted and moved. Runs before people's. */
export const projection: Projection = {
  name: "goods",
  async project(sql, batch) {
    await projectTold(sql, batch);
    await learn(sql, soldIn(batch));
    await move(sql, movedIn(batch));
    await count(sql, countedIn(batch));
  },
  async withdraw(sql, withdrawal) {
    await untell(sql, withdrawal);
    await unlearn(sql, withdrawal);
  },
};
