-- Stands for any projection: what was written here was committed with its event.
create table diary.entry (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  position bigint generated always as identity,
  shop uuid not null,
  person text not null,
  n integer not null,
  primary key (tenant, position)
);
select zhongshu.protect('diary.entry');
