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
    dense_rank() over (partition by f.measure order by b.kind_rank, case when f.measure in ('original', 'final') then array_position(array['approved', 'accounts', 'flash', 'draft'], f.stage) when f.measure in ('executed', 'prior') then array_position(array['accounts', 'flash'], f.stage) end, b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and (f.measure in ('original', 'final')
      or f.measure in ('executed', 'prior') and f.stage in ('accounts', 'flash'))
    and f.cut = 'function'
    and f.role in ('main', 'total') and 1 between f.from_level and f.to_level
), answer as (
  select
    "function.class",
    sum(fen) filter (where figure = 'original') as "original",
    sum(fen) filter (where figure = 'final') as "final",
    sum(fen) filter (where figure = 'executed') as "executed",
    sum(fen) filter (where figure = 'prior') as "prior"
  from figure
  where standing = 1
  group by "function.class"
)
select
  "function.class"::text,
  "original"::bigint,
  "final"::bigint,
  "executed"::bigint,
  "prior"::bigint,
  "executed"::float8 / nullif(coalesce("final", "original"), 0)::float8 as "rate"
from answer
order by answer."executed" desc nulls last, answer."function.class" collate "C" nulls last
limit 10;
