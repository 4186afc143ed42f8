-- The id that an event was told of, where it is part of the person `profile`: what was merged can be parted again.
alter table ledger.event add column told_of uuid;
create index event_told_of on ledger.event (told_of) where told_of is not null;
