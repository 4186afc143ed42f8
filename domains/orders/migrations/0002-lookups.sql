-- Shop and profile are unique by themselves. Without the tenant in front, a planner that has no statistics yet
-- cannot take one of these for the key when it looks for the lines of an order: it then read a whole shop for each.
drop index orders.order_purchases, orders.order_newest, orders.line_product, orders.refund_by_profile,
           orders.refund_of_order;
create index order_purchases on orders."order" (profile, at) where profile is not null;
create index order_newest on orders."order" (shop, at, source, number);
create index line_product on orders.line (shop, product, at);
create index refund_by_profile on orders.refund (profile) where profile is not null;
create index refund_of_order on orders.refund (shop, source, "order") where "order" is not null;
