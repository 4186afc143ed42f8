-- Rows that tell of no purchase (unpaid, called off, closed) are no faults: nothing of them is to be mended.
alter table ledger.import_refused add column left_out boolean not null default false;
alter table ledger.import add column left_out integer not null default 0;
