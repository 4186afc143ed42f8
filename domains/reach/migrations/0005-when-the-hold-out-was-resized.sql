-- A stretch in which people moved between the arms compares nothing; null: as it was drawn.
alter table reach.hold_out add column resized_at timestamptz;
