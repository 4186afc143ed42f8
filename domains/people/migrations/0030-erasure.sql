-- Somebody's wish to be known no more. While it waits it says whom; when it is done it says what was done, and to nobody.
create table people.erasure (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  profile uuid,
  asked_at timestamptz not null,
  -- 'member': somebody of the shop; 'customer': the person themselves; 'restore': a backup had brought them back.
  asked_by text not null check (asked_by in ('member', 'customer', 'restore')),
  member text,
  done_at timestamptz,
  -- Room → what → how many.
  removed jsonb,
  primary key (tenant, id),
  check ((done_at is null) = (profile is not null)),
  check ((done_at is null) = (removed is null)),
  check ((asked_by = 'member') = (member is not null))
);
select zhongshu.protect('people.erasure');
create unique index erasure_waiting on people.erasure (profile) where profile is not null;
create index erasure_newest on people.erasure (shop, asked_at);

-- A keyed hash of each id of an erased person keeps out what is told of them later: of before, or by a list. It never holds the id.
create table people.tombstone (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  hash text not null,
  erased_at timestamptz not null,
  -- When they came anew by an act of their own; what is told of them from then on is taken in.
  returned_at timestamptz,
  primary key (tenant, shop, hash)
);
select zhongshu.protect('people.tombstone');
