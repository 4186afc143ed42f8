import type { z } from "zod";
import { CALLED_BY } from "./trait-keys.ts";

type Json = z.core.util.JSONType;
export type Traits = Readonly<Record<string, Json>>;

const MOBILE = /(?<!\d)((?:\+?86[- ]?)?1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g;

function hidden(value: number): Json {
  const masked = mask(String(value));
  return masked === String(value) ? value : masked;
}

/** 13812345678 → 138****5678, wherever it stands in a trait. */
export function mask(value: Json): Json {
  if (typeof value === "string") return value.replace(MOBILE, "$1****$2");
  if (typeof value === "number") return hidden(value);
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner)]));
}

/** Traits as anybody may see them. */
export const shown = (traits: Traits): Record<string, Json> =>
  Object.fromEntries(Object.entries(traits).map(([key, value]) => [key, mask(value)]));

/** What to call somebody: the first name among their traits, with a phone number in it masked. */
export function nameOf(traits: Traits): string | null {
  for (const key of CALLED_BY) {
    const name = traits[key];
    if (typeof name === "string" && name.trim() !== "") return String(mask(name.trim()));
  }
  return null;
}

/** What to call somebody, or, where no name was told, the shop's own id for them. */
export const callOf = (traits: Traits, userId: string | null): string | null =>
  nameOf(traits) ?? (userId === null ? null : String(mask(userId)));
