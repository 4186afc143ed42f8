-- An import that is being undone may take away all by which a person was known before they can be erased; then nothing kept them
-- out. What was known when they asked is kept until it is done, and then no more.
alter table people.erasure add column known jsonb;
alter table people.erasure add constraint erasure_forgets check (known is null or profile is not null);
