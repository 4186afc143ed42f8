import { type Ctx, iso, type ShopId } from "@zhongshu/kernel";
import type { Way } from "../contract.ts";
import { EXECUTION, from } from "./states.ts";

/** What those who send need to know of an execution. */
export type Sending = {
  readonly id: string;
  readonly shop: ShopId;
  readonly way: Way;
  readonly product: string;
  readonly sku: string;
  readonly template: string;
  readonly state: keyof typeof EXECUTION;
  readonly closesAt: number;
};

const SENDING =
  'select id, shop, channel as way, product, sku, template, state, closes_at as "closesAt" from reach.execution';

export type One = { readonly shop: ShopId; readonly execution: string };

export const sendingOf = (ctx: Ctx, { shop, execution }: One): Promise<Sending | null> =>
  ctx.sql.maybe<Sending>(`${SENDING} where shop = $1 and id = $2`, [shop, execution]);

/**
 * As `sendingOf`, and held until the commit: of two who do the last thing that was left, the second sees what the first
 * did, so that the execution ends. Taken before any of its rows, as cancelling does.
 */
export const heldSending = (ctx: Ctx, { shop, execution }: One): Promise<Sending | null> =>
  ctx.sql.maybe<Sending>(`${SENDING} where shop = $1 and id = $2 for no key update`, [
    shop,
    execution,
  ]);

export const keyed = async (ctx: Ctx, shop: ShopId, key: string): Promise<string | null> =>
  (
    await ctx.sql.maybe<{ readonly id: string }>(
      "select id from reach.execution where shop = $1 and key = $2",
      [shop, key],
    )
  )?.id ?? null;

export type NewExecution = Omit<Sending, "state"> & {
  readonly key: string;
  readonly card: string | null;
  readonly play: string;
  readonly title: string;
  readonly style: string;
  readonly salt: string;
  readonly holdOut: number;
  readonly opensAt: number;
  readonly returnsUntil: number;
};

/** False when this key was tapped before. */
export const begin = async (ctx: Ctx, made: NewExecution): Promise<boolean> =>
  (await ctx.sql.run(
    `insert into reach.execution (shop, id, key, card, play, title, channel, product, sku, style, template,
       salt, hold_out, state, actor, started_at, opens_at, closes_at, returns_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'running', $14, $15::timestamptz,
       $16::timestamptz, $17::timestamptz, $18::timestamptz)
     on conflict (tenant, shop, key) do nothing`,
    [
      ...[made.shop, made.id, made.key, made.card, made.play, made.title, made.way, made.product],
      ...[made.sku, made.style, made.template, made.salt, made.holdOut, ctx.actor.name],
      ...[iso(ctx.now), iso(made.opensAt), iso(made.closesAt), iso(made.returnsUntil)],
    ],
  )) > 0;

/** Over when nobody waits, is on a list or has a copy that is not yet posted. */
export const finish = (ctx: Ctx, execution: string): Promise<number> =>
  ctx.sql.run(
    `update reach.execution e set state = 'done', ended_at = $2::timestamptz
     where e.id = $1 and e.state = any($3::text[])
       and not exists (select from reach.recipient r where r.execution = e.id and r.state = 'waiting')
       and not exists (select from reach.recipient r where r.execution = e.id and r.state = 'listed')
       and not exists (select from reach.post p
         where p.execution = e.id and p.state in ('waiting', 'copied'))`,
    [execution, iso(ctx.now), from(EXECUTION, "finish")],
  );

/** Its window is over: nothing that is sent now would be counted. */
export const ended = (ctx: Ctx, execution: string): Promise<number> =>
  ctx.sql.run(
    `update reach.execution set state = 'done', ended_at = $2::timestamptz
     where id = $1 and state = any($3::text[])`,
    [execution, iso(ctx.now), from(EXECUTION, "lapse")],
  );

export const cancelled = (ctx: Ctx, execution: string): Promise<number> =>
  ctx.sql.run(
    `update reach.execution set state = 'cancelled', ended_at = $2::timestamptz
     where id = $1 and state = any($3::text[])`,
    [execution, iso(ctx.now), from(EXECUTION, "cancel")],
  );

/** Executions with somebody who is due, with nobody left, or whose window is over; the oldest first. */
export const due = (ctx: Ctx): Promise<readonly Sending[]> =>
  ctx.sql.rows<Sending>(
    `${SENDING} e where e.state = 'running' and (e.closes_at <= $1::timestamptz or e.channel <> 'group-copy' and (
       exists (select from reach.recipient r
         where r.execution = e.id and r.state = 'waiting' and r.wake_at <= $1::timestamptz)
       or not (exists (select from reach.recipient r where r.execution = e.id and r.state = 'waiting')
         or exists (select from reach.recipient r where r.execution = e.id and r.state = 'listed'))))
     order by e.started_at, e.id`,
    [iso(ctx.now)],
  );
