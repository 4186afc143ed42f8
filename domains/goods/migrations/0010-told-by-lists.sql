-- Told by a list of the shop's, which can be taken back; what a person put by hand stays then.
alter table goods.description add column listed boolean not null default false;
alter table goods.sku add column listed boolean not null default false;
alter table goods.price add column listed boolean not null default false;
alter table goods.commission_rule add column listed boolean not null default false;
