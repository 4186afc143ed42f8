import { TypeOverrides } from "pg";

const safe = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`An int8 past 2^53 is no number: ${text}`);
  return value;
};

const same = (text: string): string => text;

// "2026-11-23 22:40:26.123456+00". What we write has milliseconds; a finer fraction is cut off.
const instant = (text: string): number => {
  const at = Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  if (Number.isNaN(at)) throw new Error(`An instant that JavaScript cannot hold: ${text}`);
  return at;
};

/** How columns become values: one place, so that every connection agrees with the `Sql` port. */
export const columnTypes = new TypeOverrides();

// None of our types holds a comma, a brace or a backslash, so a list of them needs no real parser.
const listOf = (one: (text: string) => unknown) => (text: string) => {
  if (text === "{}") return [];
  if (!/^\{[^{}]*\}$/.test(text)) throw new Error(`Not a plain list: ${text}`);
  const entries = text.slice(1, -1).split(",");
  return entries.map((entry) => (entry === "NULL" ? null : one(entry.replaceAll('"', ""))));
};

/** Object identifiers of the scalar type and of its array, as `pg_type` has them in every cluster. */
const OURS: readonly (readonly [scalar: number, array: number, (text: string) => unknown])[] = [
  [20, 1016, safe], // int8
  [1082, 1182, same], // date
  [1114, 1115, same], // timestamp
  [1184, 1185, instant], // timestamptz
  [1700, 1231, same], // numeric
];

for (const [scalar, array, parse] of OURS) {
  columnTypes.setTypeParser(scalar, "text", parse);
  columnTypes.setTypeParser(array, "text", listOf(parse));
}
