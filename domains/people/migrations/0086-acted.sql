-- Who is known from a list alone has given no sign of life: the instant the list came in is not one. Segments ask the narrow
-- row whether somebody was ever there.
alter table people.standing add column acted boolean not null default true;
update people.standing s set acted = false
  from people.profile p where p.tenant = s.tenant and p.id = s.id and p.last_act is null;
