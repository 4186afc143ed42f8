-- A word on messages says by which words it was asked for, and has a number of its own under which it can be shown; so has
-- taking it back. Null `words`: somebody wrote it down for them, or it was not kept.
alter table reach.agreement
  add column id uuid default gen_random_uuid(), add column words integer,
  add column withdrawn_id uuid, add column withdrawn_words integer;
alter table reach.opt_out
  add column id uuid default gen_random_uuid(), add column words integer,
  add column withdrawn_id uuid, add column withdrawn_words integer;

-- What was refused: being recommended something, or being told how one's own order stands.
alter table reach.opt_out add column purpose text not null default 'marketing'
  check (purpose in ('marketing', 'notices'));
alter table reach.opt_out drop constraint opt_out_pkey;
alter table reach.opt_out add primary key (tenant, shop, profile, purpose, channel, at);
