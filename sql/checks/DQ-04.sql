/*
id: DQ-04
name: { zh: 表间一致, en: The same figure in two tables }
severity: red
source: { zh: 勾稽关系：同一科目同一口径的数字在各表中应当一致, en: 'Identity: the same line of the same slice bears the same figure in every table' }
explanations:
  passed:
    zh: '{measure}：与其他表重复列示的{count}个数字全部一致。'
    en: '{measure}: all {count} figures printed again in other tables agree.'
  rounding:
    zh: '{measure}：与其他表重复列示的{count}个数字相差在进位容差之内，最大一处“{subject}”{found}对{expected}。'
    en: '{measure}: {count} figures printed again differ within rounding; the largest, “{subject}”, is {found} against {expected}.'
  failed:
    zh: '“{subject}”{measure}在{here}列{found}，在{there}列{expected}，相差{difference}。以明细较细的一处计入，两处均保留，请核实。'
    en: '“{subject}”, {measure}: {found} in {here} but {expected} in {there}, a difference of {difference}. The more detailed place counts, both are kept; please verify.'
*/
with figures as materialized (
  select batch_id, table_no, region_code, measure, stage, item, name, stated, row_no, line_no, amount, amount_unit,
    rules.half_digit(text, decimals, amount_unit) as half, coalesce(table_number, sheet) as there, sheet, cell, text
  from rules.execution_stored
  where load_id = :load and amount is not null and source_kind <> 'published'
), pairs as (
  select a.batch_id, a.table_no, a.region_code, a.measure, a.name as subject, a.row_no, f.amount as expected, a.amount as found,
    floor(a.half + f.half + 1e-6)::bigint as tolerance, a.amount_unit as unit,
    a.there as here, f.there,
    jsonb_build_array(jsonb_build_object('sheet', f.sheet, 'cell', f.cell, 'text', f.text, 'side', 'expected'),
      jsonb_build_object('sheet', a.sheet, 'cell', a.cell, 'text', a.text, 'side', 'found')) as cells
  from (select * from figures where stated > 1) a
  join (
    select *, row_number() over (partition by batch_id, item, measure, stage order by line_no) as nth
    from figures
    where stated = 1
  ) f on f.nth = 1 and (f.batch_id, f.item, f.measure, f.stage) = (a.batch_id, a.item, a.measure, a.stage)
), judged as (
  select *, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status,
    row_number() over (partition by batch_id, table_no, measure, expected = found, abs(found - expected) <= tolerance order by abs(found - expected) desc, row_no) as place,
    count(*) over (partition by batch_id, table_no, measure, expected = found, abs(found - expected) <= tolerance) as alike
  from pairs
)
select batch_id, table_no, region_code, measure, subject,
  case when status <> 'passed' then expected end as expected, case when status <> 'passed' then found end as found,
  case when status <> 'passed' then tolerance end as tolerance, unit, status,
  case when status = 'failed' then 1 else alike end::int as identities,
  case when status = 'passed' then '[]' else cells end as cells,
  jsonb_build_object('here', here, 'there', there) as params
from judged
where status = 'failed' or place = 1
order by table_no, measure, row_no, subject
