with slice as materialized (
  select distinct on (b.dataset, b.region_code, b.scope, b.year, b.period, b.month, b.book, b.flow, b.stage, b.source, b.part, b.currency) b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from batches b
  join sources s on s.source = b.source
  where b.reported_on <= '2025-06-30'::date
    and (select max(v.version) = 3
           or (select w.kind = 'load' from versions w where w.version = max(v.version) + 1)
         from version_batches v where v.batch_id = b.batch_id and v.version <= 3)
    and b.dataset = 'execution'
    and b.region_code = '530700'
    and b.scope = 'all'
    and b.book = 'general'
    and b.flow = 'revenue'
    and b.currency = 'CNY'
    and b.year * 100 + b.month >= 202301
    and b.year * 100 + b.month <= 202512
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
  order by b.dataset, b.region_code, b.scope, b.year, b.period, b.month, b.book, b.flow, b.stage, b.source, b.part, b.currency, b.reported_on desc, b.batch_id desc
), figure as (
  select
    nullif(b.year, 0) as "year",
    f.measure as figure, f.amount as fen, f.printed as visible,
    dense_rank() over (partition by nullif(b.year, 0), f.measure order by b.kind_rank, array_position(array['accounts', 'flash'], f.stage), b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and f.measure in ('executed') and f.stage in ('accounts', 'flash')
    and f.cut = 'revenueItem'
    and f.role in ('main', 'total') and 0 between f.from_level and f.to_level
), answer as (
  select
    "year",
    sum(fen) filter (where figure = 'executed') as "executed"
  from figure
  where standing = 1
  group by "year"
)
select
  "year"::integer,
  "executed"::bigint
from answer
order by answer."year" nulls last;
