-- What a customer said of being chosen by their own record: every word of theirs with its proof, the last one stands. It is
-- kept under the id that they had then, so that it follows them whoever they turn out to be.
create table people.choice (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  profile uuid not null,
  at timestamptz not null,
  personalised boolean not null,
  said_by text not null check (said_by in ('customer', 'member')),
  -- Who wrote it down for them, and how they said it.
  member text,
  how text not null,
  -- Which words they had before their eyes.
  words integer not null,
  primary key (tenant, profile, at)
);
select zhongshu.protect('people.choice');
create index choice_shop on people.choice (shop);
