import { DAY, type Instant } from "@zhongshu/kernel";
import type { Bind } from "../bind.ts";
import type { Stage } from "../contract.ts";

export type Life = {
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  readonly orders: number;
  readonly lastOrderAt: Instant | null;
};

/** Days between two orders of a usual customer, where the shop has not shown its own yet. */
export const DEFAULT_RHYTHM = 30;
/** A shop of coffee and a shop of sofas both stay within what a person would call active or lost. */
export const RHYTHM_BOUNDS = { least: 7, most: 180 } as const;
/** A customer is silent after this many rhythms without a sign of life, and lost after that many. */
export const SILENT_AFTER = 2;
export const LOST_AFTER = 6;

/** Days to reckon with; `measured` is the shop's own median, null while it is unknown. */
export const rhythmOf = (measured: number | null): number =>
  measured === null
    ? DEFAULT_RHYTHM
    : Math.min(RHYTHM_BOUNDS.most, Math.max(RHYTHM_BOUNDS.least, measured));

/** Visitor before the first order; new for one rhythm after it; then by the last sign of life. */
export function stageOf(life: Life, rhythm: number, now: Instant): Stage {
  if (life.orders === 0 || life.lastOrderAt === null) return "visitor";
  if (life.orders === 1 && now - life.lastOrderAt <= rhythm * DAY) return "new";
  const quiet = now - Math.max(life.lastSeen, life.lastOrderAt);
  if (quiet > LOST_AFTER * rhythm * DAY) return "lost";
  return quiet > SILENT_AFTER * rhythm * DAY ? "silent" : "active";
}

/** The same decision over a row `p` of people.profile; `bind` gives the name of a parameter. */
export function stageSql(
  { rhythm, now }: { readonly rhythm: number; readonly now: Instant },
  bind: Bind,
): string {
  const since = (rhythms: number): string =>
    `to_timestamp(${bind((now - rhythms * rhythm * DAY) / 1000, "float8")})`;
  return `case
    when p.orders = 0 or p.last_order_at is null then 'visitor'
    when p.orders = 1 and p.last_order_at >= ${since(1)} then 'new'
    when greatest(p.last_seen, p.last_order_at) < ${since(LOST_AFTER)} then 'lost'
    when greatest(p.last_seen, p.last_order_at) < ${since(SILENT_AFTER)} then 'silent'
    else 'active' end`;
}
