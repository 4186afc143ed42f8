-- What two persons had before they became one, row by row, so that they can be parted again; thrown away after 72 hours.
create table reach.joined (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  gone uuid not null,
  kept uuid not null,
  at timestamptz not null,
  place bigint generated always as identity,
  had jsonb not null,
  primary key (tenant, gone)
);
select zhongshu.protect('reach.joined');
create index joined_kept on reach.joined (kept);
