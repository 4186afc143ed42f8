-- Before a tenant is known we know only who knocks: a signed-in person (`app.user`), or the hash of a write key
-- (`app.key_hash`). These policies let each see what is theirs, for reading only. Inside a tenant's transaction
-- neither setting is present, so they add nothing there.
create policy bearer on tenancy.member for select to zhongshu_app
  using (user_id = nullif(current_setting('app.user', true), ''));

create policy bearer on tenancy.member_shop for select to zhongshu_app
  using (exists (select 1 from tenancy.member m
    where m.tenant = member_shop.tenant and m.id = member_shop.member
      and m.user_id = nullif(current_setting('app.user', true), '')));

create policy bearer on tenancy.shop for select to zhongshu_app
  using (exists (select 1 from tenancy.member m
    where m.tenant = shop.tenant and m.user_id = nullif(current_setting('app.user', true), '')));

create policy bearer on tenancy.organisation for select to zhongshu_app
  using (exists (select 1 from tenancy.member m
    where m.tenant = organisation.tenant and m.user_id = nullif(current_setting('app.user', true), '')));

create policy bearer on tenancy.write_key for select to zhongshu_app
  using (hash = nullif(current_setting('app.key_hash', true), ''));
