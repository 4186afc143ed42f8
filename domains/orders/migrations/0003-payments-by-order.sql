-- Whether an order was paid is asked by its number; whether a source ever tells payments, by its name.
create index payment_of_order on orders.payment (shop, source, number);
