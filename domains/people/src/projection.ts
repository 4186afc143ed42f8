import type { LedgerEvent, Projection } from "@zhongshu/ledger/contract";
import { addAttention } from "./attention/store.ts";
import { touchesOf } from "./attention/touches.ts";
import type { PeoplePorts } from "./ports.ts";
import { addTallies, refreshPurchases } from "./profile/store.ts";
import { tallies } from "./profile/tally.ts";
import { tellTraits, traitsOf } from "./profile/traits.ts";

const BUYING: ReadonlySet<string> = new Set(["order_placed", "order_paid", "order_refunded"]);

const buyers = (batch: readonly LedgerEvent[]) =>
  new Set(batch.flatMap(({ type, profile }) => (BUYING.has(type) ? (profile ?? []) : [])));

/** Runs after the projections of goods (categories) and orders (purchases), in the same transaction. */
export const createProjection = ({
  categoriesOf,
  purchasesOf,
}: Pick<PeoplePorts, "categoriesOf" | "purchasesOf">): Projection => ({
  name: "people",
  async project(sql, batch) {
    await addTallies(sql, tallies(batch));
    await addAttention(sql, categoriesOf, touchesOf(batch));
    await tellTraits(sql, traitsOf(batch));
    await refreshPurchases(sql, purchasesOf, [...buyers(batch)]);
  },
});
