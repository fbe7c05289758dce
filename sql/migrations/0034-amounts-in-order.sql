-- A median is read at its place in an index that has the amounts of a unit, a project or a payee in their order, not found by sorting them.

-- Amounts need not stand beside the dates any more; leaves that have them there keep them.
update leaf_finishings set statement = replace(statement, ' include (amount)', '') where parent = 'payments' and name in ('unit', 'project', 'payee');
insert into leaf_finishings (parent, name, turn, statement) values
  ('payments', 'unit_amounts', 9, 'create index %2$I on leaves.%1$I (unit, amount, batch_id)'),
  ('payments', 'project_amounts', 10, 'create index %2$I on leaves.%1$I (project, amount, batch_id)'),
  ('payments', 'payee_amounts', 11, 'create index %2$I on leaves.%1$I (payee_key, amount, batch_id)');
drop index payments_by_unit_batch_id_idx, payments_by_project_batch_id_idx;
create index payments_by_unit_unit on payments_by_unit (batch_id, unit);
create index payments_by_project_project on payments_by_project (batch_id, project);

-- As before (0032): sums come from the roll-up; a mark is the amount at the place of its share, counted from the nearer end.
create or replace function access.amount_marks(batches integer[], bearing text, value text, shares float8[],
  out amount bigint, out count bigint, out max bigint, out marks bigint[])
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  rollup constant text := case bearing when 'unit' then 'payments_by_unit' when 'project' then 'payments_by_project' when 'payee_key' then 'payments_by_payee' end;
  own integer[];
  share float8;
  place bigint;
  mark bigint;
begin
  if rollup is null or access.unit() is not null then
    raise exception 'amounts of % are not for this reader', bearing;
  end if;
  own := array(select b.batch_id from batches b where b.batch_id = any (batches) and (access.sees_all() or b.region_code = any (access.regions())));
  execute format('select access.total(amount), access.total(lines), max(largest) from %I where batch_id = any (%L) and %I = %L', rollup, own, bearing, value)
    into amount, count, max;
  if count is null then return; end if;
  foreach share in array shares loop
    place := greatest(ceil(share * count), 1);
    execute format('select amount from payments where %I = %L and batch_id = any (%L) order by amount %s limit 1 offset %s', bearing, value, own,
      case when 2 * place > count then 'desc' end, case when 2 * place > count then count - place else place - 1 end) into strict mark;
    marks := marks || mark;
  end loop;
end $$;
