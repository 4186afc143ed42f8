-- What a person of the named list was told it costs: the next one is warned of when it is another price by then.
alter table reach.recipient add column price bigint, add column currency text,
  add constraint recipient_price check ((price is null) = (currency is null));
