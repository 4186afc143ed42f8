import { setTimeout as pause } from "node:timers/promises";
import type { AsTenant, Ctx, Instant, Seal, ShopId, TenantId } from "@zhongshu/kernel";

/** What happened, by id: who wants the event's content reads the row. */
export type Notice = {
  readonly shop: ShopId;
  readonly topic: string;
  readonly messageId: string;
  readonly at: Instant;
};
/** Runs in the transaction that takes the notices out; when it throws they stay and come again. */
export type Handler = {
  readonly name: string;
  handle(ctx: Ctx, notices: readonly Notice[]): Promise<void>;
};
export type Dispatch = {
  readonly asTenant: AsTenant;
  readonly handlers: readonly Handler[];
  tenants(): Promise<readonly TenantId[]>;
  clock(): Instant;
  random(): number;
  /** What went wrong is told here, and tried again later. */
  failed(error: unknown): void;
};

/** Rows of the outbox, each of which names the events of one batch. */
const BATCH = 5;
const REST = 500;

/** Until `signal` aborts: hands every tenant's outbox to the handlers, at least once, oldest first. */
export async function dispatch(by: Dispatch, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const handed = await round(by, signal);
    if (handed === 0) await pause(REST, undefined, { signal }).catch(() => undefined);
  }
}

async function round(by: Dispatch, signal: AbortSignal): Promise<number> {
  let handed = 0;
  try {
    for (const tenant of await by.tenants())
      if (!signal.aborted) handed += await dispatchOnce(by, tenant);
  } catch (error) {
    by.failed(error);
    return 0;
  }
  return handed;
}

/** The oldest batches of one tenant; how many notices left the outbox. Several processes may do this at once. */
export const dispatchOnce = (by: Dispatch, tenant: TenantId): Promise<number> =>
  by.asTenant(sealOf(by, tenant), async (ctx) => {
    const notices = await ctx.sql.rows<Notice>(
      `with taken as (
         delete from ledger.outbox o
          using (select position from ledger.outbox
                  order by position limit $1 for update skip locked) next
          where o.position = next.position
            and o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
         returning o.*)
       select shop, topic, message_id as "messageId", at
         from taken, unnest(shops, topics, message_ids, ats) with ordinality
                as named (shop, topic, message_id, at, nth)
        order by position, nth`,
      [BATCH],
    );
    if (notices.length > 0) for (const handler of by.handlers) await handler.handle(ctx, notices);
    return notices.length;
  });

const sealOf = (by: Dispatch, tenant: TenantId): Seal => ({
  tenant,
  actor: { kind: "system", id: "ledger.dispatch", name: "ledger" },
  now: by.clock(),
  random: by.random,
  can: () => true,
});
