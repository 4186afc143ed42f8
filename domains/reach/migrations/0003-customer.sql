-- Merges ask for the clicks of a profile, whichever link they were of.
create index click_visitor on reach.click (visitor);
