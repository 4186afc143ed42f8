import type { Ctx, Erased, ShopId, Sql } from "@zhongshu/kernel";
import type { ColumnMatch } from "../contract.ts";
import type { ImportEvent } from "../imports/importer.ts";
import { anonymous } from "./anonymous.ts";
import { without } from "./json.ts";

const PAGE = 1_000;
type Kept<Key> = { readonly key: Key; readonly text: string };

/** Keys of the rows of a statement (`key`, `text`) that speak of the person. */
async function speaking<Key>(
  sql: Sql,
  {
    statement,
    shop,
    erased,
  }: { readonly statement: string; readonly shop: ShopId; readonly erased: Erased },
): Promise<readonly Key[]> {
  const keys: Key[] = [];
  for await (const page of sql.stream<Kept<Key>>(statement, [shop], PAGE))
    for (const { key, text } of page) if (erased.holds(text)) keys.push(key);
  return keys;
}

async function dropLetters(sql: Sql, erased: Erased): Promise<number> {
  const { shop } = erased;
  const statement = `select id as key, concat_ws(chr(31), event, message_id, reason_zh) as text
    from ledger.dead_letter where shop = $1`;
  const keys = await speaking<string>(sql, { statement, shop, erased });
  return sql.run("delete from ledger.dead_letter where id = any($1::uuid[])", [keys]);
}

async function dropRefused(sql: Sql, erased: Erased): Promise<number> {
  const { shop } = erased;
  const statement = `select r.import || ' ' || r.row as key, concat_ws(chr(31), r.raw, r.zh, r.en) as text
    from ledger.import_refused r join ledger.import i on i.id = r.import where i.shop = $1`;
  const keys = await speaking<string>(sql, { statement, shop, erased });
  return sql.run("delete from ledger.import_refused where import || ' ' || row = any($1::text[])", [
    keys,
  ]);
}

/** What a file told that stood already: of a document what the books need is kept, of the rest nothing. */
async function keepRetold(sql: Sql, erased: Erased): Promise<number> {
  const { shop, holds } = erased;
  const told = await sql.rows<{ readonly id: number; readonly told: ImportEvent }>(
    "select id, told from ledger.retold where shop = $1 and told is not null",
    [shop],
  );
  const theirs = told.filter((one) => holds(JSON.stringify(one.told)));
  const kept = theirs.flatMap(({ id, told: event }) => {
    const properties = anonymous(event);
    const messageId = erased.renamed(event.messageId);
    const nobodys = { ...event, messageId, anonymousId: null, userId: null, properties };
    return properties === null ? [] : [{ id, nobodys }];
  });
  const keeping = new Set(kept.map(({ id }) => id));
  await sql.run("delete from ledger.retold where id = any($1::int8[])", [
    theirs.flatMap(({ id }) => (keeping.has(id) ? [] : id)),
  ]);
  await sql.run(
    `update ledger.retold r set told = t.told, message_id = t.told ->> 'messageId'
       from rows from (unnest($1::int8[]), jsonb_array_elements($2::jsonb)) t (id, told) where r.id = t.id`,
    [kept.map(({ id }) => id), JSON.stringify(kept.map(({ nobodys }) => nobodys))],
  );
  return theirs.length;
}

type Columns = { readonly id: string; readonly columns: readonly ColumnMatch[] };

/** Values that were shown to recognise columns by, and what stands in the words of a run. */
async function dropSamples(sql: Sql, erased: Erased): Promise<number> {
  const { shop, holds } = erased;
  const runs = await sql.rows<Columns>("select id, columns from ledger.import where shop = $1", [
    shop,
  ]);
  const written = runs.filter(({ columns }) => holds(JSON.stringify(columns)));
  await sql.run(
    `update ledger.import i set columns = t.columns
       from rows from (unnest($1::uuid[]), jsonb_array_elements($2::jsonb)) t (id, columns) where i.id = t.id`,
    [
      written.map(({ id }) => id),
      JSON.stringify(written.map(({ columns }) => columns.map((each) => sampled(each, holds)))),
    ],
  );
  return written.length;
}

const sampled = (column: ColumnMatch, holds: Erased["holds"]) => ({
  ...column,
  column: holds(column.column) ? "" : column.column,
  samples: column.samples.filter((sample) => !holds(sample)),
});

async function dropFindings(sql: Sql, { shop, holds }: Erased): Promise<number> {
  const rows = await sql.rows<{
    readonly day: string;
    readonly rule: string;
    readonly first: unknown;
  }>("select day::text as day, rule, first from ledger.quality_day where shop = $1", [shop]);
  const theirs = rows.filter(({ first }) => holds(JSON.stringify(first)));
  await sql.run(
    `update ledger.quality_day q set first = t.first
       from rows from (unnest($2::date[], $3::text[]), jsonb_array_elements($4::jsonb)) t (day, rule, first)
      where q.shop = $1 and q.day = t.day and q.rule = t.rule`,
    [
      ...[shop, theirs.map(({ day }) => day), theirs.map(({ rule }) => rule)],
      JSON.stringify(theirs.map(({ first }) => without(first, holds))),
    ],
  );
  return theirs.length;
}

/** Where a file had no headings, its first row was taken for them. */
async function dropMappings(sql: Sql, erased: Erased): Promise<number> {
  const { shop } = erased;
  const statement =
    "select headings as key, headings as text from ledger.import_mapping where shop = $1";
  const keys = await speaking<string>(sql, { statement, shop, erased });
  return sql.run(
    "delete from ledger.import_mapping where shop = $1 and headings = any($2::text[])",
    [shop, keys],
  );
}

/** What waits to be mended, and what files left behind. */
export async function forgetFiles({ sql }: Ctx, erased: Erased) {
  return {
    letters: await dropLetters(sql, erased),
    refused: await dropRefused(sql, erased),
    retold: await keepRetold(sql, erased),
    samples: await dropSamples(sql, erased),
    findings: await dropFindings(sql, erased),
    mappings: await dropMappings(sql, erased),
  };
}
