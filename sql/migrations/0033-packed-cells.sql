-- A whole cube is read from packed cells: what execution_by_unit says of a unit as one row, the values of each column one after the other,
-- since a message for every cell takes far longer than finding it.
create table execution_cells (
  batch_id integer not null, region_code text not null, department text, unit text, cells integer not null,
  -- texts with a zero byte between them, 0xff for an absent one
  class bytea, economic_class bytea, carried bytea,
  -- eight bytes for each amount, the least there is for an absent one; null where all are absent
  original bytea, adjustment bytea, final bytea, authorised bytea, committed bytea, executed bytea
) with (toast_tuple_target = 8160);
do $$
declare
  name text;
begin
  -- in their row, not each in a place of its own
  foreach name in array array['class', 'economic_class', 'carried', 'original', 'adjustment', 'final', 'authorised', 'committed', 'executed'] loop
    execute format('alter table execution_cells alter %I set storage main', name);
  end loop;
end $$;
create index on execution_cells (batch_id);
alter table execution_cells enable row level security;
create policy by_reach on execution_cells for select to mingzhang_reader using (
  ((select access.sees_all()) or region_code = any ((select access.regions())::text[]))
  and ((select access.unit()) is null or unit = (select access.unit()) or department = (select access.unit())));
grant select on execution_cells to mingzhang_reader;

create function access.fill_execution_cells(first integer) returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from execution_cells where batch_id >= first and batch_id < first + 1000;
  insert into execution_cells (batch_id, region_code, department, unit, cells, class, economic_class, carried, original, adjustment, final, authorised, committed, executed)
  select batch_id, region_code, department, unit, count(*),
    string_agg(coalesce(textsend(class), '\xff'), '\x00' order by place),
    string_agg(coalesce(textsend(economic_class), '\xff'), '\x00' order by place),
    string_agg(coalesce(textsend(carried), '\xff'), '\x00' order by place),
    case when count(original) > 0 then string_agg(coalesce(int8send(original), '\x8000000000000000'), '' order by place) end,
    case when count(adjustment) > 0 then string_agg(coalesce(int8send(adjustment), '\x8000000000000000'), '' order by place) end,
    case when count(final) > 0 then string_agg(coalesce(int8send(final), '\x8000000000000000'), '' order by place) end,
    case when count(authorised) > 0 then string_agg(coalesce(int8send(authorised), '\x8000000000000000'), '' order by place) end,
    case when count(committed) > 0 then string_agg(coalesce(int8send(committed), '\x8000000000000000'), '' order by place) end,
    case when count(executed) > 0 then string_agg(coalesce(int8send(executed), '\x8000000000000000'), '' order by place) end
  from (
    select *, row_number() over (partition by batch_id, region_code, department, unit order by class collate "C", economic_class collate "C", carried collate "C") as place
    from execution_by_unit
    where batch_id >= first and batch_id < first + 1000
  ) f
  group by batch_id, region_code, department, unit
  order by batch_id, unit collate "C";
$$;
revoke execute on function access.fill_execution_cells from public;
insert into leaf_finishings (parent, name, turn, statement) values ('execution_ledger', 'cells', 4, 'select access.fill_execution_cells(%3$s)');

-- Whether something that is done after publication is done for each of these batches.
create function access.finished(parent text, name text, batches integer[]) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (
    select from unnest(batches) b
    where not exists (select from leaf_finished d where (d.parent, d.first, d.name) = ($1, b - b % 1000, $2))
  )
$$;
revoke execute on function access.finished from public;
grant execute on function access.finished to mingzhang_reader;
drop function access.has_texts;
