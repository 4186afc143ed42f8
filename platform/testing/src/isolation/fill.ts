import type { Sql } from "@zhongshu/kernel";
import { nameOf, type Relation } from "./survey.ts";

type Column = {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly preset: boolean;
  readonly labels: readonly string[];
};

type Check = { readonly name: string; readonly text: string; readonly columns: readonly string[] };

/** A literal in SQL, or "default". */
type Choice = string;

const columnsOf = (sql: Sql, table: Relation): Promise<readonly Column[]> =>
  sql.rows<Column>(
    `select a.attname as name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
       a.attnotnull as required, a.atthasdef or a.attidentity <> '' as preset,
       array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid) as labels
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by a.attnum`,
    [table.oid],
  );

const checksOf = (sql: Sql, table: Relation): Promise<readonly Check[]> =>
  sql.rows<Check>(
    `select k.conname as name, pg_get_constraintdef(k.oid) as text,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) as columns
     from pg_constraint k where k.conrelid = $1 and k.contype = 'c'`,
    [table.oid],
  );

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const NUMBERS = ["1", "0", "2", "-1", "100", "24"];
const TEXTS = ["x", "CNY", "http://x", "0".repeat(64), "00000000-0000-7000-8000-0000000000cc", ""];

/** Values worth trying in a column: what its checks mention first, then what its type suggests. */
function choices(column: Column, checks: readonly Check[]): readonly Choice[] {
  const near = checks
    .filter((check) => check.columns.includes(column.name))
    .map(({ text }) => text);
  const words = near.flatMap((text) => [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([all]) => all));
  const values =
    column.labels.length > 0 ? column.labels.map(quoted) : ofType(column.type, words, near);
  return [
    ...(column.preset ? ["default"] : []),
    ...(column.required || column.preset ? [] : ["null"]),
    ...values,
  ];
}

function ofType(
  type: string,
  words: readonly string[],
  near: readonly string[],
): readonly Choice[] {
  if (type.endsWith("[]")) {
    const [one = "null"] = ofType(type.slice(0, -2), words, near);
    return ["'{}'", `array[${one}]::${type}`, `array_fill(${one}, array[24])::${type}`];
  }
  if (/^(smallint|integer|bigint|numeric|real|double precision)/.test(type)) {
    const told = near.flatMap((text) => text.match(/-?\d+(\.\d+)?/g) ?? []);
    return [...NUMBERS, ...told];
  }
  if (/^(text|character|citext)/.test(type)) return [...words, ...TEXTS.map(quoted)];
  if (type === "uuid") return [quoted("00000000-0000-7000-8000-0000000000cc")];
  if (type === "boolean") return ["true", "false"];
  if (type === "date") return ["'2011-09-30'"];
  if (type.startsWith("timestamp")) return ["'2011-09-30T04:00:00Z'", "'2011-10-30T04:00:00Z'"];
  if (type.startsWith("time")) return ["'12:00'", "'13:00'"];
  if (type === "json" || type === "jsonb") return ["'{}'", "'[]'"];
  if (type === "bytea") return ["'\\x00'", `'\\x${"00".repeat(32)}'`];
  if (type === "tsvector") return ["''"];
  if (type === "interval") return ["'1 day'"];
  if (type.endsWith("multirange")) return ["'{}'"];
  if (type.endsWith("range")) return ["'empty'"];
  return ["null"];
}

/** Every combination of `options`, first choices first, at most `limit`. */
function* combinations(options: readonly (readonly Choice[])[], limit: number) {
  const sizes = options.map((option) => option.length);
  const total = Math.min(
    limit,
    sizes.reduce((a, b) => a * b, 1),
  );
  for (let number = 0; number < total; number += 1) {
    let rest = number;
    yield options.map((option, index) => {
      const size = sizes[index] ?? 1;
      const choice = option[rest % size] ?? "null";
      rest = Math.floor(rest / size);
      return choice;
    });
  }
}

const violated = (error: unknown): string | null =>
  error instanceof Error && "code" in error && error.code === "23514" && "constraint" in error
    ? String(error.constraint)
    : null;

async function tried(sql: Sql, statement: string): Promise<unknown> {
  await sql.run("savepoint attempt");
  try {
    await sql.run(statement);
    await sql.run("release savepoint attempt");
    return null;
  } catch (error) {
    await sql.run("rollback to savepoint attempt");
    return error;
  }
}

/**
 * Puts one synthetic row of the tenant that `app.tenant` names into `table`, keeping its checks, and tells
 * the statement that does so; foreign keys are the caller's to switch off. Throws when no row is found.
 */
export async function fill(sql: Sql, table: Relation): Promise<void> {
  const columns = (await columnsOf(sql, table)).filter(({ name }) => name !== "tenant");
  const checks = await checksOf(sql, table);
  const chosen = new Map(columns.map((c) => [c.name, choices(c, checks)[0] ?? "null"]));
  const insert = () =>
    `insert into "${table.schema}"."${table.name}" (${[...chosen.keys()].map((n) => `"${n}"`).join(", ")})
     values (${[...chosen.values()].join(", ")})`;
  const seen = new Set<string>();
  let failure = columns.length === 0 ? null : await tried(sql, insert());
  for (;;) {
    if (failure === null) return;
    const name = violated(failure);
    const check = checks.find((candidate) => candidate.name === name);
    if (check === undefined || seen.has(check.name)) break;
    seen.add(check.name);
    const free = columns.filter((c) => check.columns.includes(c.name));
    for (const combination of combinations(
      free.map((c) => choices(c, checks)),
      2_000,
    )) {
      for (const [index, { name: column }] of free.entries()) {
        chosen.set(column, combination[index] ?? "null");
      }
      failure = await tried(sql, insert());
      if (violated(failure) !== check.name) break;
    }
  }
  throw new Error(`No row could be made for ${nameOf(table)}: ${String(failure)}`);
}
