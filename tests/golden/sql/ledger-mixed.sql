with slice as materialized (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'execution'
    and b.region_code = '990101'
    and b.scope = 'own'
    and b.book = 'general'
    and b.flow = 'expenditure'
    and b.currency = 'CNY'
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
    and b.batch_id in (7)
), figure as (
  select
    nullif(b.year, 0) as "year",
    f.class as "function.class",
    f.measure as figure, f.amount as fen, f.printed as visible,
    dense_rank() over (partition by nullif(b.year, 0), f.measure order by b.kind_rank, case when f.measure in ('executed') then array_position(array['accounts', 'flash'], f.stage) when f.measure in ('final', 'original') then array_position(array['approved', 'accounts', 'flash', 'draft'], f.stage) end, b.month desc) as standing
  from slice b
  join execution f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and (f.measure in ('executed') and f.stage in ('accounts', 'flash')
      or f.measure in ('final', 'original'))
    and f.cut = 'function'
    and f.role in ('main', 'total') and 1 between f.from_level and f.to_level
), printed as (
  select
    "year",
    "function.class",
    sum(fen) filter (where figure = 'executed') as "executed",
    sum(fen) filter (where figure = 'final') as "final",
    sum(fen) filter (where figure = 'original') as "original"
  from figure
  where standing = 1
  group by "year", "function.class"
), weight (batch_id, "year") as (
  values (1000006, 2025)
), ledger as (
  select
    w."year" as "year",
    f.class as "function.class",
    access.total(f.executed) as "executed",
    access.total(f.final) as "final",
    access.total(f.original) as "original"
  from execution_by_function f
  join weight w on w.batch_id = f.batch_id
  where f.batch_id in (1000006)
    and f.region_code in ('990101')
  group by w."year", f.class
), answer as (
  select
    "year",
    "function.class",
    sum("executed") as "executed",
    sum("final") as "final",
    sum("original") as "original"
  from (
    select * from printed
    union all
    select * from ledger
  ) part
  group by "year", "function.class"
)
select
  "year"::integer,
  "function.class"::text,
  "executed"::bigint,
  "executed"::float8 / nullif(coalesce("final", "original"), 0)::float8 as "rate"
from answer
order by answer."year" nulls last, answer."function.class" collate "C" nulls last;
