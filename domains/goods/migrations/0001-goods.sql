-- Every fact is a dated row: reading as of an instant takes the latest row that is not after it.
-- source 'catalogue': told by the shop. source 'order line': learned from what was sold; it is used only
-- where the catalogue has told nothing.

-- Learned titles: one row for each title a product was sold under, dated by its first sale.
create table goods.description (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  product text not null,
  source text not null check (source in ('catalogue', 'order line')),
  valid_from timestamptz not null,
  title text not null,
  category text,
  pictures text[] not null default '{}',
  id bigint generated always as identity,
  primary key (tenant, id)
);
select zhongshu.protect('goods.description');
create unique index description_told on goods.description (tenant, shop, product, valid_from)
  where source = 'catalogue';
create unique index description_learned on goods.description
  (tenant, shop, product, title, coalesce(category, '')) where source = 'order line';

create table goods.sku (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  product text not null,
  sku text not null,
  source text not null check (source in ('catalogue', 'order line')),
  valid_from timestamptz not null,
  name text not null,
  id bigint generated always as identity,
  primary key (tenant, id)
);
select zhongshu.protect('goods.sku');
create unique index sku_told on goods.sku (tenant, shop, product, sku, valid_from) where source = 'catalogue';
create unique index sku_learned on goods.sku (tenant, shop, product, sku) where source = 'order line';

-- minor null: this price ended. A learned price has one row a day, dated by its first sale of that day.
create table goods.price (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  sku text not null,
  kind text not null check (kind in ('list', 'member', 'coupon')),
  source text not null check (source in ('catalogue', 'order line')),
  valid_from timestamptz not null,
  day date,
  minor bigint check (minor >= 0),
  currency text,
  condition jsonb,
  valid_until timestamptz,
  id bigint generated always as identity,
  primary key (tenant, id),
  check ((minor is null) = (currency is null))
);
select zhongshu.protect('goods.price');
create unique index price_told on goods.price (tenant, shop, sku, kind, valid_from) where source = 'catalogue';
create unique index price_learned on goods.price (tenant, shop, sku, day, minor, currency)
  where source = 'order line';

create table goods.stock_count (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  sku text not null,
  at timestamptz not null,
  stock bigint not null check (stock >= 0),
  id bigint generated always as identity,
  primary key (tenant, shop, sku, at)
);
select zhongshu.protect('goods.stock_count');

create table goods.stock_movement (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  ordinal integer not null,
  sku text not null,
  at timestamptz not null,
  quantity bigint not null,
  primary key (tenant, shop, source, number, ordinal)
);
select zhongshu.protect('goods.stock_movement');
create index stock_movement_sku on goods.stock_movement (tenant, shop, sku, at);

-- opens_at null: from this row on the product has no window.
create table goods.sale_window (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  product text not null,
  valid_from timestamptz not null,
  preview_at timestamptz,
  opens_at timestamptz,
  closes_at timestamptz,
  encore_from timestamptz,
  encore_until timestamptz,
  id bigint generated always as identity,
  primary key (tenant, shop, product, valid_from)
);
select zhongshu.protect('goods.sale_window');

create table goods.commission_rule (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  scope text not null check (scope in ('product', 'category', 'shop')),
  subject text not null,
  bp integer not null check (bp between 0 and 10000),
  valid_from timestamptz not null,
  valid_until timestamptz,
  id bigint generated always as identity,
  primary key (tenant, shop, scope, subject, valid_from)
);
select zhongshu.protect('goods.commission_rule');

create table goods.promotion_day (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  day date not null,
  category text not null,
  everything boolean not null,
  name text not null,
  primary key (tenant, shop, day, category, everything)
);
select zhongshu.protect('goods.promotion_day');
