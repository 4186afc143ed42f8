-- With which columns and choices files of these headings were imported last, so that nobody corrects them twice.
create table ledger.import_mapping (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  kind text not null,
  headings text not null,
  fields jsonb not null,
  source text not null,
  currency text not null,
  used_at timestamptz not null,
  primary key (tenant, shop, kind, headings)
);
select zhongshu.protect('ledger.import_mapping');
-- When the choices that a run was proposed with were used before; null where they are our own guess.
alter table ledger.import add column remembered_at timestamptz;
