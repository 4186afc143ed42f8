import type { Sql } from "@zhongshu/kernel";
import type { TestDatabase } from "../database.ts";
import { fill } from "./fill.ts";
import { nameOf, type Relation } from "./survey.ts";

const A = "00000000-0000-7000-8000-0000000000aa";
const B = "00000000-0000-7000-8000-0000000000bb";

type Outcome = number | "refused";

const REFUSED = "42501";
/** Class 23: integrity constraints, which are looked at after the policies. */
const INTEGRITY = "23";

/** What `statement` did as the app with these settings; always rolled back. */
async function attempt(
  database: TestDatabase,
  settings: Readonly<Record<string, string>>,
  statement: string,
): Promise<Outcome> {
  const undo = new Error("undo");
  let outcome: Outcome = "refused";
  const work = async (sql: Sql) => {
    outcome = await sql.run(statement);
    throw undo;
  };
  await database.pool.transaction(settings, work).catch((error: unknown) => {
    if (error === undo) return;
    const code = error instanceof Error && "code" in error ? error.code : null;
    // The policy had let it through already when uniqueness or a foreign key stopped it.
    if (String(code).startsWith(INTEGRITY)) outcome = 1;
    else if (code !== REFUSED) throw error;
  });
  return outcome;
}

/** Who is not tenant A: another tenant, nobody, and the '' that a pooled transaction leaves behind. */
const STRANGERS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["another tenant", { "app.tenant": B }],
  ["no tenant", {}],
  ["an empty tenant", { "app.tenant": "" }],
  ["an unknown bearer", { "app.tenant": "", "app.user": "nobody", "app.key_hash": "nothing" }],
];

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function columnsToCopy(sql: Sql, table: Relation): Promise<readonly string[]> {
  const rows = await sql.rows<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1 and attnum > 0
       and not attisdropped and attgenerated = ''`,
    [table.oid],
  );
  return rows.map(({ name }) => name);
}

/** Puts a row of tenant A into `table`, and gives the statement that would insert the same row again. */
export async function plant(database: TestDatabase, table: Relation): Promise<string> {
  const place = `${quote(table.schema)}.${quote(table.name)}`;
  return database.asOwner(async (sql) => {
    await sql.rows("select set_config('app.tenant', $1, true)", [A]);
    // Parents of foreign keys are other tables' matter; each table is tried by itself.
    await sql.run("set local session_replication_role = replica");
    await fill(sql, table);
    const { row } = await sql.one<{ row: object }>(
      `select to_jsonb(t) as row from ${place} t where tenant = $1`,
      [A],
    );
    const names = (await columnsToCopy(sql, table)).map(quote).join(", ");
    const copy = JSON.stringify(row).replaceAll("'", "''");
    return `insert into ${place} (${names}) overriding system value
      select ${names} from jsonb_populate_record(null::${place}, '${copy}'::jsonb)`;
  });
}

/** Tries to reach tenant A's row in `table` in every way there is; tells each that worked, in words. */
export async function crossings(
  database: TestDatabase,
  table: Relation,
): Promise<readonly string[]> {
  const place = `${quote(table.schema)}.${quote(table.name)}`;
  const again = await plant(database, table);
  const faults: string[] = [];
  const tell = (fault: string) => faults.push(`${nameOf(table)}: ${fault}`);
  const read = `select from ${place} where tenant = '${A}'`;
  const touch = `update ${place} set tenant = tenant`;
  const forms = {
    read,
    "read all": `select from ${place}`,
    change: touch,
    remove: `delete from ${place}`,
  };
  for (const [who, settings] of STRANGERS) {
    for (const [verb, statement] of Object.entries(forms)) {
      const outcome = await attempt(database, settings, statement);
      if (outcome !== 0 && outcome !== "refused") tell(`${who} could ${verb}`);
    }
    if ((await attempt(database, settings, again)) !== "refused") tell(`${who} could insert for A`);
  }
  const own = { "app.tenant": A };
  // Without this the rest would pass on a table that nobody can read at all.
  if (table.grants.includes("SELECT") && (await attempt(database, own, read)) !== 1)
    tell("its own tenant does not see its row");
  const give = await attempt(database, own, `update ${place} set tenant = '${B}'`);
  if (give !== "refused") tell("a row could be given to another tenant");
  return faults;
}
