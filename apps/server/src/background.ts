import { setTimeout as pause } from "node:timers/promises";
import { businessDay, businessHour, MINUTE, type TenantId } from "@zhongshu/kernel";
import type { System } from "./compose.ts";

// Cards wait for the owner at breakfast.
const EARLIEST = 5;

/** Every organisation's cards, from five in the morning or at the next start after it; the brain knows what is left to do. */
async function mornings(system: System, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { tenant } of await system.directory()) {
      if (signal.aborted) return;
      const seal = system.keeper(tenant);
      if (businessHour(seal.now) >= EARLIEST)
        await system.asTenant(seal, (ctx) => system.brain.morning(ctx, businessDay(seal.now)));
    }
    await pause(MINUTE, undefined, { signal }).catch(() => undefined);
  }
}

// A report is computed whenever it is opened; what the next card promises may wait some seconds.
const LOOK = 10_000;

/** What came of every closed execution is kept, and believed from then on. */
async function learning(system: System, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { tenant } of await system.directory()) {
      if (signal.aborted) return;
      await system.asTenant(system.keeper(tenant), (ctx) => system.brain.learn(ctx));
    }
    await pause(LOOK, undefined, { signal }).catch(() => undefined);
  }
}

/** Once a day, and after an import, a shop's data are looked at; what stopped coming is then known when the owner looks. */
async function soundness(system: System, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { tenant, shops } of await system.directory()) {
      for (const { id } of shops) {
        if (signal.aborted) return;
        await system.asTenant(system.keeper(tenant), (ctx) => system.quality.due(ctx, id));
      }
    }
    await pause(MINUTE, undefined, { signal }).catch(() => undefined);
  }
}

// So long changes are gathered, so that a busy hour is not a step for every event.
const GATHERING = 500;
// What another process told, what somebody said by hand, and the turn of the day nobody rings for.
const UNASKED = 5_000;

/** Tags follow what customers do: whoever waits is decided, a step at a time, so that no transaction is long. */
async function tagging(system: System, signal: AbortSignal): Promise<void> {
  let whose: ReadonlySet<TenantId> | null = null;
  while (!signal.aborted) {
    // While one has much to do the others have their turn too.
    const busy = await tagRound(system, whose, signal);
    whose = busy ? null : await system.tagsWait(UNASKED, signal);
    if (whose !== null) await pause(GATHERING, undefined, { signal }).catch(() => undefined);
  }
}

/** One step for every shop of these organisations, null: of all; true while there is more to do. */
async function tagRound(
  system: System,
  whose: ReadonlySet<TenantId> | null,
  signal: AbortSignal,
): Promise<boolean> {
  let busy = false;
  for (const { tenant, shops } of await system.directory()) {
    if (whose !== null && !whose.has(tenant)) continue;
    for (const { id } of shops) {
      if (signal.aborted) return false;
      const seal = system.keeper(tenant);
      await system.asTenant(seal, (ctx) => system.goods.tagStep(ctx, id));
      if (await system.asTenant(seal, (ctx) => system.people.tagStep(ctx, id))) busy = true;
    }
  }
  return busy;
}

// Whoever asked to be erased waits no longer than this for it to begin.
const GLANCE = 2_000;

/** Whoever is to be known no more is erased, one person a transaction. */
async function erasing(system: System, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let busy = false;
    for (const { tenant } of await system.directory()) {
      if (signal.aborted) return;
      if (await system.asTenant(system.keeper(tenant), (ctx) => system.people.eraseStep(ctx)))
        busy = true;
    }
    if (!busy) await pause(GLANCE, undefined, { signal }).catch(() => undefined);
  }
}

async function untiring(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      await pause(MINUTE, undefined, { signal }).catch(() => undefined);
    }
  }
}

/**
 * What goes on beside the requests until `signal` aborts: the outbox, the morning's cards, executions and what came of
 * them, tags, erasures, the look at every shop's data, imports left over.
 */
export async function background(system: System, signal: AbortSignal): Promise<void> {
  await Promise.all([
    untiring(() => system.ledger.dispatch([], signal), signal),
    untiring(() => mornings(system, signal), signal),
    untiring(() => system.reach.work(signal), signal),
    untiring(() => learning(system, signal), signal),
    untiring(() => soundness(system, signal), signal),
    untiring(() => tagging(system, signal), signal),
    untiring(() => erasing(system, signal), signal),
    system.imports.resume(),
  ]);
}
