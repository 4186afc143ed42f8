import type { Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Projection, Resolve } from "../contract.ts";
import type { Fact } from "../intake/normalise.ts";
import { insertFresh, known } from "./store.ts";

export { Raced } from "./store.ts";

/** What stands behind the ledger in the same transaction. */
export type Chain = { readonly resolve: Resolve; readonly projections: readonly Projection[] };

/** For each fact, in order: was it new? */
export type Appended = readonly boolean[];

const keyOf = (fact: Fact): string => `${fact.shop} ${fact.messageId}`;

/**
 * Stores what is new of `facts`, all of one tenant, with everything that follows from it, in the caller's
 * transaction. Persons are resolved for new events only: a message that comes again changes nothing.
 */
export async function append(sql: Sql, chain: Chain, facts: readonly Fact[]): Promise<Appended> {
  const seen = await known(sql, facts);
  const fresh: Fact[] = [];
  const appended = facts.map((fact) => {
    const key = keyOf(fact);
    if (seen.has(key)) return false;
    seen.add(key);
    fresh.push(fact);
    return true;
  });
  if (fresh.length > 0) await store(sql, chain, fresh);
  return appended;
}

async function store(sql: Sql, chain: Chain, fresh: readonly Fact[]): Promise<void> {
  const resolved = await chain.resolve(sql, fresh);
  const events: LedgerEvent[] = fresh.map((fact, i) => ({
    ...fact,
    ...(resolved[i] ?? { profile: null, origin: null }),
  }));
  await insertFresh(sql, events);
  for (const projection of chain.projections) await projection.project(sql, events);
}
