-- Whether an order was paid is asked by its number; whether a source ever tells payments, by its name.
create index payment_of_order on orders.payment (shop, source, number);
-- Refunds that name no order are looked up by their customer. With the tenant behind, a planner that has no
-- statistics yet sees nothing to gain from reading all of the tenant's beside it.
create index refund_unnamed on orders.refund (profile, tenant) where profile is not null and "order" is null;
drop index orders.order_purchases;
create index order_purchases on orders."order" (profile, tenant, at) where profile is not null;
