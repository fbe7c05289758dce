/*
id: DQ-07
name: { zh: 年度衔接, en: Prior-year columns }
severity: orange
source: { zh: 勾稽关系：表中列示的上年数应与上年报表自身的数字一致, en: 'Identity: what a table prints as the prior year equals that year''s own figures' }
explanations:
  passed:
    zh: '{measure}：与上年自身报表可比的{count}个数字全部一致。'
    en: '{measure}: all {count} figures that can be compared with the earlier year''s own tables agree.'
  rounding:
    zh: '{measure}：与上年自身报表可比的{count}个数字相差在进位容差之内，最大一处“{subject}”{found}对{expected}。'
    en: '{measure}: {count} figures differ from the earlier year''s own tables within rounding; the largest, “{subject}”, is {found} against {expected}.'
  failed:
    zh: '“{subject}”{measure}列{found}，而{there}列该年自身数{expected}，相差{difference}。以该年自身报表为准，此处只作上年数保留，请核实是否调整口径。'
    en: '“{subject}”, {measure}: {found} here, while {there} gives that year''s own figure as {expected}, a difference of {difference}. That year''s own table counts; please verify whether the basis was changed.'
*/
-- Accounts supersede flash figures: a difference between an accounts column and an earlier flash figure is expected and not asked.
with stated as materialized (
  select e.batch_id, e.table_no, e.region_code, e.scope, e.year, e.book, e.flow, e.currency, e.cut, e.item, e.name, e.measure, e.stage,
    e.row_no, e.line_no, e.amount, e.amount_unit, e.sheet, e.cell, e.text, rules.half_digit(e.amount, e.text, e.decimals, e.amount_unit) as half,
    case e.measure when 'prior' then 'executed' when 'prior.original' then 'original' else 'final' end as own_measure
  from rules.execution_stored e
  where e.load_id = :load and e.amount is not null and e.stated = 1 and e.measure in ('prior', 'prior.original', 'prior.final')
), own as materialized (
  select o.load_id, o.batch_id, o.region_code, o.scope, o.year, o.book, o.flow, o.currency, o.cut, o.item, o.measure, o.stage, o.line_no, o.source_rank,
    o.amount, o.sheet, o.cell, o.text, coalesce(o.table_number, o.sheet) as there, rules.half_digit(o.amount, o.text, o.decimals, o.amount_unit) as half
  from rules.execution_stored o
  where o.stated = 1 and o.amount is not null and rules.to_month(o.period, o.month) = 12
    and (o.measure in ('executed', 'original') or o.measure = 'final' and o.printed)
    and (o.load_id = :load or o.batch_id in (select v.batch_id from version_batches v where v.version = :version))
), pairs as (
  select s.batch_id, s.table_no, s.region_code, s.measure, s.name as subject, s.row_no, o.amount as expected, s.amount as found,
    floor(s.half + o.half + 1e-6)::bigint as tolerance, s.amount_unit as unit, o.there,
    jsonb_build_array(jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'expected'),
      jsonb_build_object('sheet', s.sheet, 'cell', s.cell, 'text', s.text, 'side', 'found')) as cells,
    row_number() over (partition by s.batch_id, s.line_no, s.measure, s.stage order by o.load_id = :load desc, o.source_rank, o.batch_id desc, o.line_no) as nth
  from stated s
  join own o on o.measure = s.own_measure
    and (o.region_code, o.scope, o.year, o.book, o.flow, o.currency, o.cut, o.item) = (s.region_code, s.scope, s.year - 1, s.book, s.flow, s.currency, s.cut, s.item)
    and (s.measure <> 'prior' or o.stage = s.stage)
), judged as (
  select *, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status,
    row_number() over (partition by batch_id, table_no, measure, expected = found, abs(found - expected) <= tolerance order by abs(found - expected) desc, row_no) as place,
    count(*) over (partition by batch_id, table_no, measure, expected = found, abs(found - expected) <= tolerance) as alike
  from pairs
  where nth = 1
)
select batch_id, table_no, region_code, measure, subject,
  case when status <> 'passed' then expected end as expected, case when status <> 'passed' then found end as found,
  case when status <> 'passed' then tolerance end as tolerance, unit, status,
  case when status = 'failed' then 1 else alike end::int as identities,
  case when status = 'passed' then '[]' else cells end as cells,
  jsonb_build_object('there', coalesce(there, '—')) as params
from judged
where status = 'failed' or place = 1
order by table_no, measure, row_no, subject
