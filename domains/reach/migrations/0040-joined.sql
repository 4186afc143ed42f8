-- What two persons had before they became one, row by row, so that they can be parted again; thrown away after 72 hours.
create table reach.joined (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  gone uuid not null,
  kept uuid not null,
  at timestamptz not null,
  place bigint generated always as identity,
  had jsonb not null,
  primary key (tenant, gone)
);
select zhongshu.protect('reach.joined');
create index joined_kept on reach.joined (kept);
-- What is of a person is asked for whatever the shop.
create index membership_fact_person on reach.membership_fact (profile);
create index opt_out_person on reach.opt_out (profile);
create index agreement_person on reach.agreement (profile);
create index link_person on reach.link (profile) where profile is not null;
