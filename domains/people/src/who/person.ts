import type { Instant, ProfileId } from "@zhongshu/kernel";
import type { Sign, SignKind } from "./sign.ts";

export type Told = ReadonlyMap<string, { readonly firstAt: Instant; readonly lastAt: Instant }>;
const NONE: Told = new Map();

/** Ids that are one person so far, with all that was told of them. */
export type Person = {
  readonly bases: readonly ProfileId[];
  readonly signs: ReadonlyMap<SignKind, Told>;
};
export const told = (person: Person, kind: SignKind): Told => person.signs.get(kind) ?? NONE;

export function personOf(bases: readonly ProfileId[], signs: readonly Sign[]): Person {
  const kinds = new Map<SignKind, Map<string, { firstAt: Instant; lastAt: Instant }>>();
  for (const { kind, value, firstAt, lastAt } of signs) {
    const values = kinds.get(kind) ?? new Map();
    const before = values.get(value);
    values.set(value, {
      firstAt: Math.min(firstAt, before?.firstAt ?? firstAt),
      lastAt: Math.max(lastAt, before?.lastAt ?? lastAt),
    });
    kinds.set(kind, values);
  }
  return { bases, signs: kinds };
}
