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
  passed.carried:
    zh: '{measure}：{count}处年末滚存结余＝上年末滚存结余＋本年收支结余。'
    en: '{measure}: {count} closing balances equal the earlier closing balance plus the balance of the year.'
  rounding.carried:
    zh: '{measure}：{count}处年末滚存结余与上年末滚存结余加本年收支结余相差在进位容差之内，最大一处“{subject}”列{found}，应为{expected}。'
    en: '{measure}: {count} closing balances differ from the earlier one plus the balance of the year within rounding; the largest, “{subject}”, prints {found} where {expected} is expected.'
  failed.carried:
    zh: '“{subject}”{measure}列{found}，上年末滚存结余加本年收支结余为{expected}，相差{difference}，超出进位容差{tolerance}。请核实年初结余是否调整。'
    en: '“{subject}”, {measure}: prints {found}; the earlier closing balance plus the balance of the year is {expected}, a difference of {difference} beyond the rounding tolerance of {tolerance}. Please verify whether the opening balance was adjusted.'
*/
-- Accounts supersede flash figures: a difference between an accounts column and an earlier flash figure is expected and not asked.
with stated as materialized (
  select e.batch_id, e.table_no, e.region_code, e.scope, e.year, e.book, e.flow, e.currency, e.cut, e.item, e.name, e.measure, e.stage,
    rules.to_month(e.period, e.month) as to_month, e.row_no, e.line_no, e.amount, e.amount_unit, e.sheet, e.cell, e.text, rules.half_digit(e.text, e.decimals, e.amount_unit) as half,
    case e.measure when 'prior' then 'executed' when 'prior.original' then 'original' else 'final' end as own_measure
  from rules.execution_stored e
  where e.load_id = :load and e.amount is not null and e.stated = 1 and e.measure in ('prior', 'prior.original', 'prior.final')
), own as materialized (
  select o.load_id, o.batch_id, o.region_code, o.scope, o.year, o.book, o.flow, o.currency, o.cut, o.item, o.measure, o.stage, o.line_no, o.source_rank, rules.to_month(o.period, o.month) as to_month,
    o.amount, o.sheet, o.cell, o.text, coalesce(o.table_number, o.sheet) as there, rules.half_digit(o.text, o.decimals, o.amount_unit) as half
  from rules.execution_stored o
  where o.stated = 1 and o.amount is not null
    and (o.measure in ('executed', 'original') or o.measure = 'final' and o.printed)
    and (o.load_id = :load or o.batch_id in (select v.batch_id from version_batches v where v.version = :version))
), balances as materialized (
  select batch_id, table_no, region_code, row_no, item, name, role, measure, amount, amount_unit, sheet, cell, text, rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where load_id = :load and flow = 'balance' and amount is not null and stated = 1 and measure in ('executed', 'original', 'prior') and source_kind <> 'published'
), pairs as (
  select s.batch_id, s.table_no, s.region_code, s.measure, s.name as subject, s.row_no, o.amount as expected, s.amount as found,
    floor(s.half + o.half + 1e-6)::bigint as tolerance, s.amount_unit as unit, o.there,
    jsonb_build_array(jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'expected'),
      jsonb_build_object('sheet', s.sheet, 'cell', s.cell, 'text', s.text, 'side', 'found')) as cells,
    row_number() over (partition by s.batch_id, s.line_no, s.measure, s.stage order by o.load_id = :load desc, o.source_rank, o.batch_id desc, o.line_no) as nth
  from stated s
  join own o on o.measure = s.own_measure
    and (o.region_code, o.scope, o.year, o.book, o.flow, o.currency, o.cut, o.item) = (s.region_code, s.scope, s.year - 1, s.book, s.flow, s.currency, s.cut, s.item)
    and (s.measure <> 'prior' or o.stage = s.stage) and o.to_month = case s.measure when 'prior' then s.to_month else 12 end
), carried as (
  select c.batch_id, c.table_no, c.region_code, c.measure, c.name as subject, c.row_no, p.amount + y.amount as expected, c.amount as found,
    floor(c.half + p.half + y.half + 1e-6)::bigint as tolerance, c.amount_unit as unit, null::text as there,
    jsonb_build_array(jsonb_build_object('sheet', p.sheet, 'cell', p.cell, 'text', p.text, 'side', 'expected'),
      jsonb_build_object('sheet', y.sheet, 'cell', y.cell, 'text', y.text, 'side', 'expected'),
      jsonb_build_object('sheet', c.sheet, 'cell', c.cell, 'text', c.text, 'side', 'found')) as cells
  from balances c
  join balances p on p.measure = 'prior' and (p.batch_id, p.table_no, p.row_no) = (c.batch_id, c.table_no, c.row_no)
  join balances y on y.measure = c.measure and (y.batch_id, y.table_no) = (c.batch_id, c.table_no)
    and y.item = case when c.item like '%/%' then regexp_replace(c.item, '/[^/]*$', '') else 'total' end
  where c.role = 'memo' and c.name like '%滚存结余%'
    and c.measure = case when exists (select from balances e where e.measure = 'executed' and (e.batch_id, e.table_no) = (c.batch_id, c.table_no)) then 'executed' else 'original' end
), judged as (
  select *, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status
  from (
    select '' as variant, batch_id, table_no, region_code, measure, subject, row_no, expected, found, tolerance, unit, there, cells from pairs where nth = 1
    union all
    select 'carried', * from carried
  ) both_kinds
), shown as (
  select *, row_number() over (partition by variant, batch_id, table_no, measure, status order by abs(found - expected) desc, row_no) as place,
    count(*) over (partition by variant, batch_id, table_no, measure, status) as alike
  from judged
)
select batch_id, table_no, region_code, measure, subject,
  case when status <> 'passed' then expected end as expected, case when status <> 'passed' then found end as found,
  case when status <> 'passed' then tolerance end as tolerance, unit, status,
  case when status = 'failed' then 1 else alike end::int as identities,
  case when status = 'passed' then '[]' else cells end as cells,
  jsonb_build_object('variant', nullif(variant, ''), 'there', coalesce(there, '—')) as params
from shown
where status = 'failed' or place = 1
order by table_no, measure, variant, row_no, subject
