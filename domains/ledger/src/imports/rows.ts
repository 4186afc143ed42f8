import type { Ctx, Result, ShopId, Text } from "@zhongshu/kernel";
import type { ImportEvent, ImportPass, ImportRow, RefusedRow } from "./importer.ts";

/** A row understood. */
export type ReadRow<T> = { readonly row: ImportRow; readonly told: T };

/** A list in which each row stands for itself: how a row is read, and what it changes against what is stored. */
export type RowReader<T> = {
  /** Fields that a row takes from the row above when it has none of them: their cells were merged. */
  readonly carried?: readonly string[];
  read(row: ImportRow): Result<T, Text>;
  /** For each row that was read, why it cannot be taken in by this shop; null where it can. */
  refuses?(ctx: Ctx, shop: ShopId, rows: readonly ReadRow<T>[]): Promise<readonly (Text | null)[]>;
  /** For each row its events, the first of which holds it; a row that says what stands is the event that told it. */
  events(
    ctx: Ctx,
    shop: ShopId,
    rows: readonly ReadRow<T>[],
  ): Promise<readonly (readonly RowEvent[])[]>;
};
export type RowEvent = Omit<ImportEvent, "rows" | "lines">;

const GARBLED: Text = {
  zh: "这一行有乱码，编码不对。",
  en: "This row holds garbled characters: its encoding is wrong.",
};

export const isGarbled = ({ raw }: ImportRow): boolean =>
  raw.includes("\uFFFD") || raw.includes("\0");

const continues = (row: ImportRow, carried: readonly string[]): boolean =>
  carried.length > 0 && carried.every((field) => textOf(row, field) === "");

/** Does the row below go on with what the row above it began? */
export const goesOn =
  (carried: readonly string[]) =>
  (_: ImportRow, below: ImportRow): boolean =>
    continues(below, carried);

/** Rows with what they take from the rows above them. */
function filled(rows: readonly ImportRow[], carried: readonly string[]): readonly ImportRow[] {
  let above: ImportRow | null = null;
  return rows.map((row) => {
    if (above === null || !continues(row, carried)) {
      above = row;
      return row;
    }
    const { cells } = above;
    const taken = Object.fromEntries(carried.map((field) => [field, cells[field] ?? ""]));
    return { ...row, cells: { ...row.cells, ...taken } };
  });
}

/** Rows that this shop takes in, and those it refuses with a reason. */
async function admitted<T>(
  reader: RowReader<T>,
  { ctx, shop, read }: { ctx: Ctx; shop: ShopId; read: readonly ReadRow<T>[] },
): Promise<{ readonly taken: readonly ReadRow<T>[]; readonly refused: readonly RefusedRow[] }> {
  const reasons = (await reader.refuses?.(ctx, shop, read)) ?? [];
  const refused = read.flatMap(({ row }, i) => {
    const reason = reasons[i] ?? null;
    return reason === null ? [] : [{ row: row.row, raw: row.raw, ordinal: null, reason }];
  });
  return { taken: read.filter((_, i) => (reasons[i] ?? null) === null), refused };
}

/** The pass of a list whose rows stand for themselves. */
export function passOver<T>(reader: RowReader<T>): ImportPass {
  return {
    skip: () => undefined,
    async read(rows) {
      const read: ReadRow<T>[] = [];
      const refused: RefusedRow[] = [];
      for (const row of filled(rows, reader.carried ?? [])) {
        const found = isGarbled(row) ? null : reader.read(row);
        if (found?.ok === true) read.push({ row, told: found.value });
        else
          refused.push({
            ...{ row: row.row, raw: row.raw, ordinal: null },
            reason: found?.error ?? GARBLED,
          });
      }
      return {
        async settle(ctx, shop) {
          const here = await admitted(reader, { ctx, shop, read });
          const events = await reader.events(ctx, shop, here.taken);
          return {
            events: events.flatMap((of, at) => {
              const lines = here.taken.slice(at, at + 1).map(({ row }) => row.row);
              return of.map((one, i) => ({ ...one, rows: i === 0 ? 1 : 0, lines }));
            }),
            refused: [...refused, ...here.refused],
            tally: { accepted: here.taken.length, refunds: 0, adjustments: 0, orders: 0 },
          };
        },
      };
    },
  };
}

/** The text of a row's field, its ends trimmed; "" where the file has none. */
export const textOf = ({ cells }: ImportRow, field: string): string => (cells[field] ?? "").trim();
