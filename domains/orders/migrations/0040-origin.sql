-- The id that an order was told of, where it is part of the person `profile`.
alter table orders."order" add column origin uuid;
alter table orders.refund add column origin uuid;
create index order_origin on orders."order" (origin) where origin is not null;
create index refund_origin on orders.refund (origin) where origin is not null;
