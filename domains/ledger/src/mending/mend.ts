import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import { append, type Chain } from "../append/append.ts";
import type { Reason } from "../catalogue/reason.ts";
import { isRecord } from "../catalogue/segment.ts";
import { type Fact, isVisitors, normalise } from "../intake/normalise.ts";
import { type Kept, markMended, unmended, waiting } from "./store.ts";

/** The port to the audit: who mended what. */
export type Audit = (
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Readonly<Record<string, unknown>> & { readonly shop: ShopId },
) => Promise<void>;
export type Mending = { readonly chain: Chain; readonly audit: Audit };

/** `duplicate`: the event had been stored meanwhile, and nothing was doubled. */
export type Mended = { readonly stored: boolean; readonly duplicate: boolean };
type Asked = { readonly shop: ShopId; readonly id: string; readonly event: unknown };

/** Stores the edited event under the letter's own messageId and arrival. */
export async function mend(
  by: Mending,
  ctx: Ctx,
  { shop, id, event }: Asked,
): Promise<Result<Mended, Refusal>> {
  if (!ctx.can("events.mend", shop)) return err(NOT_ALLOWED);
  const kept = await unmended(ctx, shop, id);
  if (kept === null) return err(NO_LETTER);
  const fact = reread(ctx, shop, kept, event);
  if (!fact.ok) return err(stillUnfit(fact.error));
  const stored = await attempt(ctx, by.chain, fact.value);
  if (!stored.ok) return err(stillUnfit(stored.error));
  await markMended(ctx, shop, [id]);
  const { messageId, type } = fact.value;
  await by.audit(ctx, "dead-letter.mended", id, { shop, messageId, type });
  return ok({ stored: stored.value, duplicate: !stored.value });
}

export type Replayed = {
  readonly stored: number;
  readonly duplicates: number;
  readonly still: number;
};
const REPLAY_LIMIT = 1_000;

/** Takes the letters that wait in again as they are: what the catalogue has learnt since is stored now. */
export async function replay(
  by: Mending,
  ctx: Ctx,
  { shop, code }: { readonly shop: ShopId; readonly code: string | null },
): Promise<Result<Replayed, Refusal>> {
  if (!ctx.can("events.mend", shop)) return err(NOT_ALLOWED);
  const letters = await waiting(ctx, { shop, code, limit: REPLAY_LIMIT });
  const done: string[] = [];
  let stored = 0;
  for (const kept of letters) {
    const fact = reread(ctx, shop, kept, JSON.parse(kept.text));
    const appended = fact.ok ? await attempt(ctx, by.chain, fact.value) : fact;
    if (!appended.ok) continue;
    done.push(kept.id);
    if (appended.value) stored += 1;
  }
  const result = { stored, duplicates: done.length - stored, still: letters.length - done.length };
  if (done.length > 0) await markMended(ctx, shop, done);
  await by.audit(ctx, "dead-letter.replayed", shop, { shop, ...result });
  return ok(result);
}

function reread(ctx: Ctx, shop: ShopId, kept: Kept, event: unknown): Result<Fact, Reason> {
  // The letter names the event, not the words in it: those may be a visitor's.
  const fact = normalise(isRecord(event) ? { ...event, messageId: null } : event, {
    tenant: ctx.tenant,
    shop,
    // What a visitor may not say they may not say by way of a letter either.
    key: isVisitors(kept.messageId) ? "browser" : "server",
    receivedAt: kept.receivedAt,
    historical: kept.historical,
    // A letter without messageId is one message for ever: its own id names it.
    freshId: () => kept.messageId ?? kept.id,
  });
  return fact.ok ? fact : err(fact.error.reason);
}

/** A projection that refuses the event undoes only this event. */
async function attempt(ctx: Ctx, chain: Chain, fact: Fact): Promise<Result<boolean, Reason>> {
  await ctx.sql.run("savepoint mending");
  try {
    const [stored = false] = await append(ctx.sql, chain, [fact]);
    await ctx.sql.run("release savepoint mending");
    return ok(stored);
  } catch (error) {
    await ctx.sql.run("rollback to savepoint mending");
    const why = error instanceof Error ? error.message : String(error);
    return err({ code: "event.not-projected", zh: `更新数据时出错：${why}`, en: why });
  }
}

const NOT_ALLOWED: Refusal = {
  code: "ledger.not-allowed",
  status: 403,
  message: { zh: "没有修复事件的权限。", en: "You may not mend events." },
  next: { zh: "请联系管理员开通。", en: "Ask an administrator for it." },
};
const NO_LETTER: Refusal = {
  code: "ledger.no-letter",
  status: 404,
  message: {
    zh: "没有这条待修复的事件，可能已被修复。",
    en: "No such event waits: it may be mended already.",
  },
  next: { zh: "请刷新列表。", en: "Reload the list." },
};
const stillUnfit = (why: Reason): Refusal => ({
  code: why.code,
  status: 422,
  message: { zh: why.zh, en: why.en },
  next: { zh: "请按提示再改一次。", en: "Correct what it names and try again." },
});
