-- Medians of a unit, a project or a payee are found in the index alone: its entries bear the amount.
update leaf_finishings set statement = statement || ' include (amount)' where parent = 'payments' and name in ('unit', 'project', 'payee');
do $$
declare
  leaf record;
begin
  for leaf in select * from leaf_finished where parent = 'payments' and name in ('unit', 'project', 'payee') loop
    execute format('drop index if exists leaves.%I', format('payments_%s_%s', leaf.first, leaf.name));
  end loop;
end $$;
delete from leaf_finished where parent = 'payments' and name in ('unit', 'project', 'payee');

-- The amounts of the payments of some batches that bear a value in one of these columns, for who may see those batches whole.
-- As the owner, because a policy's reader would have to fetch every row to know whose it is.
create function access.amounts_of(batches integer[], bearing text, value text) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  own integer[];
begin
  if bearing not in ('unit', 'project', 'payee_key') or access.unit() is not null then
    raise exception 'amounts of % are not for this reader', bearing;
  end if;
  own := array(select b.batch_id from batches b where b.batch_id = any (batches) and (access.sees_all() or b.region_code = any (access.regions())));
  return query execute format('select amount from payments where %I = %L and batch_id = any (%L)', bearing, value, own);
end $$;
revoke execute on function access.amounts_of from public;
grant execute on function access.amounts_of to mingzhang_reader;
