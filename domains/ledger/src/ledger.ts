import type {
  AsTenant,
  Ctx,
  Instant,
  Refusal,
  Result,
  Seal,
  ShopId,
  TenantId,
} from "@zhongshu/kernel";
import { type Appended, append } from "./append/append.ts";
import { commit } from "./append/commit.ts";
import { createLanes, type LaneLimits, type Lanes } from "./append/lanes.ts";
import { type Recorded, record } from "./append/record.ts";
import { eventsOf, idsTold, reassign } from "./append/store.ts";
import type { DeadLetter, Projection, Resolve, TailEvent } from "./contract.ts";
import type { Erasures } from "./forget/erasures.ts";
import { mentionsOf } from "./forget/mentions.ts";
import { createIntake, type Intake } from "./intake/intake.ts";
import type { Authorise } from "./intake/key.ts";
import type { Fact } from "./intake/normalise.ts";
import { type Audit, type Mended, mend, type Replayed, replay } from "./mending/mend.ts";
import { type LettersAsked, letters } from "./mending/store.ts";
import * as reading from "./reading/reading.ts";
import { dispatch, type Handler } from "./tail/dispatch.ts";
import { follow } from "./tail/follow.ts";
import { type Withdrawn, withdraw } from "./withdraw/withdraw.ts";

export type LedgerDeps = {
  readonly asTenant: AsTenant;
  /** Whose row in `people` an event belongs to. */
  readonly resolve: Resolve;
  /** In the order in which they run; `orders` before what reads orders. */
  readonly projections: readonly Projection[];
  /** Left out, nobody can be erased. */
  readonly erased?: Erasures;
  readonly authorise: Authorise;
  readonly audit: Audit;
  tenants(): Promise<readonly TenantId[]>;
  clock(): Instant;
  random(): number;
  /** What went wrong in the background. */
  failed(error: unknown): void;
  readonly limits?: LaneLimits;
};

export type Ledger = {
  /** POST /v1/…; see `IntakeRequest`. */
  readonly intake: Intake;
  /** Stores facts in the caller's transaction, with projections and outbox; for each: was it new? */
  append(ctx: Ctx, facts: readonly Fact[]): Promise<Appended>;
  /** As `append`, for rooms of the house that know the profiles and keep them from being absorbed meanwhile. */
  record(ctx: Ctx, told: readonly Recorded[]): Promise<void>;
  /** Takes events back in the caller's transaction, with all that followed; see `withdraw`. */
  withdraw(ctx: Ctx, withdrawn: Withdrawn): Promise<void>;
  /** What was told of an id is of another person from now on. */
  reassign: typeof reassign;
  eventsOf: typeof eventsOf;
  idsTold: typeof idsTold;
  mentionsOf: typeof mentionsOf;
  events(ctx: Ctx, asked: reading.EventsAsked): Promise<readonly TailEvent[]>;
  timeline(ctx: Ctx, asked: reading.TimelineAsked): Promise<readonly reading.Timed[]>;
  eventRows: typeof reading.eventRows;
  hourCounts: typeof reading.hourCounts;
  counts: typeof reading.counts;
  views: typeof reading.views;
  firstReviews: typeof reading.firstReviews;
  deadLetters(ctx: Ctx, asked: LettersAsked): Promise<readonly DeadLetter[]>;
  mend(
    ctx: Ctx,
    asked: { readonly shop: ShopId; readonly id: string; readonly event: unknown },
  ): Promise<Result<Mended, Refusal>>;
  replay(
    ctx: Ctx,
    asked: { readonly shop: ShopId; readonly code: string | null },
  ): Promise<Result<Replayed, Refusal>>;
  /** Every event stored from now on, until `signal` aborts; the caller has checked events.read. */
  follow(seal: Seal, shop: ShopId, signal: AbortSignal): AsyncGenerator<TailEvent, void, undefined>;
  /** Hands the outbox to `handlers` until `signal` aborts. */
  dispatch(handlers: readonly Handler[], signal: AbortSignal): Promise<void>;
  /** How much waits to be stored. */
  waiting: Lanes["waiting"];
  /** Resolves when everything that was taken in is settled: call it before the database is closed. */
  drain(): Promise<void>;
};

// Two lanes: measured best on two cores; more make smaller batches of the same work (bench ingest).
const LIMITS: LaneLimits = {
  lanes: 2,
  rows: 1_000,
  waiting: { events: 20_000, bytes: 32 * 1024 * 1024 },
};

export function createLedger(deps: LedgerDeps): Ledger {
  const { asTenant, clock, random } = deps;
  const chain = { resolve: deps.resolve, projections: deps.projections, erased: deps.erased };
  const mending = { chain, audit: deps.audit };
  const lanes = createLanes(deps.limits ?? LIMITS, (tenant, works) =>
    commit({ asTenant, chain, clock, random, failed: deps.failed }, tenant, works),
  );
  return {
    intake: createIntake({ authorise: deps.authorise, lanes, clock, random }),
    append: (ctx, facts) => append(ctx.sql, chain, facts),
    record: (ctx, told) => record(ctx, deps.projections, told),
    withdraw: (ctx, withdrawn) => withdraw(ctx, deps.projections, withdrawn),
    ...{ reassign, eventsOf, idsTold, mentionsOf },
    events: reading.events,
    timeline: reading.timeline,
    eventRows: reading.eventRows,
    hourCounts: reading.hourCounts,
    counts: reading.counts,
    views: reading.views,
    firstReviews: reading.firstReviews,
    deadLetters: letters,
    mend: (ctx, asked) => mend(mending, ctx, asked),
    replay: (ctx, asked) => replay(mending, ctx, asked),
    follow: (seal, shop, signal) => follow({ asTenant, seal, shop, signal, clock }),
    dispatch: (handlers, signal) => dispatch({ ...deps, handlers }, signal),
    waiting: lanes.waiting,
    drain: lanes.drain,
  };
}
