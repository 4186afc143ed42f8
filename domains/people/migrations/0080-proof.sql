-- Every word has a number of its own under which it can be shown. Null `words`: somebody wrote it down for them.
alter table people.choice add column id uuid not null default gen_random_uuid();
alter table people.choice alter column words drop not null;
