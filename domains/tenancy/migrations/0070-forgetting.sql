-- The audit is append-only but for one thing: whom an entry speaks of, once that person is erased. What was done, when and by
-- whom of the shop stays written.
create function tenancy.unname(ids uuid[], entries uuid[]) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  here constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  changed integer;
begin
  update tenancy.audit a set
    subject = case when a.subject = any(ids::text[]) then 'erased' else a.subject end,
    actor_id = case when a.actor_id = any(ids::text[]) then 'erased' else a.actor_id end,
    actor_name = case when a.actor_id = any(ids::text[]) then '客户' else a.actor_name end,
    detail = jsonb_strip_nulls(jsonb_build_object('shop', a.detail -> 'shop', 'erased', true))
  where a.tenant = here and a.id = any(entries);
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function tenancy.unname(uuid[], uuid[]) from public;
grant execute on function tenancy.unname(uuid[], uuid[]) to zhongshu_app;
