import type { Ctx, Instant, Text } from "@zhongshu/kernel";
import type { KeptForm, Style } from "../contract.ts";

/** What an owner asked for beyond the first draft. */
export type Kept = {
  readonly style: Style;
  readonly form: KeptForm;
  readonly turn: number;
  readonly words: string | null;
  readonly told: Text | null;
  readonly writingSince: Instant | null;
};
type Key = {
  readonly shop: string;
  readonly card: string;
  readonly style: Style;
  readonly form: KeptForm;
};

export const keptOf = (ctx: Ctx, card: string): Promise<readonly Kept[]> =>
  ctx.sql.rows<Kept>(
    `select style, form, turn, words, told, writing_since as "writingSince"
       from creative.draft where card = $1::uuid`,
    [card],
  );

/** Locks the row until the transaction ends, so that two taps are two turns. */
export const keptForUpdate = (ctx: Ctx, { card, style, form }: Key): Promise<Kept | null> =>
  ctx.sql.maybe<Kept>(
    `select style, form, turn, words, told, writing_since as "writingSince"
       from creative.draft where card = $1::uuid and style = $2 and form = $3 for update`,
    [card, style, form],
  );

/** The next turn begins: as a template, with a model at work or not. */
export const keepTurn = (
  ctx: Ctx,
  { shop, card, style, form }: Key,
  {
    turn,
    writing,
    told,
  }: { readonly turn: number; readonly writing: boolean; readonly told: Text | null },
): Promise<number> =>
  ctx.sql.run(
    `insert into creative.draft as kept (shop, card, style, form, turn, told, writing_since, made_at)
     values ($1::uuid, $2::uuid, $3, $4, $5, $6::jsonb,
             case when $7 then to_timestamp($8 / 1000.0) end, to_timestamp($8 / 1000.0))
     on conflict (tenant, card, style, form) do update
       set turn = excluded.turn, words = null, model = null, told = excluded.told,
           writing_since = excluded.writing_since, made_at = excluded.made_at
       where kept.turn < excluded.turn`,
    [shop, card, style, form, turn, told === null ? null : JSON.stringify(told), writing, ctx.now],
  );

export type Written =
  | { readonly words: string; readonly told: null }
  | { readonly words: null; readonly told: Text };

/** What came of a model's turn; nothing when the owner has asked for another one meanwhile. */
export const keepWritten = (
  ctx: Ctx,
  key: Key & { readonly turn: number },
  { words, told, model }: Written & { readonly model: string },
): Promise<number> =>
  ctx.sql.run(
    // An insert waits for a turn that is not committed yet; an update would not see it.
    `insert into creative.draft as kept (shop, card, style, form, turn, words, model, told, made_at)
     values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8::jsonb, to_timestamp($9 / 1000.0))
     on conflict (tenant, card, style, form) do update
       set words = excluded.words, model = excluded.model, told = excluded.told,
           writing_since = null, made_at = excluded.made_at
       where kept.turn = excluded.turn`,
    [
      ...[key.shop, key.card, key.style, key.form, key.turn, words],
      ...[model, told === null ? null : JSON.stringify(told), ctx.now],
    ],
  );
