with slice as materialized (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'debt'
    and b.region_code = '310104'
    and nullif(b.year, 0) = 2017
    and b.scope = 'all'
    and b.currency = 'CNY'
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
), figure as (
  select
    f.kind as "kind",
    f.measure as figure, f.amount as fen, f.printed as visible,
    f.kind as "slice.1",
    f.measure as "slice.2",
    f.breakdown as "line.1",
    f.kind as "line.2",
    f.item as "line.3",
    f.batch_id, f.line_no, b.source as stated_by, b.kind_rank, b.source_rank, b.reported_on,
    f.stage as stated_stage, b.month as stated_month,
    dense_rank() over (partition by f.kind, f.measure order by b.kind_rank, case when f.measure in ('limit') then array_position(array['approved', 'accounts', 'flash', 'draft'], f.stage) when f.measure in ('balance') then array_position(array['accounts', 'flash'], f.stage) end, b.month desc) as standing
  from slice b
  join debt f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and (f.measure in ('limit')
      or f.measure in ('balance') and f.stage in ('accounts', 'flash'))
    and f.role in ('main')
    and f.breakdown = 'total'
), placed as (
  select figure.*, row_number() over (partition by "slice.1", "slice.2", "line.1", "line.2", "line.3" order by kind_rank, source_rank, reported_on desc nulls last, batch_id) as place
  from figure
  where standing = 1
), answer as (
  select
    "kind",
    sum(fen) filter (where figure = 'limit') as "limit",
    sum(fen) filter (where figure = 'balance') as "balance"
  from placed
  where place = 1
  group by "kind"
)
select
  "kind"::text,
  "limit"::bigint,
  "balance"::bigint,
  "balance"::float8 / nullif("limit", 0)::float8 as "use"
from answer
order by answer."kind" collate "C" nulls last;
