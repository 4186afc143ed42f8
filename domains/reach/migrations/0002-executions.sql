-- How an organisation wants to be careful, and how long its results take; what is left out is as usual.
create table reach.policy (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  body jsonb not null,
  primary key (tenant)
);
select zhongshu.protect('reach.policy');

-- Somebody agreed to be written to; opting out is in reach.opt_out and outweighs it until it is withdrawn.
create table reach.agreement (
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
select zhongshu.protect('reach.agreement');

-- One tap: what goes to whom. `template` holds placeholders only; what was said is in message and post.
create table reach.execution (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  -- The tap's own key: the same tap sent twice is one execution.
  key text not null,
  card uuid,
  -- What executions are compared under, such as 'due-again'.
  play text not null,
  title text not null,
  channel text not null check (channel in ('inbox', 'named-copy', 'group-copy')),
  product text not null,
  sku text not null,
  style text not null,
  template text not null,
  salt text not null,
  hold_out double precision not null check (hold_out >= 0 and hold_out <= 0.5),
  state text not null check (state in ('running', 'done', 'cancelled')),
  actor text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Outcomes count from the tap until here; refunds are waited for until returns_until.
  closes_at timestamptz not null,
  returns_until timestamptz not null,
  primary key (tenant, id),
  unique (tenant, shop, key)
);
select zhongshu.protect('reach.execution');
create index execution_newest on reach.execution (shop, started_at, id);
-- What the worker looks at; few, whatever the number of those that are over.
create index execution_running on reach.execution (tenant, started_at) where state = 'running';

-- Everybody the execution was decided for, with the arm that was drawn at the tap and never changes. 'programme':
-- in the organisation's standing hold-out, compared with nobody here. 'listed': on the owner's list to be sent by hand.
create table reach.recipient (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  execution uuid not null,
  profile uuid not null,
  arm text not null check (arm in ('treated', 'held-out', 'programme')),
  state text not null
    check (state in ('waiting', 'listed', 'sent', 'held-out', 'stopped', 'cancelled')),
  -- Would the gate have let them through at the tap, hold-outs aside? Never changes, so it may choose whom to compare.
  eligible boolean not null,
  -- Two recipients of different arms turned out to be one person: compared with nobody.
  crossed boolean not null default false,
  -- The gate's word on who was not sent to: {step, zh, en}.
  reason jsonb,
  wake_at timestamptz not null,
  decided_at timestamptz,
  -- Of the named list: this person's own link, and what was said when the owner ticked it off.
  link uuid,
  said text,
  opened_at timestamptz,
  clicked_at timestamptz,
  primary key (tenant, execution, profile)
);
select zhongshu.protect('reach.recipient');
create index recipient_waiting on reach.recipient (execution, wake_at, profile) where state = 'waiting';
create index recipient_listed on reach.recipient (execution, profile) where state = 'listed';
create index recipient_profile on reach.recipient (profile, execution);

-- A group post: drawn by community and day, because everybody in the group reads it.
create table reach.post (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  execution uuid not null,
  community uuid not null,
  day date not null,
  arm text not null check (arm in ('treated', 'held-out')),
  state text not null check (state in ('waiting', 'copied', 'sent', 'held-out', 'stopped', 'cancelled')),
  reason jsonb,
  text text,
  -- The community's own link, made at the first copy.
  link uuid,
  -- What the customer would have paid when it was copied; a later copy at another price is warned of.
  price bigint,
  currency text,
  copied_at timestamptz,
  sent_at timestamptz,
  primary key (tenant, execution, community, day)
);
select zhongshu.protect('reach.post');

-- A slot of attention that was spent, really or as a ghost. `subject` is a person or a community.
create table reach.slot (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  subject uuid not null,
  at timestamptz not null,
  channel text not null,
  kind text not null,
  ghost boolean not null,
  execution uuid not null,
  primary key (tenant, subject, at, execution)
);
select zhongshu.protect('reach.slot');

-- What lies in a customer's inbox, with the words as they were filled when it was sent.
create table reach.message (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  execution uuid not null,
  profile uuid not null,
  text text not null,
  product text not null,
  sku text not null,
  link uuid not null,
  at timestamptz not null,
  opened_at timestamptz,
  primary key (tenant, id),
  unique (tenant, execution, profile)
);
select zhongshu.protect('reach.message');
create index message_inbox on reach.message (profile, at, id);

-- Where a link leads is stored here and nowhere in the link. `profile` or `community` says whose it is.
create table reach.link (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  id uuid not null,
  execution uuid not null,
  profile uuid,
  community uuid,
  product text not null,
  sku text not null,
  made_at timestamptz not null,
  primary key (tenant, id)
);
select zhongshu.protect('reach.link');

-- One customer counts once a link, after the page has said that it was really looked at.
create table reach.click (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  link uuid not null,
  -- The profile where it is known, else the visitor's own random id.
  visitor text not null,
  at timestamptz not null,
  primary key (tenant, link, visitor)
);
select zhongshu.protect('reach.click');

-- A way into the inbox that works once, and the session it was exchanged for; both kept as SHA-256 only.
create table reach.entry (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  hash text not null,
  profile uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, hash)
);
select zhongshu.protect('reach.entry');
create table reach.visit (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  hash text not null,
  profile uuid not null,
  began_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, hash)
);
select zhongshu.protect('reach.visit');
