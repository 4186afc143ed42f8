-- What segments are judged by: one narrow row a customer, because a count reads the rows of a whole shop. Kept by the
-- tagging, which works through people.stale. `facets`: four bits a tag. `tastes` and `shares`: categories
-- and their shares of all touches, strongest first.
create table people.standing (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  last_seen timestamptz not null,
  last_order_at timestamptz,
  spent_minor bigint,
  worth_minor bigint,
  facets bigint not null,
  orders integer not null,
  currency text,
  taste text,
  tastes text[] not null,
  shares double precision[] not null,
  primary key (tenant, id)
) with (fillfactor = 90);
select zhongshu.protect('people.standing');
-- The same rule as everywhere, its right side asked once a statement and not once a row.
alter policy tenant on people.standing
  using (tenant = (select nullif(current_setting('app.tenant', true), '')::uuid));
create index standing_shop on people.standing (shop);

-- Each tag of a customer with the figures it was decided by: tag → {value, version, since, evidence}.
create table people.tagged (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  profile uuid not null,
  tags jsonb not null,
  computed_at timestamptz not null,
  primary key (tenant, profile)
) with (fillfactor = 80);
select zhongshu.protect('people.tagged');

-- Whose tags must be decided again: one row a batch of events. It leaves when they are.
create table people.stale (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  position bigint generated always as identity,
  shop uuid not null,
  profiles uuid[] not null,
  primary key (tenant, position)
);
select zhongshu.protect('people.stale');
create index stale_shop on people.stale (shop, position);

-- What is known of the shop as a whole, by which each customer is judged.
create table people.reckoning (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  at timestamptz not null,
  customers integer not null,
  rhythm double precision not null,
  borders jsonb not null,
  -- Somebody was decided anew since.
  moved boolean not null default false,
  -- The law of buying, usual prices and the day of the last whole round: made anew once a day.
  day date,
  definitions text,
  market jsonb,
  primary key (tenant, shop)
);
select zhongshu.protect('people.reckoning');

create table people.tag_day (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  day date not null,
  tag text not null,
  value text not null,
  people integer not null,
  primary key (tenant, shop, tag, value, day)
);
select zhongshu.protect('people.tag_day');

-- A segment that is shown on the customers it means is an own tag of the shop. What it meant before stays readable.
alter table people.segment add column shown boolean not null default false;
alter table people.segment add column version integer not null default 1;
create table people.segment_version (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  segment uuid not null,
  version integer not null,
  name text not null,
  predicate jsonb not null,
  at timestamptz not null,
  changed_by text not null,
  primary key (tenant, segment, version)
);
select zhongshu.protect('people.segment_version');

create index trait_key on people.trait (shop, key);
