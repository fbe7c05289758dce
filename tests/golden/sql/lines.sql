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
    f.item as "item",
    f.stage as "stage",
    f.measure as figure, f.amount as fen, f.printed as visible,
    dense_rank() over (partition by f.stage, f.measure order by b.kind_rank, b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and f.measure in ('executed')
    and f.cut = 'function'
    and f.role in ('main')
    and f.class = '201'
), answer as (
  select
    "item",
    "stage",
    sum(fen) filter (where figure = 'executed') as "executed",
    count(*) filter (where not visible) as "hidden"
  from figure
  where standing = 1
  group by "item", "stage"
)
select
  "item"::text,
  "stage"::text,
  "executed"::bigint,
  "hidden"::bigint
from answer
order by answer."item" collate "C" nulls last, answer."stage" collate "C" nulls last;
