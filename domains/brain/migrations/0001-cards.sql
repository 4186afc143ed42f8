-- One morning of one shop: written once a day, with what kept other cards from being seen.
create table brain.morning (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  day date not null,
  missing jsonb not null,
  made_at timestamptz not null,
  primary key (tenant, shop, day)
);
select zhongshu.protect('brain.morning');

-- The facts of a card as they were that morning. Price, stock and window are never kept: they are read
-- from their rows whenever the card is shown.
create table brain.card (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  day date not null,
  topic text not null,
  rank integer not null,
  body jsonb not null,
  primary key (tenant, id)
);
select zhongshu.protect('brain.card');
create index card_of_day on brain.card (tenant, shop, day, rank);
