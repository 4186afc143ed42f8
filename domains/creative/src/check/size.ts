import type { Length } from "../grammar/compose.ts";

/** Characters a draft may have, its placeholders left out: more is not read in a group. */
export const LIMITS: Readonly<Record<Length, number>> = { short: 70, medium: 120, long: 200 };

/** Characters as a person counts them, placeholders left out. */
export const sizeOf = (words: string): number => [...words.replace(/\{\{[^{}]*\}\}/g, "")].length;
