-- Devices that turned out to be somebody's were taken for people of another arm. Whom no execution was for crossed nothing.
delete from reach.merged_across_arms a
 where not exists (select from reach.recipient r where r.tenant = a.tenant and r.profile = a.profile);
