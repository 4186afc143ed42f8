-- Where an event came from: the import run and the lines of its file, or the write key. `rows` is null for a key.
alter table ledger.event add column origin uuid, add column rows int4multirange;
-- The events of one run. Equal entries are kept as one list of places, so that it costs some seven bytes an event.
create index event_import on ledger.event (origin) where rows is not null;

-- What a document's events have in common, in eight bytes: source and number. Another document may share it.
create function ledger.document(properties jsonb) returns bigint
  language sql immutable strict parallel safe
  return hashtextextended((properties ->> 'source') || chr(31) || (properties ->> 'number'), 0);
create index event_document on ledger.event (ledger.document(properties)) where properties ? 'number';

-- What a run told that stood already. `told` null: the event stored under this very id says the same. Otherwise
-- what it would have told had nothing stood, and `instead` the event that it told in part.
create table ledger.retold (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  id bigint generated always as identity,
  import uuid not null,
  shop uuid not null,
  message_id text not null,
  rows int4multirange not null,
  document bigint,
  told jsonb,
  instead text,
  primary key (tenant, id),
  foreign key (tenant, import) references ledger.import (tenant, id) on delete cascade
);
select zhongshu.protect('ledger.retold');
create index retold_message on ledger.retold (shop, message_id);
create index retold_document on ledger.retold (document) where told is not null;
create index retold_import on ledger.retold (import);

-- What an undo has still to take back, newest first.
create table ledger.import_undo (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  import uuid not null,
  n integer not null,
  message_id text not null,
  primary key (tenant, import, n),
  foreign key (tenant, import) references ledger.import (tenant, id) on delete cascade
);
select zhongshu.protect('ledger.import_undo');

alter table ledger.import drop constraint import_state_check;
alter table ledger.import add constraint import_state_check
  check (state in ('mapped', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));
-- How many events an undo took on, how many it has dealt with, and how many of them stay because a later file tells them too.
alter table ledger.import
  add column undo_total integer, add column undo_done integer, add column undo_kept integer;
