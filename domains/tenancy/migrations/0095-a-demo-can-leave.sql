-- An organisation that somebody looks around in; whoever opened it may take all of it away again. While its rows are
-- being removed nobody enters it and nothing of ours works in it.
alter table tenancy.organisation
  add column demo boolean not null default false,
  add column leaving_at timestamptz;
