import type { Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Projection } from "@zhongshu/ledger/contract";
import { addAttention } from "./attention/store.ts";
import { touchesOf } from "./attention/touches.ts";
import type { PeoplePorts } from "./ports.ts";
import { buyersIn } from "./profile/buyers.ts";
import { addTallies, refreshPurchases } from "./profile/store.ts";
import { tallies } from "./profile/tally.ts";
import { tellTraits, traitsOf } from "./profile/traits.ts";
import { rebuild } from "./rebuild.ts";
import { markStale, spokenOf } from "./standing/stale.ts";

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
    const buyers = await buyersIn(sql, buyersOf, batch);
    await refreshPurchases(sql, purchasesOf, buyers);
    await markStale(sql, spokenOf(batch, buyers));
  },
  async withdraw(sql, { events, remaining }) {
    await rebuild(sql, categoriesOf, { events, remaining });
    const rebuilt = events.flatMap(({ profile }) => profile ?? []);
    const buyers = await buyersIn(sql, buyersOf, events);
    const touched = [...new Set([...rebuilt, ...buyers])];
    await refreshPurchases(sql, purchasesOf, touched);
    await forgetSigns(sql, events);
    await markStale(sql, spokenOf(events, buyers));
  },
});

/** Of whom nothing is left, no sign is left either. "offset 0": one look for each, and no reading of the whole shop. */
const forgetSigns = (sql: Sql, events: readonly LedgerEvent[]): Promise<number> =>
  sql.run(
    `delete from people.sign where base = any(array(
       select base from unnest($1::uuid[]) base where not exists (
         select from people.profile p where p.id = people.person_of(base) offset 0)))`,
    [[...new Set(events.flatMap(({ profile, origin }) => origin ?? profile ?? []))]],
  );
