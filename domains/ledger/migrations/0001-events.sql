-- Every event once, never changed. The key makes a message exactly once per shop.
create table ledger.event (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  message_id text not null,
  seq bigint generated always as identity,
  type text not null,
  version smallint not null,
  anonymous_id text,
  user_id text,
  profile uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  properties jsonb not null,
  primary key (tenant, shop, message_id)
);
select zhongshu.protect('ledger.event');
-- Shop and profile are unique by themselves, so these indexes begin with them and not with the tenant: they are
-- smaller, and a planner without statistics cannot take one of them for the key when it looks for messages.
-- The live tail and the newest page of the list.
create index event_tail on ledger.event (shop, seq);
-- One customer's timeline.
create index event_timeline on ledger.event (profile, at) where profile is not null;
-- Counts of a period, and everything "as of" a day.
create index event_period on ledger.event (shop, at);

-- What did not fit, as it was sent. `event` is text: jsonb cannot hold \u0000, which is one of the reasons.
create table ledger.dead_letter (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  shop uuid not null,
  message_id text,
  received_at timestamptz not null,
  historical boolean not null,
  code text not null,
  reason_zh text not null,
  reason_en text not null,
  event text not null,
  mended_at timestamptz,
  primary key (tenant, id)
);
select zhongshu.protect('ledger.dead_letter');
create index dead_letter_list on ledger.dead_letter (tenant, shop, received_at);

-- What others must still react to: one row for each batch that was stored, its events in order. It leaves
-- when they have.
create table ledger.outbox (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  position bigint generated always as identity,
  shops uuid[] not null,
  message_ids text[] not null,
  topics text[] not null,
  ats timestamptz[] not null,
  primary key (tenant, position)
);
select zhongshu.protect('ledger.outbox');
