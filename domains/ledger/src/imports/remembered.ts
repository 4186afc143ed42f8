import { createHash } from "node:crypto";
import type { Ctx, Instant, ShopId } from "@zhongshu/kernel";
import type { ColumnMatch } from "../contract.ts";
import type { Importer } from "./importer.ts";
import type { Run } from "./store.ts";

type Kind = { readonly shop: ShopId; readonly kind: string };

/** A heading with all that stands in brackets: 佣金(%) and 佣金(元) are not the same column. */
const keyOf = (heading: string): string =>
  heading.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** The same for files with the same headings in any order. */
export const headingsOf = (header: readonly string[]): string =>
  createHash("sha256").update(header.map(keyOf).toSorted().join("\n")).digest("hex");

/** What a heading was taken for; like headings in their order. */
type Fields = readonly (readonly [string, string | null])[];

export type Remembered = {
  readonly fields: Fields;
  readonly source: string;
  readonly currency: string;
  readonly usedAt: Instant;
};

export const recall = (
  ctx: Ctx,
  { shop, kind }: Kind,
  header: readonly string[],
): Promise<Remembered | null> =>
  ctx.sql.maybe<Remembered>(
    `select fields, source, currency, used_at as "usedAt" from ledger.import_mapping
      where shop = $1 and kind = $2 and headings = $3`,
    [shop, kind, headingsOf(header)],
  );

/** After a run that came to its end for real. */
export async function remember(ctx: Ctx, run: Run): Promise<void> {
  const { shop, kind, columns, source, currency } = run;
  const fields: Fields = columns.map(({ column, field }) => [keyOf(column), field]);
  await ctx.sql.run(
    `insert into ledger.import_mapping (shop, kind, headings, fields, source, currency, used_at)
     values ($1, $2, $3, $4::jsonb, $5, $6, to_timestamp($7 / 1000.0))
     on conflict (tenant, shop, kind, headings) do update
        set fields = excluded.fields, source = excluded.source, currency = excluded.currency,
            used_at = excluded.used_at`,
    [
      ...[shop, kind, headingsOf(columns.map(({ column }) => column)), JSON.stringify(fields)],
      ...[source, currency, ctx.now],
    ],
  );
}

export const forget = (
  ctx: Ctx,
  { shop, kind }: Kind,
  header: readonly string[],
): Promise<number> =>
  ctx.sql.run("delete from ledger.import_mapping where shop = $1 and kind = $2 and headings = $3", [
    shop,
    kind,
    headingsOf(header),
  ]);

// A person has chosen it before, so it is sure unless what stands below has changed.
const CHOSEN = 0.6;
const VALUES = 0.4;

type Guessed = {
  readonly columns: readonly ColumnMatch[];
  readonly rows: readonly (readonly string[])[];
};

/** The columns as the person left them last; null when the kind would not take them any more. */
export function asBefore(
  { columns, rows }: Guessed,
  { fields }: Pick<Remembered, "fields">,
  importer: Pick<Importer, "fields" | "lacks">,
): readonly ColumnMatch[] | null {
  const waiting = Map.groupBy(fields, ([heading]) => heading);
  const chosen = columns.map(({ column }) => waiting.get(keyOf(column))?.shift()?.[1] ?? null);
  const known = new Set(importer.fields.map(({ field }) => field));
  const named = chosen.filter((field) => field !== null);
  if (!named.every((field) => known.has(field)) || importer.lacks(named) !== null) return null;
  return columns.map((one, i) => {
    const field = chosen[i] ?? null;
    if (field === null) return { ...one, field, confidence: 0 };
    const values = rows.map((row) => row[i] ?? "").filter((value) => value.trim() !== "");
    const fits = importer.fields.find((each) => each.field === field)?.fits;
    const share =
      fits === undefined || values.length === 0
        ? 1
        : values.filter((value) => fits(value.trim())).length / values.length;
    return { ...one, field, confidence: Math.round((CHOSEN + VALUES * share) * 100) / 100 };
  });
}
