import { setTimeout as pause } from "node:timers/promises";
import { SECOND, type Seal, type TenantId } from "@zhongshu/kernel";
import type { ReachPorts } from "../ports.ts";
import { due } from "./store.ts";
import { turn } from "./turn.ts";

// A person's tap is seen to within this; measured: larger batches are hardly faster, and others wait longer.
const REST = 0.3 * SECOND;
const BATCH = 1_000;

export type Working = {
  readonly signal?: AbortSignal;
  /** How many persons in one transaction. */
  readonly batch?: number;
  /** Hears how long each transaction took, by the clock of the rim. */
  readonly took?: (batch: { readonly people: number; readonly ms: number }) => void;
};

const sealOf = ({ rim }: ReachPorts, tenant: TenantId): Seal => ({
  tenant,
  actor: { kind: "system", id: "reach.worker", name: "reach" },
  now: rim.clock(),
  random: rim.random,
  can: () => true,
});

/** One batch of every execution of the organisation that has somebody due. */
async function tenantTurn(
  ports: ReachPorts,
  tenant: TenantId,
  { signal, batch = BATCH, took }: Working,
): Promise<number> {
  const { asTenant, clock, failed } = ports.rim;
  const executions = await asTenant(sealOf(ports, tenant), due);
  let decided = 0;
  for (const sending of executions) {
    if (signal?.aborted === true) break;
    const began = clock();
    try {
      const people = await asTenant(sealOf(ports, tenant), (ctx) =>
        turn(ctx, ports, { sending, batch }),
      );
      if (people === null) continue;
      decided += people;
      took?.({ people, ms: clock() - began });
    } catch (error) {
      // Nothing was committed; the others go on, and this one is tried again.
      failed(error);
    }
  }
  return decided;
}

/** One round over all organisations; how many persons were decided for. Several processes may do this at once. */
export async function runDue(ports: ReachPorts, how: Working = {}): Promise<number> {
  let decided = 0;
  for (const tenant of await ports.rim.tenants()) {
    if (how.signal?.aborted === true) break;
    decided += await tenantTurn(ports, tenant, how);
  }
  return decided;
}

/** Until `signal` aborts: everybody who is due in every running execution. */
export async function work(ports: ReachPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const decided = await runDue(ports, { signal }).catch((error: unknown) => {
      ports.rim.failed(error);
      return 0;
    });
    if (decided === 0) await pause(REST, undefined, { signal }).catch(() => undefined);
  }
}
