create table tenancy.organisation (
  tenant uuid primary key default nullif(current_setting('app.tenant', true), '')::uuid,
  name text not null,
  created_at timestamptz not null
);
select zhongshu.protect('tenancy.organisation');

create table tenancy.shop (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (tenant, id)
);
select zhongshu.protect('tenancy.shop');
-- A shop's address names no organisation, so an id may exist once in the whole deployment.
create unique index shop_id on tenancy.shop (id);

create table tenancy.member (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  user_id text not null,
  phone text not null,
  name text not null,
  role text not null,
  created_at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, user_id)
);
select zhongshu.protect('tenancy.member');
create index member_user on tenancy.member (user_id);

create table tenancy.member_shop (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  member uuid not null,
  shop uuid not null,
  primary key (tenant, member, shop),
  foreign key (tenant, member) references tenancy.member (tenant, id) on delete cascade,
  foreign key (tenant, shop) references tenancy.shop (tenant, id)
);
select zhongshu.protect('tenancy.member_shop');

create table tenancy.write_key (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  shop uuid not null,
  kind text not null check (kind in ('browser', 'server')),
  name text not null,
  prefix text not null,
  hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, shop) references tenancy.shop (tenant, id)
);
select zhongshu.protect('tenancy.write_key');
create unique index write_key_hash on tenancy.write_key (hash);
create index write_key_shop on tenancy.write_key (tenant, shop, created_at);

create table tenancy.audit (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id uuid not null,
  -- The order in which things were done; several may share an instant.
  seq bigint generated always as identity,
  -- Null when the change concerns the whole organisation.
  shop uuid,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  primary key (tenant, id)
);
select zhongshu.protect('tenancy.audit');
create index audit_shop on tenancy.audit (tenant, shop, seq desc);
-- Append-only: what was done stays written, whoever did it.
revoke update, delete on tenancy.audit from zhongshu_app;
