import type { Projection } from "@zhongshu/ledger/contract";
import { addAttention } from "./attention/store.ts";
import { touchesOf } from "./attention/touches.ts";
import type { PeoplePorts } from "./ports.ts";
import { buyersIn } from "./profile/buyers.ts";
import { addTallies, refreshPurchases } from "./profile/store.ts";
import { tallies } from "./profile/tally.ts";
import { tellTraits, traitsOf } from "./profile/traits.ts";
import { rebuild } from "./rebuild.ts";

/** Runs after the projections of goods (categories) and orders (purchases), in the same transaction. */
export const createProjection = ({
  categoriesOf,
  purchasesOf,
  buyersOf,
}: Pick<PeoplePorts, "categoriesOf" | "purchasesOf" | "buyersOf">): Projection => ({
  name: "people",
  async project(sql, batch) {
    await addTallies(sql, tallies(batch));
    await addAttention(sql, categoriesOf, touchesOf(batch));
    await tellTraits(sql, traitsOf(batch));
    await refreshPurchases(sql, purchasesOf, await buyersIn(sql, buyersOf, batch));
  },
  async withdraw(sql, { events, remaining }) {
    await rebuild(sql, categoriesOf, { events, remaining });
    const rebuilt = events.flatMap(({ profile }) => profile ?? []);
    const buyers = await buyersIn(sql, buyersOf, events);
    await refreshPurchases(sql, purchasesOf, [...new Set([...rebuilt, ...buyers])]);
  },
});
