import {
  businessDay,
  type Ctx,
  err,
  ok,
  plusDays,
  type Refusal,
  type Result,
  type ShopId,
  type Text,
} from "@zhongshu/kernel";
import type { Finding, Findings, Quality } from "./contract.ts";
import { ownRules, STALE } from "./own.ts";
import { forbidden, noRule } from "./refusals.ts";
import type { QualityRules } from "./rules.ts";
import * as store from "./store.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type OneRule = { readonly shop: ShopId; readonly rule: string };

const SHOWN = 200;
const TREND_DAYS = 30;

/** Rules of every room over its own rows, their findings day by day, and the rows behind them. */
export function createQuality(rooms: readonly QualityRules[]) {
  const all = [ownRules, ...rooms];
  const rules = all.flatMap((room) => room.rules);
  const look = (ctx: Ctx, shop: ShopId): Promise<void> => lookAt(ctx, all, shop);
  return {
    /** Once a day, and again when a file came in or was taken back; else what was found today stays. */
    async due(ctx: Ctx, shop: ShopId): Promise<void> {
      const last = await store.lookedAt(ctx, shop, businessDay(ctx.now));
      if (last === null || (await store.changedSince(ctx, shop, last))) await look(ctx, shop);
    },
    look: async (ctx: Ctx, shop: ShopId): Answer<Quality> => {
      if (!ctx.can("imports.read", shop)) return err(forbidden);
      await look(ctx, shop);
      return ok(await shown(ctx, rules, shop));
    },
    read: async (ctx: Ctx, shop: ShopId): Answer<Quality> =>
      ctx.can("imports.read", shop) ? ok(await shown(ctx, rules, shop)) : err(forbidden),
    findings: async (ctx: Ctx, { shop, rule }: OneRule): Answer<Findings> => {
      if (!ctx.can("imports.read", shop)) return err(forbidden);
      const room = all.find((one) => one.rules.some(({ key }) => key === rule));
      if (room === undefined) return err(noRule);
      const found = (await room.find(ctx, shop)).filter((one) => one.rule === rule);
      return ok({ findings: found.slice(0, SHOWN), total: found.length });
    },
    /** Sources that had stopped at the newest look, with what to do about it. */
    stopped: async (
      ctx: Ctx,
      shop: ShopId,
    ): Promise<readonly { readonly what: Text; readonly next: Text }[]> =>
      (await store.firstOf(ctx, { shop, rule: STALE, day: businessDay(ctx.now) })).map(
        ({ says, mend }) => ({ what: says, next: mend }),
      ),
  };
}
export type QualityRoom = ReturnType<typeof createQuality>;

async function lookAt(ctx: Ctx, rooms: readonly QualityRules[], shop: ShopId): Promise<void> {
  const found: Finding[] = [];
  for (const room of rooms) found.push(...(await room.find(ctx, shop)));
  const of = Map.groupBy(found, ({ rule }) => rule);
  const keys = rooms.flatMap(({ rules }) => rules.map(({ key }) => key));
  await store.keep(
    ctx,
    shop,
    keys.map((key) => ({ rule: key, findings: of.get(key) ?? [] })),
  );
}

async function shown(
  ctx: Ctx,
  rules: readonly QualityRules["rules"][number][],
  shop: ShopId,
): Promise<Quality> {
  const since = plusDays(businessDay(ctx.now), 1 - TREND_DAYS);
  const days = Map.groupBy(await store.daysSince(ctx, shop, since), ({ rule }) => rule);
  return {
    lookedAt: await store.newestLook(ctx, shop),
    rules: rules.map((rule) => {
      const trend = (days.get(rule.key) ?? []).map(({ day, findings }) => ({ day, findings }));
      return { ...rule, findings: trend.at(-1)?.findings ?? 0, trend };
    }),
  };
}
