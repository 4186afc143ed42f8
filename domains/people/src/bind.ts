import type { SqlValue } from "@zhongshu/kernel";

/** Puts a value among the parameters of a statement and gives the words that stand for it. */
export type Bind = (value: SqlValue, type: string) => string;

export function parameters(): { readonly values: readonly SqlValue[]; readonly bind: Bind } {
  const values: SqlValue[] = [];
  return { values, bind: (value, type) => `$${values.push(value)}::${type}` };
}
