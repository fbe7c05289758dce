-- Sums and percentiles of a unit, a project or a payee are told as one row: handing over every amount took longer than sorting them.
drop function access.amounts_of;

-- The discrete percentiles (`marks`, one for each of `shares`) with sum, count and maximum of the payments of some batches that bear a value
-- in one of these columns, for who may see those batches whole. As the owner, because a policy's reader would have to fetch every row to
-- know whose it is.
create function access.amount_marks(batches integer[], bearing text, value text, shares float8[],
  out amount bigint, out count bigint, out max bigint, out marks bigint[])
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  own integer[];
begin
  if bearing not in ('unit', 'project', 'payee_key') or access.unit() is not null then
    raise exception 'amounts of % are not for this reader', bearing;
  end if;
  own := array(select b.batch_id from batches b where b.batch_id = any (batches) and (access.sees_all() or b.region_code = any (access.regions())));
  execute format($find$
    select access.total(amount), nullif(count(*), 0), max(amount), percentile_disc($1) within group (order by amount)
    from payments where %I = %L and batch_id = any (%L)
  $find$, bearing, value, own) into amount, count, max, marks using shares;
end $$;
revoke execute on function access.amount_marks from public;
grant execute on function access.amount_marks to mingzhang_reader;
