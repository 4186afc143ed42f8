-- An anonymous id that is known to be a user's. `own` is the profile the id has by itself; it is absorbed
-- into `profile` when the first link is made, and an old reference to it is followed from here.
create table people.link (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  own uuid not null,
  absorbed_by uuid not null,
  profile uuid not null,
  linked_at timestamptz not null,
  primary key (tenant, own)
);
select zhongshu.protect('people.link');

-- Figures change with every event: no index may name them, and room is left in the page (HOT updates).
create table people.profile (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  user_id text,
  first_seen timestamptz not null,
  last_act timestamptz,
  last_seen timestamptz not null generated always as (coalesce(last_act, first_seen)) stored,
  events integer not null,
  counts jsonb not null,
  hours integer[] not null,
  orders integer not null default 0,
  spent_minor bigint,
  currency text,
  first_order_at timestamptz,
  last_order_at timestamptz,
  primary key (tenant, id)
) with (fillfactor = 80);
select zhongshu.protect('people.profile');
create index profile_shop on people.profile (tenant, shop);

create table people.trait (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  profile uuid not null,
  key text not null,
  value jsonb not null,
  at timestamptz not null,
  primary key (tenant, profile, key)
);
select zhongshu.protect('people.trait');

create table people.attention (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  profile uuid not null,
  day date not null,
  category text not null,
  touches integer not null,
  primary key (tenant, profile, day, category)
) with (fillfactor = 80);
select zhongshu.protect('people.attention');
create index attention_day on people.attention (tenant, shop, day);

create table people.segment (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  name text not null,
  predicate jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, shop, name)
);
select zhongshu.protect('people.segment');
