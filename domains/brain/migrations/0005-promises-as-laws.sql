-- A promise is kept as the law of a count among so many people, with what the model alone had said; and a result keeps
-- apart what was earned on the card's own product. What was kept in another form is counted again from its rows.
alter table brain.tap no force row level security;
alter table brain.awaited no force row level security;
update brain.tap set forecast = null where not coalesce(forecast ? 'people', true);
truncate brain.outcome;
insert into brain.awaited (tenant, execution, wake_at)
select tenant, execution, closes_at from brain.tap on conflict do nothing;
alter table brain.tap force row level security;
alter table brain.awaited force row level security;
