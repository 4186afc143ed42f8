-- How many rows broke each rule on each day, and the first of them as they were.
create table ledger.quality_day (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  day date not null,
  rule text not null,
  findings integer not null,
  first jsonb not null,
  looked_at timestamptz not null,
  primary key (tenant, shop, day, rule)
);
select zhongshu.protect('ledger.quality_day');
