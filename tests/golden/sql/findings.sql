with slice as materialized (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'findings'
    and b.region_code = '310104'
    and b.currency = 'CNY'
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
), figure as (
  select
    f.category as "category",
    f.unit as "unit",
    f.status as "status",
    f.amount as "of.amount",
    f.status = 'rectified' as "of.rectifiedCount",
    f.region_code as "slice.1",
    b.year as "slice.2",
    f.region_code as "line.1",
    f.finding_id as "line.2",
    f.batch_id, f.line_no, b.source as stated_by, b.kind_rank, b.source_rank, b.reported_on,
    dense_rank() over (partition by f.region_code, b.year order by b.kind_rank) as standing
  from slice b
  join findings f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
), placed as (
  select figure.*, row_number() over (partition by "slice.1", "slice.2", "line.1", "line.2" order by kind_rank, source_rank, reported_on desc nulls last, batch_id) as place
  from figure
  where standing = 1
), answer as (
  select
    "category",
    "unit",
    "status",
    nullif(count(*), 0) as "count",
    sum("of.amount") as "amount",
    case when count(*) > 0 then count(*) filter (where "of.rectifiedCount") end as "rectifiedCount"
  from placed
  where place = 1
  group by "category", "unit", "status"
)
select
  "category"::text,
  "unit"::text,
  "status"::text,
  "count"::bigint,
  "amount"::bigint,
  "rectifiedCount"::bigint
from answer
order by answer."category" collate "C" nulls last, answer."unit" collate "C" nulls last, answer."status" collate "C" nulls last;
