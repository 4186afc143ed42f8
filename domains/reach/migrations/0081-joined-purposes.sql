-- What two persons had is put back as it was kept, and what was kept before refusals had a purpose names none.
update reach.joined j set had = (
  select jsonb_object_agg(side, case when rows ? 'opt_out' then jsonb_set(rows, '{opt_out}', coalesce((
           select jsonb_agg('{"purpose": "marketing"}'::jsonb || one) from jsonb_array_elements(rows -> 'opt_out') one), '[]'))
         else rows end)
    from jsonb_each(j.had) sides (side, rows));
