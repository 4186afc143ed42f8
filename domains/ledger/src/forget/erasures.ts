import type { ShopId, Sql } from "@zhongshu/kernel";
import type { Sender } from "../contract.ts";

/** The port that knows again, by keyed hashes, who was erased. */
export type Erasures = {
  /** Which of these are told of somebody who was erased, and may not come in? */
  senders(sql: Sql, batch: readonly Sender[]): Promise<readonly boolean[]>;
  /** Which of these texts hold an id, a number or an address of somebody who was erased? */
  texts(sql: Sql, shop: ShopId, texts: readonly string[]): Promise<readonly boolean[]>;
};

/** Where nobody can be erased. */
export const NOBODY_ERASED: Erasures = {
  senders: async (_, batch) => batch.map(() => false),
  texts: async (_, __, texts) => texts.map(() => false),
};

/** What is left of `all` without those whose text holds somebody who was erased. */
export async function without<T>(
  sql: Sql,
  { texts }: Erasures,
  {
    shop,
    all,
    textOf,
  }: {
    readonly shop: ShopId;
    readonly all: readonly T[];
    readonly textOf: (one: T) => string;
  },
): Promise<readonly T[]> {
  if (all.length === 0) return all;
  const erased = await texts(sql, shop, all.map(textOf));
  return all.filter((_, i) => erased[i] !== true);
}
