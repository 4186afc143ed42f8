-- Commission is a share of the price or a fixed sum for each piece. What was told before stays a row of its own when
-- the same beginning is told again, with the instant at which each was told: a month that was settled by the one is
-- not settled anew by the other. What stands already counts as always told.
alter table goods.commission_rule
  alter column bp drop not null,
  add column each_minor bigint check (each_minor >= 0),
  add column each_currency text,
  add column told_at timestamptz not null default to_timestamp(0);
alter table goods.commission_rule
  add check ((bp is null) = (each_minor is not null)),
  add check ((each_minor is null) = (each_currency is null));
alter table goods.commission_rule alter column told_at drop default;
alter table goods.commission_rule drop constraint commission_rule_pkey;
alter table goods.commission_rule add primary key (tenant, shop, scope, subject, valid_from, listed, told_at);
