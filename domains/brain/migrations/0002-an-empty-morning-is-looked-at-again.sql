-- What the shop's data looked like when its morning was computed; opaque, compared with the mark of now.
alter table brain.morning add column mark text not null default '';
