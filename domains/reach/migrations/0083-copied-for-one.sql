-- When the words for somebody of the named list were last handed out; what was handed out is what they were told.
alter table reach.recipient add column copied_at timestamptz;
