import type { Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Projection, Resolve } from "../contract.ts";
import { anonymous } from "../forget/anonymous.ts";
import type { Erasures } from "../forget/erasures.ts";
import type { Fact } from "../intake/normalise.ts";
import { insertFresh, known } from "./store.ts";

export { Raced } from "./store.ts";

/** What stands behind the ledger in the same transaction. */
export type Chain = {
  readonly resolve: Resolve;
  readonly projections: readonly Projection[];
  readonly erased?: Erasures | undefined;
};

/** For each fact, in order: was it new? */
export type Appended = readonly boolean[];

const keyOf = (fact: Pick<Fact, "shop" | "messageId">): string => `${fact.shop} ${fact.messageId}`;

/**
 * Stores what is new of `facts`, all of one tenant, with everything that follows from it, in the caller's
 * transaction. Persons are resolved for new events only: a message that comes again changes nothing.
 */
export async function append(sql: Sql, chain: Chain, facts: readonly Fact[]): Promise<Appended> {
  const seen = await known(sql, facts);
  const fresh: Fact[] = [];
  for (const fact of facts) {
    const key = keyOf(fact);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(fact);
  }
  const stored = fresh.length > 0 ? await store(sql, chain, fresh) : new Set<Fact>();
  return facts.map((fact) => stored.has(fact));
}

/** Which of them were stored: what is told of somebody who was erased is not, but for what the books need. */
async function store(sql: Sql, chain: Chain, fresh: readonly Fact[]): Promise<ReadonlySet<Fact>> {
  const resolved = await chain.resolve(sql, fresh);
  const of = new Map<LedgerEvent, Fact>();
  const nobodys = new Map<LedgerEvent, Fact>();
  fresh.forEach((fact, i) => {
    const { erased, ...known } = resolved[i] ?? { profile: null, origin: null };
    if (erased === undefined) of.set({ ...fact, ...known }, fact);
    else nobodysOf(fact, erased).forEach((event) => void nobodys.set(event, fact));
  });
  const stored = nobodys.size > 0 ? await known(sql, [...nobodys.keys()]) : new Set();
  for (const [event, fact] of nobodys) if (!stored.has(keyOf(event))) of.set(event, fact);
  const events = [...of.keys()];
  if (events.length === 0) return new Set();
  await insertFresh(sql, events);
  for (const projection of chain.projections) await projection.project(sql, events);
  return new Set(of.values());
}

/** What is kept of an erased person's event, if anything. */
function nobodysOf(fact: Fact, messageId: string): readonly LedgerEvent[] {
  const properties = anonymous(fact);
  const nobody = { anonymousId: null, userId: null, profile: null, origin: null };
  return properties === null ? [] : [{ ...fact, ...nobody, messageId, properties }];
}
