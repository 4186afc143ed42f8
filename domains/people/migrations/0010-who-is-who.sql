-- What was told of an id that tells who it is. A phone number is a keyed hash; what may be shown of it stands beside.
create table people.sign (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  base uuid not null,
  kind text not null,
  value text not null,
  shown text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- The event that told it first.
  message text not null,
  primary key (tenant, base, kind, value)
);
select zhongshu.protect('people.sign');
create index sign_value on people.sign (shop, kind, value)
  where kind in ('unionid', 'external_userid', 'openid', 'order', 'phone', 'mask');

-- Ids that are part of another's person. Who stands here under `person` is not here under `base`.
create table people.same (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  base uuid not null,
  person uuid not null,
  since timestamptz not null,
  primary key (tenant, base)
);
select zhongshu.protect('people.same');
create index same_person on people.same (person);

-- Why: the rule, between which two ids. One person of n ids has n - 1 of them or more.
create table people.merge (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  a uuid not null,
  b uuid not null,
  rule text not null,
  at timestamptz not null,
  primary key (tenant, a, b)
);
select zhongshu.protect('people.merge');
create index merge_newest on people.merge (shop, at);
create index merge_b on people.merge (b);

-- Two ids of whom somebody has to say whether they are one person, and what was said.
create table people.doubt (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  a uuid not null,
  b uuid not null,
  why text not null,
  at timestamptz not null,
  same boolean,
  said_at timestamptz,
  said_by text,
  primary key (tenant, a, b),
  check ((same is null) = (said_at is null))
);
select zhongshu.protect('people.doubt');
create index doubt_open on people.doubt (shop, at) where same is null;
create index doubt_b on people.doubt (b);

-- Who this is by now: an anonymous id that was absorbed leads to its user, a user that was merged to the person.
create function people.person_of(asked uuid) returns uuid
  language sql stable strict parallel safe
  return (
    select coalesce((select s.person from people.same s where s.base = b.id), b.id)
    from (select coalesce((select l.absorbed_by from people.link l where l.own = asked), asked) as id) b
  );
