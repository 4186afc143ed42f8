import type { ClientBase } from "pg";
import type { Counter, TableHead } from "./format.ts";

/** Schemas that are Postgres's own. */
export const FOREIGN = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

type Found = TableHead & { readonly needs: readonly string[] };

// Partitions are read through their root. Generated columns compute themselves again.
const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as table,
    array(select format('%I', a.attname) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by a.attnum) as columns,
    array(select distinct format('%I.%I', rn.nspname, r.relname)
      from pg_constraint k join pg_class r on r.oid = k.confrelid
        join pg_namespace rn on rn.oid = r.relnamespace
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and ${FOREIGN}
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    and format('%I.%I', n.nspname, c.relname) <> 'zhongshu.migration'
  order by 1`;

/** Parents before children, so that foreign keys hold while loading. Throws when tables need each other. */
function inOrder(tables: readonly Found[]): readonly TableHead[] {
  const done = new Set<string>();
  const ordered: TableHead[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ table, needs }) => !done.has(table) && needs.every((need) => done.has(need)),
    );
    if (next.length === 0) throw new Error("Tables that need each other cannot be backed up");
    for (const { table, columns } of next) {
      done.add(table);
      ordered.push({ table, columns });
    }
  }
  return ordered;
}

export async function tablesOf(client: ClientBase): Promise<readonly TableHead[]> {
  const { rows } = await client.query<Found>(TABLES);
  return inOrder(rows);
}

/** Where each sequence stands. Sequences are outside snapshots: never behind the rows, maybe ahead. */
export async function countersOf(client: ClientBase): Promise<readonly Counter[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${FOREIGN} order by 1`);
  const counters: Counter[] = [];
  for (const { name } of rows) {
    const { rows: states } = await client.query<Omit<Counter, "name">>(
      `select last_value::float8 as value, is_called as called from ${name}`,
    );
    const [state] = states;
    if (state !== undefined) counters.push({ name, ...state });
  }
  return counters;
}
