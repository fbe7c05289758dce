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
), first as (
  select w.batch_id, w.line_no, w.figure, count(*) over ()::integer as count
  from figure w
  where standing = 1
  order by w.source_rank, w.batch_id, w.line_no
  limit 500
), won as materialized (
  select w.count, b.batch_id, b.load_id, b.sha256, b.dataset, b.region_code, b.scope, b.year, b.month, b.book, b.flow, b.currency, b.source, b.reported_on, b.published_at, b.complete, f.line_no, f.table_no, f.printed,
    f.measure, f.item as item, f.name, f.amount, null as quantity, f.cell, f.text, f.stage,
    f.cut as "key.cut",
    f.item as "key.item",
    f.unit as "key.unit",
    f.project as "key.project"
  from first w
  join batches b on b.batch_id = w.batch_id
  join execution f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no and f.measure = w.figure
), also as (
  select w.batch_id, w.line_no, w.measure, json_agg(json_build_object(
      'sheet', t.sheet, 'tableTitle', t.title, 'cell', o.cell, 'text', o.text, 'amount', o.amount::text, 'printed', o.printed,
      'source', json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title,
      'url', s.url, 'linkable', s.linkable, 'dated', s.dated)) order by s.rank, t.table_no, o.row_no) as also
  from won w
  join batches p on p.dataset = w.dataset and p.region_code = w.region_code and p.scope = w.scope and p.year = w.year
    and p.month = w.month and p.book is not distinct from w.book and p.flow is not distinct from w.flow and p.currency = w.currency
  join version_batches v on v.version = 3 and v.batch_id = p.batch_id
  join execution o on o.batch_id = p.batch_id and o.region_code = p.region_code and o.measure = w.measure and o.stage = w.stage
    and o.cut = w."key.cut" and o.item = w."key.item" and o.unit is not distinct from w."key.unit" and o.project is not distinct from w."key.project"
  join sources s on s.source = p.source
  left join load_tables t on t.load_id = p.load_id and t.table_no = o.table_no
  where (o.batch_id, o.line_no) <> (w.batch_id, w.line_no)
  group by w.batch_id, w.line_no, w.measure
)
select w.count, w.item, w.name, w.amount, w.quantity, w.cell, w.text, w.stage,
  fi.name as file, w.sha256, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, w.printed, w.complete,
  json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title,
    'url', s.url, 'linkable', s.linkable, 'dated', s.dated) as source,
  w.batch_id as batch, (select min(v.version) from version_batches v where v.batch_id = w.batch_id) as version,
  w.reported_on::text, w.published_at as loaded_at,
  coalesce(a.also, '[]') as also
from won w
join files fi on fi.sha256 = w.sha256
join sources s on s.source = w.source
left join load_tables t on t.load_id = w.load_id and t.table_no = w.table_no
left join also a on a.batch_id = w.batch_id and a.line_no = w.line_no and a.measure = w.measure
order by s.rank, w.batch_id, w.line_no;
