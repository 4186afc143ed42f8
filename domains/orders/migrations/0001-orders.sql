-- Documents as they came, one row a line. Keys are those of the source, so that a document that comes
-- again changes nothing. The sums in "order" and refund are kept by the projection alone.
create table orders."order" (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  profile uuid,
  customer text,
  at timestamptz not null,
  currency text not null,
  total bigint not null default 0,
  goods bigint not null default 0,
  goods_lines integer not null default 0,
  refunded bigint not null default 0,
  primary key (tenant, shop, source, number)
);
select zhongshu.protect('orders."order"');
create index order_purchases on orders."order" (tenant, profile, at) where profile is not null;
create index order_newest on orders."order" (tenant, shop, at, source, number);

create table orders.payment (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  message_id text not null,
  source text not null,
  number text not null,
  at timestamptz not null,
  minor bigint not null,
  currency text not null,
  primary key (tenant, shop, message_id)
);
select zhongshu.protect('orders.payment');

create table orders.line (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  ordinal integer not null,
  at timestamptz not null,
  sku text not null,
  product text not null,
  title text not null,
  category text,
  quantity integer not null,
  minor bigint not null,
  currency text not null,
  kind text not null check (kind in ('goods', 'service')),
  primary key (tenant, shop, source, number, ordinal)
);
select zhongshu.protect('orders.line');
create index line_product on orders.line (tenant, shop, product, at);

create table orders.refund (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  "order" text,
  profile uuid,
  customer text,
  at timestamptz not null,
  currency text not null,
  total bigint not null default 0,
  goods bigint not null default 0,
  primary key (tenant, shop, source, number)
);
select zhongshu.protect('orders.refund');
create index refund_by_profile on orders.refund (tenant, profile) where profile is not null;

create table orders.refund_line (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  ordinal integer not null,
  at timestamptz not null,
  sku text not null,
  product text not null,
  title text not null,
  category text,
  quantity integer not null,
  minor bigint not null,
  currency text not null,
  kind text not null check (kind in ('goods', 'service')),
  primary key (tenant, shop, source, number, ordinal)
);
select zhongshu.protect('orders.refund_line');

-- Stock adjustments that came in the shape of an order, kept so that importing them again adds nothing.
create table orders.stock_line (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  source text not null,
  number text not null,
  ordinal integer not null,
  at timestamptz not null,
  sku text not null,
  product text not null,
  title text not null,
  quantity integer not null,
  primary key (tenant, shop, source, number, ordinal)
);
select zhongshu.protect('orders.stock_line');
create index refund_of_order on orders.refund (tenant, shop, source, "order") where "order" is not null;
