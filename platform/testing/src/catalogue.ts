import type { Sql } from "@zhongshu/kernel";

const OURS = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

// One line for everything whose absence or difference would be felt.
const LINES = `
  select format('column %s.%s.%s %s %s %s %s %s', n.nspname, c.relname, a.attname, a.attnum,
    format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text || a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid)) as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${OURS}
  union all select format('relation %s.%s %s %s %s %s %s', n.nspname, c.relname, c.relkind, c.relrowsecurity,
    c.relforcerowsecurity, c.relacl::text, c.reloptions::text)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS}
  union all select 'index ' || indexdef from pg_indexes i join pg_namespace n on n.nspname = i.schemaname where ${OURS}
  union all select format('policy %s.%s.%s %s %s %s %s %s', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)
  from pg_policies
  union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
  from pg_constraint k join pg_namespace n on n.oid = k.connamespace where ${OURS}
  union all select format('function %s %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${OURS}
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select format('trigger %s %s', tgrelid::regclass, pg_get_triggerdef(t.oid)) from pg_trigger t where not tgisinternal
  union all select format('type %s.%s %s', n.nspname, t.typname, (select string_agg(enumlabel, ',' order by enumsortorder)
    from pg_enum where enumtypid = t.oid)) from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where t.typtype in ('e', 'd') and ${OURS}
  union all select 'extension ' || extname from pg_extension
  order by 1`;

/** All that the catalogue holds of ours, one line each: equal for equal databases. */
export const catalogueOf = async (sql: Sql): Promise<readonly string[]> =>
  (await sql.rows<{ line: string }>(LINES)).map(({ line }) => line);
