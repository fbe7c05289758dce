with slice as materialized (
  select b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = 3
    and b.dataset = 'assets'
    and b.region_code = '310104'
    and b.currency = 'CNY'
    and b.period ~ '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$'
), figure as (
  select
    f.class as "class",
    f.indicator as "indicator",
    b.scope as "scope",
    nullif(b.year, 0) as "year",
    f.quantity_unit as "quantityUnit",
    f.measure as figure, f.amount as fen, f.printed as visible,
    f.quantity,
    f.class as "slice.1",
    f.indicator as "slice.2",
    b.scope as "slice.3",
    nullif(b.year, 0) as "slice.4",
    f.quantity_unit as "slice.5",
    f.measure as "slice.6",
    f.class as "line.1",
    f.indicator as "line.2",
    f.quantity_unit as "line.3",
    f.batch_id, f.line_no, b.source as stated_by, b.kind_rank, b.source_rank, b.reported_on,
    f.stage as stated_stage, b.month as stated_month,
    dense_rank() over (partition by f.class, f.indicator, b.scope, nullif(b.year, 0), f.quantity_unit, f.measure order by b.kind_rank, array_position(array['accounts', 'flash'], f.stage), b.month desc) as standing
  from slice b
  join assets f on f.batch_id = b.batch_id and f.region_code = b.region_code
  where f.stated = 1
    and f.measure in ('amount', 'quantity') and f.stage in ('accounts', 'flash')
), placed as (
  select figure.*, row_number() over (partition by "slice.1", "slice.2", "slice.3", "slice.4", "slice.5", "slice.6", "line.1", "line.2", "line.3" order by kind_rank, source_rank, reported_on desc nulls last, batch_id) as place
  from figure
  where standing = 1
), answer as (
  select
    "class",
    "indicator",
    "scope",
    "year",
    "quantityUnit",
    sum(fen) filter (where figure = 'amount') as "amount",
    sum(quantity) filter (where figure = 'quantity') as "quantity"
  from placed
  where place = 1
  group by "class", "indicator", "scope", "year", "quantityUnit"
)
select
  "class"::text,
  "indicator"::text,
  "scope"::text,
  "year"::integer,
  "quantityUnit"::text,
  "amount"::bigint,
  trim_scale("quantity")::text as "quantity"
from answer
order by answer."class" collate "C" nulls last, answer."indicator" collate "C" nulls last, answer."scope" collate "C" nulls last, answer."year" nulls last, answer."quantityUnit" collate "C" nulls last;
