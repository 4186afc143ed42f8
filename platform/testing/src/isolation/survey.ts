import type { Sql } from "@zhongshu/kernel";

/** What may stand outside the law, each with its reason in words. */
export type Allowed = {
  /** "schema.table" → why it needs no tenant. */
  readonly tables: Readonly<Record<string, string>>;
  /** "schema.table/policy" → why this further policy opens rows. */
  readonly policies: Readonly<Record<string, string>>;
  /** "schema.name(types)" → why it may run with its owner's rights. */
  readonly functions: Readonly<Record<string, string>>;
  /** Schemas of other roles, which the app must not even enter. */
  readonly foreign: readonly string[];
};

export type Relation = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly partition: boolean;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly invoker: boolean;
  /** Is there a column "tenant uuid not null"? */
  readonly tenant: boolean;
  /** Does the primary key begin with it? */
  readonly keyed: boolean;
  /** What the app's role, or everybody, may do with it. */
  readonly grants: readonly string[];
};

type Policy = {
  readonly relation: string;
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly using: string | null;
  readonly check: string | null;
};

const RULE = "(tenant = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";
/** The same, asked once a statement. */
const RULE_ONCE =
  "(tenant = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS \"nullif\"))";
const OURS = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";
const APP = "zhongshu_app";

/** Everything in the catalogue that holds rows or shows them. */
const relationsOf = (sql: Sql): Promise<readonly Relation[]> =>
  sql.rows<Relation>(`
    select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relkind as kind,
      c.relispartition as partition, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      coalesce(c.reloptions @> '{security_invoker=true}' or c.reloptions @> '{security_invoker=on}',
        false) as invoker,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant'
        and a.atttypid = 'uuid'::regtype and a.attnotnull) as tenant,
      exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid
        and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary
        and a.attname = 'tenant') as keyed,
      array(select distinct g.privilege_type::text from aclexplode(c.relacl) g
        where g.grantee = 0 or pg_has_role('${APP}', g.grantee, 'member')) as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${OURS}
    order by 2, 3`);

const policiesOf = (sql: Sql): Promise<readonly Policy[]> =>
  sql.rows<Policy>(`
    select n.nspname || '.' || c.relname as relation, p.polname as name, p.polcmd as command,
      p.polpermissive as permissive, pg_get_expr(p.polqual, p.polrelid) as using,
      pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid
      join pg_namespace n on n.oid = c.relnamespace`);

export const nameOf = ({ schema, name }: Relation): string => `${schema}.${name}`;

const ROW_GRANTS = ["SELECT", "INSERT", "UPDATE", "DELETE"];

function policyFaults(
  name: string,
  policies: readonly Policy[],
  allowed: Allowed,
): readonly string[] {
  const whole = policies.filter(
    (p) =>
      p.permissive &&
      p.command === "*" &&
      (p.using === RULE || p.using === RULE_ONCE) &&
      p.check === RULE,
  );
  const further = policies.filter((p) => p.permissive && !whole.includes(p));
  const unlisted = further.filter((p) => allowed.policies[`${name}/${p.name}`] === undefined);
  return [
    ...(whole.length === 1 ? [] : [`${name}: no policy with USING and WITH CHECK on the tenant`]),
    ...unlisted.map((p) => `${name}: policy ${p.name} opens rows and is not on the list`),
    ...further
      .filter((p) => p.command !== "r")
      .map((p) => `${name}: policy ${p.name} opens more than reading`),
  ];
}

function tableFaults(
  table: Relation,
  policies: readonly Policy[],
  allowed: Allowed,
): readonly string[] {
  const name = nameOf(table);
  if (allowed.tables[name] !== undefined) return [];
  if (table.partition && table.grants.length === 0) return [];
  const wrong = table.grants.filter((grant) => !ROW_GRANTS.includes(grant));
  return [
    ...(table.tenant ? [] : [`${name}: no column "tenant uuid not null"`]),
    ...(table.keyed ? [] : [`${name}: the primary key does not begin with tenant`]),
    ...(table.secured && table.forced
      ? []
      : [`${name}: row-level security is not enabled and forced`]),
    ...(wrong.length === 0 ? [] : [`${name}: the app may ${wrong.join(", ")}`]),
    ...policyFaults(name, policies, allowed),
  ];
}

