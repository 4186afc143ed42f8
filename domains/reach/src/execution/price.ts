import { type Ctx, formatMoney, type Money, type Text } from "@zhongshu/kernel";

/** Of a price that some were already told: where they were told it, and so what to do about it. */
const TOLD = {
  group: {
    zh: "已经发出去的请撤回或在群里说明。",
    en: "Withdraw what was posted, or explain it in the group.",
  },
  person: {
    zh: "之前收到的客户请单独说明一下。",
    en: "Explain it to those who were written to before.",
  },
} as const;

/** The last price under which anything of this execution left the house by hand. */
const lastPrice = (ctx: Ctx, execution: string): Promise<Money | null> =>
  ctx.sql.maybe<Money>(
    `select price as minor, currency from (
       select price, currency, copied_at as at, community as subject from reach.post where execution = $1
       union all
       select price, currency, coalesce(copied_at, decided_at), profile from reach.recipient where execution = $1) told
     where price is not null order by at desc, subject limit 1`,
    [execution],
  );

/** What left the house before under another price than now, somebody may hold us to; null where nothing changed. */
export const priceWarning = async (
  ctx: Ctx,
  execution: string,
  { now, to }: { readonly now: Money | null; readonly to: keyof typeof TOLD },
): Promise<Text | null> => warningOf(await lastPrice(ctx, execution), now, to);

function warningOf(before: Money | null, now: Money | null, to: keyof typeof TOLD): Text | null {
  if (before === null || (now?.minor === before.minor && now.currency === before.currency))
    return null;
  const [was, is] = [formatMoney(before), now === null ? "—" : formatMoney(now)];
  return {
    zh: `之前发的写的是 ${was}，现在是 ${is}。${TOLD[to].zh}`,
    en: `What went out before named ${was}; it is ${is} now. ${TOLD[to].en}`,
  };
}
