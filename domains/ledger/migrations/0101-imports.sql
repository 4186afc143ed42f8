-- One run of one file. `position` counts the rows that are settled for good: a run that was interrupted
-- goes on behind them.
create table ledger.import (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  shop uuid not null,
  kind text not null,
  name text not null,
  file text not null,
  state text not null check (state in ('mapped', 'running', 'done', 'failed', 'cancelled')),
  dry_run boolean not null default false,
  columns jsonb not null,
  source text not null,
  currency text not null,
  bytes bigint not null,
  bytes_read bigint not null default 0,
  position integer not null default 0,
  accepted integer not null default 0,
  refused integer not null default 0,
  refunds integer not null default 0,
  adjustments integer not null default 0,
  orders integer not null default 0,
  added integer not null default 0,
  problem jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  beat_at timestamptz,
  ended_at timestamptz,
  primary key (tenant, id)
);
select zhongshu.protect('ledger.import');
create index import_newest on ledger.import (tenant, shop, created_at);

create table ledger.import_refused (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  import uuid not null,
  row integer not null,
  zh text not null,
  en text not null,
  raw text not null,
  primary key (tenant, import, row),
  foreign key (tenant, import) references ledger.import (tenant, id) on delete cascade
);
select zhongshu.protect('ledger.import_refused');
