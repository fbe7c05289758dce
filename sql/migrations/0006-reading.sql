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
