-- What readers need beyond their policies: which loads they may see, and a short way to one figure.

-- Whether a reader who is limited to regions may see a load's report: only when every batch of it lies in them.
-- As the owner, because the reader's own policies hide the very batches that are asked about.
create function access.sees_load(load integer) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(bool_and(access.sees(b.region_code)), false) from batches b where b.load_id = load
$$;
revoke execute on function access.sees_load from public;
grant execute on function access.sees_load to mingzhang_reader;

-- An alert names its evidence by batch and line.
create index on execution_rows (batch_id, line_no);

-- The settings of a request are read once per statement and not once per row; the planner then sees how many rows there are.
create function access.sees_all() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.regions', true), '') = '*'
$$;
create function access.regions() returns text[] language sql stable parallel safe as $$
  select string_to_array(coalesce(current_setting('app.regions', true), ''), ',')
$$;
grant execute on function access.sees_all, access.regions to mingzhang_reader, mingzhang_loader;

do $$
declare
  t text;
  sees constant text := '(select access.sees_all()) or region_code = any ((select access.regions())::text[])';
begin
  foreach t in array array['execution', 'transfers', 'debt', 'projects', 'assets', 'audit_results', 'findings', 'batches', 'flags'] loop
    execute format('alter policy by_region on %I using (%s)', t, sees);
  end loop;
  execute format('alter policy by_region on check_results using (region_code is null or %s)', sees);
end $$;
