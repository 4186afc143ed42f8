-- What each product is to the shop, decided from its sales: tag → the figures that it rests on.
create table goods.tag (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  product text not null,
  tags jsonb not null,
  computed_at timestamptz not null,
  primary key (tenant, shop, product)
);
select zhongshu.protect('goods.tag');

create table goods.tag_day (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  day date not null,
  tag text not null,
  products integer not null,
  primary key (tenant, shop, tag, day)
);
select zhongshu.protect('goods.tag_day');
