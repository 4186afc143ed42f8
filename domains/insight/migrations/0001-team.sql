-- Who leads a shop, dated; leader null: nobody from then on. Who earns on a sale is the leader of its instant, and
-- the leader's own leader of that instant: never more than two levels, which is what the law allows.
create table insight.leader (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  valid_from timestamptz not null,
  leader uuid,
  id bigint generated always as identity,
  primary key (tenant, shop, valid_from),
  check (leader <> shop)
);
select zhongshu.protect('insight.leader');

-- What part of the paid price of the organisation's shops goes to each level, dated. A third level cannot be written.
create table insight.team_share (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  level smallint not null check (level in (1, 2)),
  valid_from timestamptz not null,
  bp integer not null check (bp between 0 and 10000),
  id bigint generated always as identity,
  primary key (tenant, level, valid_from)
);
select zhongshu.protect('insight.team_share');
