-- Of a window that is still open: how many have come so far, so that the next forecast need not wait for it to close.
alter table brain.outcome drop constraint outcome_state_check;
alter table brain.outcome add constraint outcome_state_check check (state in ('open', 'provisional', 'final'));
