-- What the trade knows of goods and no customer is shown: whose brand, and what a piece costs the shop. Dated rows
-- like every fact; null: from this row on it is not known.
create table goods.brand (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  product text not null,
  valid_from timestamptz not null,
  brand text,
  id bigint generated always as identity,
  primary key (tenant, shop, product, valid_from)
);
select zhongshu.protect('goods.brand');

create table goods.cost (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  sku text not null,
  valid_from timestamptz not null,
  minor bigint check (minor >= 0),
  currency text,
  id bigint generated always as identity,
  primary key (tenant, shop, sku, valid_from),
  check ((minor is null) = (currency is null))
);
select zhongshu.protect('goods.cost');
