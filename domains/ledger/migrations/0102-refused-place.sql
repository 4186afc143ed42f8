-- The place that a refused row keeps in its document, for the file in which it is mended.
alter table ledger.import_refused add column ordinal integer;
