import type { AsTenant, Sql, TenantId } from "@zhongshu/kernel";
import type { Projection } from "@zhongshu/ledger/contract";

/** Tells a loop of this process that there is work, once the transaction that made it is committed. */
type Bell = {
  ring(tenant: TenantId): void;
  /** Whose work waits, as soon as somebody's does; null when for `ms` nobody rang, or the signal came. */
  heard(ms: number, signal: AbortSignal): Promise<ReadonlySet<TenantId> | null>;
};

export function createBell(): Bell {
  let rung = new Set<TenantId>();
  let wake = (): void => undefined;
  return {
    ring(tenant) {
      rung.add(tenant);
      wake();
    },
    async heard(ms, signal) {
      if (rung.size === 0 && !signal.aborted)
        await new Promise<void>((done) => {
          const late = setTimeout(done, ms);
          signal.addEventListener("abort", () => done(), { once: true });
          wake = () => {
            clearTimeout(late);
            done();
          };
        });
      wake = () => undefined;
      if (rung.size === 0 || signal.aborted) return null;
      const heard = rung;
      rung = new Set();
      return heard;
    },
  };
}

/** Rings for every transaction in which the projection had something to do, after its commit. */
export function ringing(asTenant: AsTenant, bell: Bell = createBell()) {
  const touched = new WeakSet<Sql>();
  const enter: AsTenant = async (seal, work) => {
    const within: { sql?: Sql } = {};
    const value = await asTenant(seal, (ctx) => {
      within.sql = ctx.sql;
      return work(ctx);
    });
    if (within.sql !== undefined && touched.has(within.sql)) bell.ring(seal.tenant);
    return value;
  };
  const heard = (projection: Projection): Projection => ({
    ...projection,
    project(sql, batch) {
      touched.add(sql);
      return projection.project(sql, batch);
    },
    withdraw(sql, withdrawal) {
      touched.add(sql);
      return projection.withdraw(sql, withdrawal);
    },
  });
  return { enter, heard, tagsWait: bell.heard };
}
