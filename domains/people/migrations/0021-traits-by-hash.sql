-- A value may be longer than an index takes, so it is looked up by its hash.
drop index people.trait_key;
alter table people.trait add column value_hash bigint
  generated always as (jsonb_hash_extended(value, 0)) stored;
create index trait_value on people.trait (shop, key, value_hash);
