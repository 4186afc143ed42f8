import type { Ctx, Instant, ShopId } from "@zhongshu/kernel";
import type { Arms, Cluster, OrderedApart } from "../report/facts.ts";
import { COLUMNS, type Tap } from "../tap/store.ts";

/** What came of an execution, as sums. */
export type Result = {
  /** Buyers of the card's product in its whole audience, written to or not, refunds not taken off. */
  readonly came: number;
  /** The same of either arm; null for a group post, and not told of results that were kept before it was counted. */
  readonly ordered?: OrderedApart | null;
  /** Null for a group post. */
  readonly arms: Arms | null;
  readonly clusters: readonly Cluster[];
  readonly holdOutShare: number;
  /** The arms did not get their shares, or it was broken off: nothing may be learnt of what it added. */
  readonly spoilt: boolean;
};

/** A past execution with its promise and its result, both as they were known. */
type Known<State> = Tap & {
  readonly state: State;
  readonly asOf: Instant;
  readonly result: Result;
};
export type Past = Known<"provisional" | "final">;
/** One whose window was still open when it was last looked at: who came so far. */
export type Underway = Known<"open">;

/** So many of the newest say enough. */
const MOST = 400;

// Executions with the last revision that was known at $1.
const KNOWN = `
select ${COLUMNS}, o.state, o.as_of as "asOf", o.body as result
  from brain.tap t
 cross join lateral (
       select state, as_of, body from brain.outcome r
        where r.tenant = t.tenant and r.execution = t.execution and r.as_of <= to_timestamp($1 / 1000.0)
        order by r.as_of desc limit 1) o`;
const CLOSED = `${KNOWN} where o.state <> 'open' and t.closes_at <= to_timestamp($1 / 1000.0)`;

type OfKind = { readonly kind: Tap["kind"]; readonly at: Instant };

/** Results of the whole organisation that were known at that instant, of one kind of card; the newest first. */
export const pastOf = (ctx: Ctx, { kind, at }: OfKind): Promise<readonly Past[]> =>
  ctx.sql.rows<Past>(
    `${CLOSED} and t.kind = $2 order by t.closes_at desc, t.execution limit ${MOST}`,
    [at, kind],
  );

/** What had come by then of those of a kind that were not over, or only just. */
export const underwayOf = (ctx: Ctx, { kind, at }: OfKind): Promise<readonly Underway[]> =>
  ctx.sql.rows<Underway>(
    `${KNOWN} where o.state = 'open' and t.kind = $2
       and t.closes_at > to_timestamp($1 / 1000.0) - interval '2 days' order by t.closes_at desc, t.execution limit ${MOST}`,
    [at, kind],
  );

/** Closed ones of one shop, of every kind. */
export const pastOfShop = (
  ctx: Ctx,
  { shop, at }: { readonly shop: ShopId; readonly at: Instant },
): Promise<readonly Past[]> =>
  ctx.sql.rows<Past>(
    `${CLOSED} and t.shop = $2 order by t.closes_at desc, t.execution limit ${MOST}`,
    [at, shop],
  );
