-- When the shop's own list said what the row says (null where a person named it last, or only events spoke of it),
-- how the row stood before any list, and when a person named it.
alter table reach.community add column told_at timestamptz, add column untold jsonb, add column named_at timestamptz;
