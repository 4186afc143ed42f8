import { ROLES } from "../roles/roles.ts";

/** What every tenant policy says. The setting is '' after a pooled transaction, hence the nullif. */
const TENANT_RULE = "tenant = nullif(current_setting('app.tenant', true), '')::uuid";

/** Lies under the migrations of every domain; idempotent, run before them each time. */
export const BEDROCK = `
create schema if not exists zhongshu;
revoke all on schema public from public;
revoke temporary on database :database from public;
create schema if not exists auth authorization ${ROLES.auth};
create schema if not exists jobs authorization ${ROLES.jobs};
alter role ${ROLES.auth} in database :database set search_path = auth;
alter role ${ROLES.jobs} in database :database set search_path = jobs;
grant usage on schema zhongshu to ${ROLES.app};
create table if not exists zhongshu.migration (
  name text primary key,
  sha256 text not null,
  at timestamptz not null default now()
);
create or replace function zhongshu.protect(target regclass) returns void language plpgsql as $protect$
declare
  rule constant text := $rule$${TENANT_RULE}$rule$;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s using (%s) with check (%s)', target, rule, rule);
  execute format('grant select, insert, update, delete on %s to ${ROLES.app}', target);
end
$protect$;
revoke all on function zhongshu.protect(regclass) from public;
`;
