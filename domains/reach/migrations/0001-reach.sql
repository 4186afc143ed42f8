-- The same community has the same id whoever speaks of it first, the person who names it or an event.
create function reach.community_id(tenant uuid, shop uuid, code text) returns uuid
  language sql immutable strict parallel safe
  return overlay(overlay(md5(tenant::text || '/' || shop::text || '/' || code)
    placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid;

create table reach.community (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  channel text not null check (channel in ('wecom', 'wechat', 'app', 'unknown')),
  size integer check (size >= 0),
  primary key (tenant, id),
  unique (tenant, shop, code)
);
select zhongshu.protect('reach.community');

-- What we were told, never changed: membership at any instant is read from it, so the order of telling and
-- telling twice do not matter. 'seen': on a list at that time, without knowing since when.
create table reach.membership_fact (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  community uuid not null,
  profile uuid not null,
  at timestamptz not null,
  told text not null check (told in ('joined', 'left', 'seen')),
  source text not null check (source in ('wecom', 'own-link', 'imported-list', 'unknown')),
  primary key (tenant, community, profile, at, told, source)
);
select zhongshu.protect('reach.membership_fact');
create index membership_fact_profile on reach.membership_fact (tenant, shop, profile);

create table reach.opt_out (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  profile uuid not null,
  channel text not null,
  at timestamptz not null,
  proof text not null,
  withdrawn_at timestamptz,
  withdrawn_proof text,
  primary key (tenant, shop, profile, channel, at)
);
select zhongshu.protect('reach.opt_out');

create table reach.hold_out (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  salt text not null,
  share double precision not null check (share >= 0 and share <= 0.5),
  primary key (tenant)
);
select zhongshu.protect('reach.hold_out');

-- People whose profiles stood in different arms when they were merged: never compared again.
create table reach.merged_across_arms (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  profile uuid not null,
  primary key (tenant, profile)
);
select zhongshu.protect('reach.merged_across_arms');
