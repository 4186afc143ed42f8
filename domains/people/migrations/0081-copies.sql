-- That somebody was given all that is held of them: who asked, when, and how many rows of what. When the person is erased it
-- names nobody.
create table people.copy (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  profile uuid,
  at timestamptz not null,
  -- 'member': somebody of the shop, for them; 'customer': the person themselves.
  asked_by text not null check (asked_by in ('member', 'customer')),
  member text,
  -- Room → table → how many rows.
  held jsonb not null,
  primary key (tenant, id),
  check ((asked_by = 'member') = (member is not null))
);
select zhongshu.protect('people.copy');
create index copy_newest on people.copy (shop, at);
create index copy_person on people.copy (profile) where profile is not null;
