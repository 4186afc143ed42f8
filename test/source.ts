import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** One file of a room, by its path from the root. */
export type Source = { readonly file: string; readonly text: string };

const RINGS = ["base", "engines", "domains", "platform", "apps"];
const SKIPPED = /node_modules|\/dist\//;

/** All that the rooms are written in, migrations included. */
export const sources = (): readonly Source[] =>
  RINGS.flatMap((ring) =>
    readdirSync(ring, { recursive: true, encoding: "utf8" }).map((file) => join(ring, file)),
  )
    .filter((file) => /\.(tsx?|sql)$/.test(file) && !SKIPPED.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** Every table of every domain, as "orders.line". */
export const tablesOf = (all: readonly Source[]): readonly string[] =>
  all
    .filter(({ file }) => /^domains\/\w+\/migrations\//.test(file))
    .flatMap(({ text }) => [...text.matchAll(/create table (\w+\.\w+)/g)].map((m) => m[1] ?? ""));

const roomOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const ringOf = (file: string): string => file.split("/")[0] ?? "";
const isTest = (file: string): boolean =>
  /\.test\.tsx?$/.test(file) || /^\w+\/\w+\/test\//.test(file);

const SPECIFIER = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Doors are doors: no path leads out of a room. Only a page's test may look at what another app offers to tests. */
function strays({ file, text }: Source): readonly string[] {
  if (ringOf(file) === "apps" && isTest(file)) return [];
  return [...text.matchAll(SPECIFIER)]
    .map((m) => normalize(join(dirname(file), m[1] ?? "")))
    .filter((to) => !to.startsWith(`${roomOf(file)}/`))
    .map((to) => `reaches into ${to} by its path`);
}

/** Another domain's tables do not exist, and below the domains no table does. */
function foreignTables({ file, text }: Source, tables: readonly string[]): readonly string[] {
  if (isTest(file) || !["base", "engines", "domains", "platform"].includes(ringOf(file))) return [];
  const own = file.startsWith("domains/") ? `${file.split("/")[1]}.` : " ";
  return tables
    .filter((table) => !table.startsWith(own))
    .filter((table) =>
      new RegExp(`\\b(from|join|into|update|table|references)\\s+${table}\\b`, "i").test(text),
    )
    .map((table) => `knows the table ${table}`);
}

const DOMAIN = /@zhongshu\/(tenancy|ledger|people|goods|orders|guard|reach|brain|insight)\b/;
const SQL_TIME =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|gen_random_uuid|random)\(\)|\bcurrent_(?:timestamp|date)\b/i;
const STATEMENT = /`[^`]*`|"[^"\n]*"/g;

/** Time and chance by another name than the linter looks for. */
function ambient({ file, text }: Source): readonly string[] {
  if (isTest(file) || !["base", "engines", "domains"].includes(ringOf(file))) return [];
  const said = [];
  if (/\}\s*=\s*(?:globalThis\.)?(?:Date|Math|performance|crypto)\b/.test(text))
    said.push("unpacks the clock or chance");
  if (/import[^;]*\brandom\w+[^;]*from "node:crypto"/.test(text))
    said.push("takes chance from node:crypto");
  const statements = file.endsWith(".sql") ? [text] : (text.match(STATEMENT) ?? []);
  if (
    statements.some(
      (sql) => /\b(?:select|insert|update|delete|create)\b/i.test(sql) && SQL_TIME.test(sql),
    )
  )
    said.push("lets the database tell the time or draw lots");
  return said;
}

/** What the linter cannot see of the laws of the house, broken by one file. */
export function breaches(source: Source, tables: readonly string[]): readonly string[] {
  const { file, text } = source;
  const said = [...strays(source), ...foreignTables(source, tables), ...ambient(source)];
  if (/@ts-(?:nocheck|ignore|expect-error)/.test(text)) said.push("silences the compiler");
  const inner = ["base", "engines"].includes(ringOf(file));
  if (inner && DOMAIN.test(text)) said.push("knows a domain by name");
  return said.map((what) => `${file} ${what}`);
}
