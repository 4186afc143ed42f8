-- Quiet hours: outcomes count from when the first may go, not from a tap in the night.
alter table reach.execution add column opens_at timestamptz;
update reach.execution set opens_at = started_at;
alter table reach.execution alter column opens_at set not null;
