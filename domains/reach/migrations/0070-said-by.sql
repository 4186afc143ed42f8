-- Who wrote it down: a member's name, or 'customer' where they said it themselves; null where that was not kept yet.
alter table reach.agreement add column said_by text, add column withdrawn_by text;
alter table reach.opt_out add column said_by text, add column withdrawn_by text;
