with slice as materialized (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'execution'
    and b.region_code = '530700'
    and nullif(b.year, 0) = 2025
    and b.scope = 'all'
    and b.book = 'general'
    and b.flow = 'expenditure'
    and b.currency = 'CNY'
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
), figure as (
  select
    f.measure as figure, f.amount as fen, f.printed as visible,
    f.measure as "slice.1",
    f.cut as "line.1",
    f.item as "line.2",
    f.unit as "line.3",
    f.project as "line.4",
    f.batch_id, f.line_no, b.source as stated_by, b.kind_rank, b.source_rank, b.reported_on,
    f.stage as stated_stage, b.month as stated_month,
    f.role as line_role, f.level as line_level,
    f.class as "at.class",
    f.group_ as "at.group_",
    f.item_ as "at.item_",
    f.subitem as "at.subitem",
    dense_rank() over (partition by f.measure order by b.kind_rank, array_position(array['accounts', 'flash'], f.stage), b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and f.measure in ('executed') and f.stage in ('accounts', 'flash')
    and f.cut = 'function'
    and f.role in ('main', 'total') and 0 between f.from_level and f.to_level
), won as (
  select w.batch_id, w.line_no, w.figure, count(*) over ()::integer as count
  from figure w
  where standing = 1
  order by w.source_rank, w.batch_id, w.line_no
  limit 500
), also as (
  select w.batch_id, w.line_no, w.figure, json_agg(json_build_object(
      'sheet', t.sheet, 'tableTitle', t.title, 'cell', o.cell, 'text', o.text, 'amount', o.amount::text, 'printed', o.printed,
      'source', json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title,
      'url', s.url, 'linkable', s.linkable, 'dated', s.dated)) order by s.rank, t.table_no, o.row_no) as also
  from won w
  join batches b on b.batch_id = w.batch_id
  join execution f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no and f.measure = w.figure
  join batches p on p.dataset = b.dataset and p.region_code = b.region_code and p.scope = b.scope and p.year = b.year
    and p.month = b.month and p.book is not distinct from b.book and p.flow is not distinct from b.flow and p.currency = b.currency
  join version_batches v on v.version = 3 and v.batch_id = p.batch_id
  join execution o on o.batch_id = p.batch_id and o.region_code = p.region_code and o.measure = f.measure and o.stage = f.stage
    and o.cut = f.cut and o.item = f.item and o.unit is not distinct from f.unit and o.project is not distinct from f.project
  join sources s on s.source = p.source
  left join load_tables t on t.load_id = p.load_id and t.table_no = o.table_no
  where (o.batch_id, o.line_no) <> (f.batch_id, f.line_no)
  group by w.batch_id, w.line_no, w.figure
)
select w.count, f.item as item, f.name, f.amount, null as quantity, f.cell, f.text, f.stage,
  fi.name as file, b.sha256, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, f.printed, b.complete,
  json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title,
    'url', s.url, 'linkable', s.linkable, 'dated', s.dated) as source,
  b.batch_id as batch, (select min(v.version) from version_batches v where v.batch_id = b.batch_id) as version,
  b.reported_on::text, b.published_at as loaded_at,
  coalesce(a.also, '[]') as also
from won w
join batches b on b.batch_id = w.batch_id
join execution f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no and f.measure = w.figure
join files fi on fi.sha256 = b.sha256
join sources s on s.source = b.source
left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no
left join also a on a.batch_id = w.batch_id and a.line_no = w.line_no and a.figure = w.figure
order by s.rank, b.batch_id, f.line_no;
