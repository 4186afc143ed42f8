import { setTimeout as pause } from "node:timers/promises";
import type { AsTenant, Instant, Seal, Sql, TenantId } from "@zhongshu/kernel";
import { newId, SECOND, shopId } from "@zhongshu/kernel";
import { type Reason, reason } from "../catalogue/reason.ts";
import { NOBODY_ERASED, without } from "../forget/erasures.ts";
import type { Fact } from "../intake/normalise.ts";
import { append, type Chain } from "./append.ts";
import { bury, type Dead } from "./store.ts";
import { verdict } from "./verdict.ts";

export type Work =
  | { readonly kind: "store"; readonly fact: Fact }
  | { readonly kind: "bury"; readonly letter: Dead };

/** `unavailable`: nothing is promised about it; the sender must send it again. */
export type Outcome =
  | { readonly kind: "stored" | "duplicate" | "unavailable" }
  | { readonly kind: "buried"; readonly reason: Reason };

export type Committer = {
  readonly asTenant: AsTenant;
  readonly chain: Chain;
  clock(): Instant;
  random(): number;
  /** Hears why nothing could be stored. */
  failed(error: unknown): void;
};

const ATTEMPTS = 9;
// A sender gives up after some 10 s and sends again; nobody waits for an answer later than that.
const PATIENCE = 10 * SECOND;
const STORED: Outcome = { kind: "stored" };
const DUPLICATE: Outcome = { kind: "duplicate" };
const UNAVAILABLE: Outcome = { kind: "unavailable" };

/** All of `works` in one transaction; a poisoned event is found by halving and buried, the rest is stored. */
export async function commit(
  by: Committer,
  tenant: TenantId,
  works: readonly Work[],
): Promise<readonly Outcome[]> {
  const late = by.clock() + PATIENCE;
  for (let attempt = 1; ; attempt++) {
    try {
      return await by.asTenant(seal(by, tenant), ({ sql }) => perform(sql, by.chain, works));
    } catch (error) {
      const found = verdict(error);
      if (found === "poisoned") return halve(by, tenant, works, error);
      if (found === "unavailable" || attempt === ATTEMPTS || by.clock() > late) {
        by.failed(error);
        return works.map(() => UNAVAILABLE);
      }
      await pause(Math.min(1_000, 2 ** attempt * 5) * by.random());
    }
  }
}

// Intake writes what it was handed; nothing in its transaction asks for a permission.
const seal = (by: Committer, tenant: TenantId): Seal => ({
  tenant,
  actor: { kind: "system", id: "ledger", name: "ledger" },
  now: by.clock(),
  random: by.random,
  can: () => false,
});

async function perform(
  sql: Sql,
  chain: Chain,
  works: readonly Work[],
): Promise<readonly Outcome[]> {
  const facts = works.flatMap((work) => (work.kind === "store" ? [work.fact] : []));
  const letters = works.flatMap((work) => (work.kind === "bury" ? [work.letter] : []));
  await bury(sql, await lettersLeft(sql, chain, letters));
  const appended = facts.length > 0 ? await append(sql, chain, facts) : [];
  let next = 0;
  return works.map((work) => {
    if (work.kind === "bury") return { kind: "buried", reason: work.letter.reason };
    return appended[next++] === true ? STORED : DUPLICATE;
  });
}

/** A letter of somebody who was erased is answered as any other, and kept nowhere. */
async function lettersLeft(
  sql: Sql,
  { erased = NOBODY_ERASED }: Chain,
  letters: readonly Dead[],
): Promise<readonly Dead[]> {
  const left: Dead[] = [];
  for (const [shop, all] of Map.groupBy(letters, (letter) => shopId(letter.shop)))
    left.push(...(await without(sql, erased, { shop, all, textOf: ({ text }) => text })));
  return left;
}

async function halve(
  by: Committer,
  tenant: TenantId,
  works: readonly Work[],
  error: unknown,
): Promise<readonly Outcome[]> {
  const [only, second] = works;
  if (only === undefined) return [];
  if (second === undefined)
    return only.kind === "store"
      ? commit(by, tenant, [{ kind: "bury", letter: poisoned(by, only.fact, error) }])
      : [UNAVAILABLE];
  const middle = Math.ceil(works.length / 2);
  const first = await commit(by, tenant, works.slice(0, middle));
  return [...first, ...(await commit(by, tenant, works.slice(middle)))];
}

/** Kept in the ledger's own words, as a call that gives the same fact when it is replayed. */
function poisoned(by: Committer, fact: Fact, error: unknown): Dead {
  const why = error instanceof Error ? error.message.replaceAll("\u0000", "") : "unknown";
  return {
    shop: fact.shop,
    messageId: fact.messageId,
    receivedAt: fact.receivedAt,
    historical: true,
    reason: reason(
      "event.not-projected",
      `事件格式正确，但更新数据时出错：${why}`,
      `The event fits, but what follows from it failed: ${why}`,
    ),
    text: JSON.stringify(restated(fact)),
    freshId: newId({ now: by.clock(), random: by.random }),
  };
}

const restated = (fact: Fact): object => ({
  type: "track",
  event: fact.type,
  messageId: fact.messageId,
  anonymousId: fact.anonymousId,
  userId: fact.userId,
  timestamp: new Date(fact.at).toISOString(),
  properties: fact.properties,
});
