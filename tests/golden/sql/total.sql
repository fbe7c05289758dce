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
    dense_rank() over (partition by f.measure order by b.kind_rank, array_position(array['accounts', 'flash'], f.stage), b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and f.measure in ('executed') and f.stage in ('accounts', 'flash')
    and f.cut = 'function'
    and f.role in ('main', 'total') and 0 between f.from_level and f.to_level
), answer as (
  select
    sum(fen) filter (where figure = 'executed') as "executed"
  from figure
  where standing = 1
)
select
  "executed"::bigint
from answer;
