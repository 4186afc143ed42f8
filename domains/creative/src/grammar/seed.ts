import { seeded } from "@zhongshu/numerics";
import type { Pick } from "./expand.ts";

/** FNV-1a (Fowler, Noll, Vo 1991), 32 bits: spreads names over seeds; no secret rests on it. */
export function hash(name: string): number {
  let h = 0x811c9dc5;
  for (const char of name) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return h >>> 0;
}

/** The same names, the same picks, on every machine and every day. */
export function picksOf(...names: readonly string[]): Pick {
  const random = seeded(hash(names.join("\0")));
  return (n) => Math.floor(random() * n);
}
