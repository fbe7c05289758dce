/*
id: DQ-16
name: { zh: 比率重算, en: Percentages recomputed }
severity: yellow
source: { zh: 表列百分比与由表列金额重算的结果应当一致, en: 'A printed percentage equals what the printed amounts give' }
explanations:
  passed:
    zh: '{measure}：{count}个百分比与重算结果一致。'
    en: '{measure}: {count} percentages equal what the amounts give.'
  rounding:
    zh: '{measure}：{count}个百分比与重算结果相差在金额进位影响之内，最大一处“{subject}”列{printed}，重算为{computed}。'
    en: '{measure}: {count} percentages differ within what rounding of the amounts explains; the largest, “{subject}”, prints {printed} where the amounts give {computed}.'
  failed:
    zh: '“{subject}”{measure}列{printed}，按表列金额重算为{computed}。请核实百分比或基数。'
    en: '“{subject}”, {measure}: prints {printed}, the amounts give {computed}. Please verify the percentage or its base.'
*/
-- A negative base is used either as it stands or by its size; both are practice, so either agrees. A blank numerator counts as nothing spent; a base of nothing is DQ-21's.
with cells as materialized (
  select batch_id, table_no, region_code, row_no, measure, name, amount, ratio, sheet, cell, text, decimals, amount_unit,
    rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where load_id = :load and source_kind <> 'published'
    and measure in ('growth', 'growth.inMonth', 'growthOfBudget', 'rateOfOriginal', 'executed', 'executedInMonth', 'original', 'prior', 'prior.inMonth', 'prior.original')
), tables as (
  select batch_id, table_no, bool_or(measure = 'executed') as outturn
  from cells
  group by batch_id, table_no
), rows as (
  select batch_id, table_no, row_no,
    max(amount) filter (where measure = 'executed') as executed, max(amount) filter (where measure = 'original') as original,
    max(amount) filter (where measure = 'prior') as prior, max(amount) filter (where measure = 'prior.original') as prior_original,
    max(amount) filter (where measure = 'executedInMonth') as of_month, max(amount) filter (where measure = 'prior.inMonth') as prior_of_month,
    max(half) as half
  from cells
  group by batch_id, table_no, row_no
), pairs as (
  select c.batch_id, c.table_no, c.region_code, c.row_no, c.measure, c.name as subject, c.ratio, c.sheet, c.cell, c.text, r.half,
    coalesce(case when c.measure = 'growth.inMonth' then r.of_month when c.measure = 'rateOfOriginal' or t.outturn then r.executed else r.original end, 0) as top,
    case c.measure when 'growth' then r.prior when 'growth.inMonth' then r.prior_of_month when 'growthOfBudget' then r.prior_original else r.original end as base,
    case c.measure when 'rateOfOriginal' then 0 else 1 end as less,
    0.5 * power(10::float8, -(c.decimals + case when c.text like '%\%%' then 2 else 0 end)) as digit
  from cells c
  join tables t using (batch_id, table_no)
  join rows r using (batch_id, table_no, row_no)
  where c.ratio is not null
), computed as (
  select *, top::float8 / nullif(base, 0) - less as plain,
    (top - less * base)::float8 / nullif(abs(base), 0) as sized,
    half * (1 + abs(top::float8 / nullif(base, 0))) / nullif(abs(base), 0) as slack
  from pairs
), judged as (
  select *, least(abs(ratio - plain), abs(ratio - sized)) as off
  from computed
), rated as (
  select *, case when off <= digit * 1.000001 then 'passed' when off <= digit + slack then 'rounding' else 'failed' end as status
  from judged
  where plain is not null
), shown as (
  select *, row_number() over (partition by batch_id, table_no, measure, status order by off desc, row_no) as place,
    count(*) over (partition by batch_id, table_no, measure, status)::int as alike
  from rated
), spoken as materialized (
  select * from shown where status = 'failed' or place = 1
), bases as (
  select s.batch_id, s.table_no, s.row_no, s.measure,
    jsonb_agg(jsonb_build_object('sheet', c.sheet, 'cell', c.cell, 'text', c.text, 'side', 'expected') order by c.measure) as cells
  from spoken s
  join cells c on c.amount is not null and (c.batch_id, c.table_no, c.row_no) = (s.batch_id, s.table_no, s.row_no)
  where s.status <> 'passed'
  group by s.batch_id, s.table_no, s.row_no, s.measure
)
select batch_id, table_no, region_code, measure, subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance, null::text as unit, status,
  case when status = 'failed' then 1 else alike end as identities,
  case when status = 'passed' then '[]' else jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found'))
    || coalesce(b.cells, '[]') end as cells,
  jsonb_build_object('printed', text, 'computed', jsonb_build_object('ratio', plain)) as params
from spoken
left join bases b using (batch_id, table_no, row_no, measure)
order by table_no, measure, row_no
