const GONE = "已删除";

/** The same value with every text that speaks of somebody taken out of it. */
export function without(value: unknown, holds: (text: string) => boolean): unknown {
  if (typeof value === "string") return holds(value) ? GONE : value;
  if (typeof value === "number") return holds(String(value)) ? null : value;
  if (Array.isArray(value)) return value.map((each: unknown) => without(each, holds));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      holds(key) ? [] : [[key, without(each, holds)]],
    ),
  );
}

export const isIn = (names: readonly string[], text: string): boolean =>
  names.some((name) => text.includes(name));

/** Patterns of "like" for texts that hold one of these. */
export const patterns = (names: readonly string[]): readonly string[] =>
  names.map((name) => `%${name.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
