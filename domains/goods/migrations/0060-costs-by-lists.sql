-- Whether a list told what a piece costs, and no person; of one instant a person's word stands.
alter table goods.cost add column listed boolean not null default false;
