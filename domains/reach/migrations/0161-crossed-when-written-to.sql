-- Devices that turned out to be somebody's were taken for people of another arm. Whom no execution was for crossed nothing.
-- Of both tables every organisation's rows have to be seen, or people who did cross would be forgotten.
alter table reach.merged_across_arms no force row level security;
alter table reach.recipient no force row level security;
delete from reach.merged_across_arms a
 where not exists (select from reach.recipient r where r.tenant = a.tenant and r.profile = a.profile);
alter table reach.merged_across_arms force row level security;
alter table reach.recipient force row level security;
