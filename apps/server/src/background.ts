import { setTimeout as pause } from "node:timers/promises";
import { businessDay, businessHour, MINUTE } from "@zhongshu/kernel";
import type { System } from "./compose.ts";
import { clock } from "./open.ts";

// Cards wait for the owner at breakfast.
const EARLIEST = 5;

/** Every organisation's cards, from five in the morning or at the next start after it; the brain knows what is left to do. */
async function mornings(system: System, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = clock();
    const day = businessDay(now);
    if (businessHour(now) >= EARLIEST)
      for (const { tenant } of await system.directory()) {
        if (signal.aborted) return;
        await system.asTenant(system.keeper(tenant), (ctx) => system.brain.morning(ctx, day));
      }
    await pause(MINUTE, undefined, { signal }).catch(() => undefined);
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

/** What goes on beside the requests until `signal` aborts: the outbox, the morning's cards, executions, imports left over. */
export async function background(system: System, signal: AbortSignal): Promise<void> {
  await Promise.all([
    untiring(() => system.ledger.dispatch([], signal), signal),
    untiring(() => mornings(system, signal), signal),
    untiring(() => system.reach.work(signal), signal),
    system.imports.resume(),
  ]);
}
