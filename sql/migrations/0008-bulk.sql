-- Loading ledgers at the machine's speed: big files lie beside the database, leaves get their indexes before they become partitions.

-- The bytes of a big file lie in the folder `files` of the data folder, under their hash; then this is null.
alter table files alter column bytes drop not null;

-- Where the rows of a table lie in its ledger: line_no = line_offset + row in the file (the header is a row, blank rows count).
alter table load_tables add column line_offset integer not null default 0;
alter table load_tables add column line_count integer;
-- Fen that the table itself gives as totals (a row 合计): {"<measure>": "fen"}.
alter table load_tables add column stated jsonb;
-- Rows that were not taken; the first of them are in the report of the load.
alter table load_tables add column rejected integer not null default 0;

-- How many indexes the partitions of a ledger bear.
create function leaves.indexes(parent text) returns integer language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::integer from pg_index where indrelid = format('public.%I', parent)::regclass
$$;

-- Builds one of the indexes (from 1) on a leaf that is no partition yet; attaching it takes the index over. Two connections may build two at once.
create function leaves.index(parent text, first integer, nth integer) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  definition text;
  leaf constant text := format('leaves.%I', parent || '_' || first);
begin
  perform set_config('maintenance_work_mem', '256MB', true);
  select pg_get_indexdef(indexrelid) into strict definition
  from (select indexrelid, row_number() over (order by indexrelid) as n from pg_index where indrelid = format('public.%I', parent)::regclass) own
  where n = nth;
  execute regexp_replace(definition, '^CREATE (UNIQUE )?INDEX .*? ON (ONLY )?\S+ ', format('CREATE \1INDEX ON %s ', leaf));
end $$;

-- What the planner is told of a leaf.
create function leaves.analyze(parent text, first integer) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  execute format('analyze leaves.%I', parent || '_' || first);
end $$;
revoke execute on function leaves.indexes, leaves.index, leaves.analyze from public;
grant execute on function leaves.indexes, leaves.index, leaves.analyze to mingzhang_loader;
