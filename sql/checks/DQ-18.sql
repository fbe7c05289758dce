/*
id: DQ-18
name: { zh: 重复导入与重复行, en: Repeated files and lines }
severity: blue
source: { zh: 同一文件、同一表、同一行不应重复计入, en: 'The same file, table or line is not counted twice' }
explanations:
  failed.file:
    zh: '同一文件（内容完全相同）曾作为“{earlier}”载入，这次申报为“{now}”。请核实是否报错期间或口径。'
    en: 'The same bytes were loaded before as “{earlier}” and are now declared as “{now}”. Please verify that period and scope are right.'
  failed.line:
    zh: '编码{code}在同一张表中出现{count}次：{names}。各行均计入，请核实编码。'
    en: 'Code {code} occurs {count} times in the same table: {names}. Every line counts; please verify the codes.'
*/
with here as (
  select * from batches where load_id = :load
), slices as (
  select distinct on (o.batch_id) h.batch_id, h.region_code,
    concat_ws(' ', o.region_code, o.scope, o.year, o.period, o.book, o.flow) as earlier, concat_ws(' ', h.region_code, h.scope, h.year, h.period, h.book, h.flow) as now
  from here h
  join batches o on o.sha256 = h.sha256 and o.load_id <> h.load_id and o.published_at is not null and o.dataset = h.dataset
    and o.book is not distinct from h.book and o.flow is not distinct from h.flow
  where (o.region_code, o.scope, o.year, o.period) is distinct from (h.region_code, h.scope, h.year, h.period)
    and not exists (
      select from batches same
      where same.sha256 = h.sha256 and same.load_id = o.load_id and (same.region_code, same.scope, same.year, same.period) = (h.region_code, h.scope, h.year, h.period))
  order by o.batch_id, h.batch_id
), figures as (
  select batch_id, table_no, region_code, item, row_no, name, measure, stage, sheet, cell, text
  from rules.execution_stored
  where load_id = :load and stated = 1 and item ~ '^[0-9]+$' and source_kind <> 'published' and amount is not null
), repeated as (
  select distinct batch_id, table_no, item
  from (
    select batch_id, table_no, item, measure, stage from figures group by batch_id, table_no, item, measure, stage having min(row_no) <> max(row_no)
  ) twice
), lines as (
  select batch_id, table_no, region_code, item, count(distinct row_no)::int as times, min(row_no) as row_no, jsonb_agg(distinct name) as names,
    jsonb_agg(distinct jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found')) as cells
  from figures
  join repeated using (batch_id, table_no, item)
  group by batch_id, table_no, region_code, item
)
select batch_id, null::smallint as table_no, region_code, null::text as measure, now as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, 'failed' as status, 1 as identities, '[]'::jsonb as cells, jsonb_build_object('variant', 'file', 'earlier', earlier, 'now', now) as params, 0 as row_no
from (select * from slices order by batch_id limit 5) s
union all
select batch_id, table_no, region_code, null, item, null, null, null, null, 'failed', times, cells,
  jsonb_build_object('variant', 'line', 'code', item, 'names', jsonb_build_object('list', names)), row_no
from lines
order by table_no nulls first, row_no, subject