function relationFaults(
  it: Relation,
  policies: readonly Policy[],
  allowed: Allowed,
): readonly string[] {
  const name = nameOf(it);
  if (allowed.foreign.includes(it.schema)) return [];
  switch (it.kind) {
    case "r":
    case "p":
      return tableFaults(it, policies, allowed);
    case "v":
      return it.invoker || it.grants.length === 0
        ? []
        : [`${name}: a view without security_invoker shows what its owner sees`];
    // No policy can protect these: a materialised view, a foreign table; a sequence tells how busy others are.
    default:
      return it.grants.length === 0
        ? []
        : [`${name}: nothing can protect it, yet the app may use it`];
  }
}

const ROLE_FAULTS = `
  select 'the app is superuser or bypasses policies' as fault from pg_roles
    where rolname = '${APP}' and (rolsuper or rolbypassrls or rolreplication or rolcreaterole or rolcreatedb)
  union all select 'the app is a member of ' || m.roleid::regrole from pg_auth_members m
    where m.member = '${APP}'::regrole
  union all select 'the app owns ' || pg_describe_object(classid, objid, 0) from pg_shdepend
    where refobjid = '${APP}'::regrole and deptype = 'o'
      and dbid in (0, (select oid from pg_database where datname = current_database()))
  union all select 'the app may create in schema ' || n.nspname from pg_namespace n
    where has_schema_privilege('${APP}', n.oid, 'create') and ${OURS}
  union all select 'the app may ' || p || ' in this database' from unnest('{create,temporary}'::text[]) p
    where has_database_privilege('${APP}', current_database(), p)
  union all select 'everything made later is granted to the app by default' from pg_default_acl d,
    aclexplode(d.defaclacl) g where g.grantee in (0, '${APP}'::regrole) and d.defaclnamespace <> 0
  union all select c.oid::regclass || '.' || a.attname || ' is granted to everybody' from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace,
    aclexplode(a.attacl) g where g.grantee = 0 and ${OURS}`;

const OWNERS_RIGHTS = `
  select p.oid::regprocedure::text as name from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${OURS}`;

/** Every breach of the law that the catalogue shows, in words, and the tables it protects. */
export async function survey(
  sql: Sql,
  allowed: Allowed,
): Promise<{ readonly faults: readonly string[]; readonly tables: readonly Relation[] }> {
  const relations = await relationsOf(sql);
  const policies = await policiesOf(sql);
  const roles = await sql.rows<{ fault: string }>(ROLE_FAULTS);
  const powerful = await sql.rows<{ name: string }>(OWNERS_RIGHTS);
  const entered = await sql.rows<{ fault: string }>(
    `select 'the app may enter schema ' || s as fault from unnest($1::text[]) s
     where has_schema_privilege('${APP}', s, 'usage')`,
    [allowed.foreign],
  );
  const names = new Set(relations.map(nameOf));
  const known = new Set(policies.map((p) => `${p.relation}/${p.name}`));
  const stale = [
    ...Object.keys(allowed.tables).filter((name) => !names.has(name)),
    ...Object.keys(allowed.policies).filter((name) => !known.has(name)),
    ...Object.keys(allowed.functions).filter((name) => !powerful.some((it) => it.name === name)),
  ];
  const own = (it: Relation) => policies.filter((p) => p.relation === nameOf(it));
  return {
    faults: [
      ...relations.flatMap((it) => relationFaults(it, own(it), allowed)),
      ...[...roles, ...entered].map(({ fault }) => fault),
      ...powerful.flatMap(({ name }) =>
        allowed.functions[name] === undefined ? [`${name} runs with its owner's rights`] : [],
      ),
      ...stale.map((name) => `${name} is on the list, but does not exist`),
    ],
    tables: relations.filter(
      (it) =>
        "rp".includes(it.kind) &&
        !it.partition &&
        !allowed.foreign.includes(it.schema) &&
        allowed.tables[nameOf(it)] === undefined,
    ),
  };
}
