-- A card that was acted on, with what was promised at that moment: neither promise is ever changed.
create table brain.tap (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  execution uuid not null,
  -- The tap's own: the same tap sent twice is one.
  key text not null,
  card uuid not null,
  kind text not null check (kind in ('rising-attention', 'due-again')),
  way text not null check (way in ('inbox', 'named-copy', 'group-copy')),
  community uuid,
  product text not null,
  audience integer not null,
  -- What one sale would have earned then, in minor units; null where no rule or no price was known.
  unit bigint,
  currency text not null,
  promises jsonb not null,
  -- The distribution behind the promised orders: {mean, excess}; null where none was promised.
  forecast jsonb,
  at timestamptz not null,
  closes_at timestamptz not null,
  returns_until timestamptz not null,
  primary key (tenant, execution),
  unique (tenant, shop, key)
);
select zhongshu.protect('brain.tap');
create index tap_of_card on brain.tap (card);
create index tap_newest on brain.tap (shop, at, execution);
create index tap_closed on brain.tap (tenant, kind, closes_at);

-- What came of an execution after its window closed, as it was known at `as_of`: a later row stands for the earlier
-- ones, which stay, so that what was believed at any instant can be told again.
create table brain.outcome (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  execution uuid not null,
  as_of timestamptz not null,
  state text not null check (state in ('provisional', 'final')),
  -- Arms and groups as sums, and buyers in all.
  body jsonb not null,
  primary key (tenant, execution, as_of)
);
select zhongshu.protect('brain.outcome');

-- When an execution is to be looked at again; it leaves this list when its result is final.
create table brain.awaited (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  execution uuid not null,
  wake_at timestamptz not null,
  primary key (tenant, execution)
);
select zhongshu.protect('brain.awaited');
create index awaited_next on brain.awaited (tenant, wake_at);
