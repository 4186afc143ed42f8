import type { Ctx, Instant, ShopId } from "@zhongshu/kernel";
import type { DeadLetter } from "../contract.ts";

/** A dead letter with what is needed to take it in again. */
export type Kept = {
  readonly id: string;
  readonly messageId: string | null;
  readonly receivedAt: Instant;
  readonly historical: boolean;
  readonly text: string;
};
type Row = Kept & {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly mendedAt: Instant | null;
};

const COLUMNS = `id, message_id as "messageId", received_at as "receivedAt", historical, event as text,
  code, reason_zh as zh, reason_en as en, mended_at as "mendedAt"`;

export type LettersAsked = {
  readonly shop: ShopId;
  readonly limit: number;
  /** Only those received before; for the next page. */
  readonly before?: Instant | undefined;
};

/** Newest first; the ones that wait to be mended before those that were. */
export async function letters(ctx: Ctx, asked: LettersAsked): Promise<readonly DeadLetter[]> {
  const rows = await ctx.sql.rows<Row>(
    `select ${COLUMNS} from ledger.dead_letter
      where shop = $1 and ($2::float8 is null or received_at < to_timestamp($2 / 1000.0))
      order by (mended_at is not null), received_at desc, id limit $3`,
    [asked.shop, asked.before ?? null, asked.limit],
  );
  return rows.map(shown);
}

const shown = ({ id, receivedAt, code, zh, en, text, mendedAt }: Row): DeadLetter => ({
  id,
  receivedAt,
  reason: { code, zh, en },
  // What is nested too deep to be shown as a value is shown as the text it came in.
  event: code === "event.too-deep" ? text : JSON.parse(text),
  mendedAt,
});

/** Locked, so that two people who mend the same letter do it one after the other. */
export const unmended = (ctx: Ctx, shop: ShopId, id: string): Promise<Kept | null> =>
  ctx.sql.maybe<Kept>(
    `select ${COLUMNS} from ledger.dead_letter
      where shop = $1 and id = $2 and mended_at is null for update`,
    [shop, id],
  );

/** The oldest ones that still wait, after `after`; all codes or one. */
export const waiting = (
  ctx: Ctx,
  { shop, code, limit }: { shop: ShopId; code: string | null; limit: number },
): Promise<readonly Kept[]> =>
  ctx.sql.rows<Kept>(
    `select ${COLUMNS} from ledger.dead_letter
      where shop = $1 and mended_at is null and ($2::text is null or code = $2)
      order by received_at, id limit $3 for update`,
    [shop, code, limit],
  );

export const markMended = (ctx: Ctx, shop: ShopId, ids: readonly string[]): Promise<number> =>
  ctx.sql.run(
    `update ledger.dead_letter set mended_at = to_timestamp($3 / 1000.0)
      where shop = $1 and id = any($2::uuid[])`,
    [shop, ids, ctx.now],
  );
