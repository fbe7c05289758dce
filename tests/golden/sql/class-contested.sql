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
    f.class as "function.class",
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
    and f.role in ('main', 'total') and 1 between f.from_level and f.to_level
), placed as (
  select figure.*, row_number() over (partition by "slice.1", "line.1", "line.2", "line.3", "line.4" order by kind_rank, source_rank, reported_on desc nulls last, batch_id) as place
  from figure
  where standing = 1
), covered as (
  select placed.*, line_role = 'total' and bool_or(line_role = 'main') over (partition by "slice.1")
    or line_level > 1 and bool_or(line_level = 1) over (partition by "slice.1", "at.class")
    or line_level > 2 and bool_or(line_level = 2) over (partition by "slice.1", "at.class", "at.group_")
    or line_level > 3 and bool_or(line_level = 3) over (partition by "slice.1", "at.class", "at.group_", "at.item_") as is_covered
  from placed
  where place = 1
), answer as (
  select
    "function.class",
    sum(fen) filter (where figure = 'executed') as "executed"
  from covered
  where not is_covered
  group by "function.class"
)
select
  "function.class"::text,
  "executed"::bigint
from answer
order by answer."function.class" collate "C" nulls last;
