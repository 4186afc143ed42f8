import type { Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import { conform } from "../catalogue/catalogue.ts";
import type { LedgerEvent, Projection } from "../contract.ts";
import { insertFresh, known } from "./store.ts";

/** What a room of the house tells of somebody whose profile it knows. */
export type Recorded = {
  readonly shop: ShopId;
  readonly messageId: string;
  readonly type: string;
  readonly profile: ProfileId;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
};

function eventOf(ctx: Ctx, { type, properties, ...told }: Recorded): LedgerEvent {
  const conforming = conform(type, properties);
  if (!conforming.ok) throw new Error(conforming.error.en);
  const nobodyNamed = { anonymousId: null, userId: null };
  return { ...told, ...conforming.value, ...nobodyNamed, tenant: ctx.tenant, receivedAt: ctx.now };
}

/**
 * Stores what is new of these with all that follows, in the caller's transaction. Nobody is resolved: the caller
 * knows the profiles, and has seen to it that none is absorbed before the commit.
 */
export async function record(
  ctx: Ctx,
  projections: readonly Projection[],
  told: readonly Recorded[],
): Promise<void> {
  const events = told.map((one) => eventOf(ctx, one));
  const seen = await known(ctx.sql, events);
  const fresh = events.filter(({ shop, messageId }) => !seen.has(`${shop} ${messageId}`));
  if (fresh.length === 0) return;
  await insertFresh(ctx.sql, fresh);
  for (const projection of projections) await projection.project(ctx.sql, fresh);
}
