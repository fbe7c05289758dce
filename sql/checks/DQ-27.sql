/*
id: DQ-27
name: { zh: 本月数与累计数, en: The month against figures to date }
severity: yellow
source: { zh: 勾稽关系：本月数＝至本月累计－至上月累计；列示的上月累计＝上月报表的累计, en: 'Identity: the month = to date − to the month before; the month before as stated = its own report' }
explanations:
  passed:
    zh: '{month}月{count}行本月数均等于本月累计减上月累计。'
    en: 'In month {month} the month''s own figure equals the difference of the figures to date on all {count} lines.'
  rounding:
    zh: '{month}月{count}行本月数与累计之差相差在进位容差之内，最大一处“{subject}”列{found}，应为{expected}。'
    en: 'In month {month} {count} lines differ within rounding; the largest, “{subject}”, prints {found} where {expected} is expected.'
  failed:
    zh: '{month}月“{subject}”本月数列{found}，本月累计减上月累计为{expected}，相差{difference}。请核实是否调整了以前月份的数字。'
    en: 'In month {month} “{subject}” prints {found} for the month; the figures to date give {expected}, a difference of {difference}. Please verify whether earlier months were revised.'
  passed.before:
    zh: '{month}月列示的上月累计与上月报表一致（{count}行）。'
    en: 'The figures to the month before, as stated in month {month}, are those of its own report ({count} lines).'
  rounding.before:
    zh: '{month}月列示的上月累计与上月报表相差在进位容差之内（{count}行），最大一处“{subject}”{found}对{expected}。'
    en: 'The figures to the month before, as stated in month {month}, differ from its own report within rounding ({count} lines); the largest, “{subject}”, is {found} against {expected}.'
  failed.before:
    zh: '{month}月“{subject}”列示的上月累计为{found}，上月报表为{expected}，相差{difference}。上月数已被调整，请核实以哪一份为准。'
    en: 'In month {month} “{subject}” states {found} to the month before, whose own report says {expected}, a difference of {difference}. The earlier month was revised; please verify which one counts.'
*/
with figures as materialized (
  select load_id, batch_id, table_no, region_code, year, month, concat_ws('|', region_code, scope, year, book, flow, cut, source, currency) as slice, item, role, name, measure, amount, amount_unit,
    row_no, sheet, cell, text, rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where measure in ('executed', 'executedInMonth', 'before') and amount is not null and stated = 1 and period ~ '^\d{4}-\d{2}$' and source_kind <> 'published'
    and (load_id = :load or batch_id in (select batch_id from version_batches where version = :version)
      and region_code in (select region_code from batches where load_id = :load and form = 'printed'))
), mine as (
  select * from figures where load_id = :load
), own as (
  select m.batch_id, m.table_no, m.region_code, m.slice, m.item, m.role, m.month, m.name, m.row_no, m.amount_unit,
    max(m.amount) filter (where m.measure = 'executed') as executed, max(m.amount) filter (where m.measure = 'executedInMonth') as of_month, max(m.amount) filter (where m.measure = 'before') as before,
    max(m.half) as half,
    jsonb_agg(jsonb_build_object('sheet', m.sheet, 'cell', m.cell, 'text', m.text, 'side', case m.measure when 'executedInMonth' then 'found' else 'expected' end) order by m.measure) as cells,
    jsonb_agg(jsonb_build_object('sheet', m.sheet, 'cell', m.cell, 'text', m.text, 'side', 'found')) filter (where m.measure = 'before') as before_cells
  from mine m
  group by m.batch_id, m.table_no, m.region_code, m.slice, m.item, m.role, m.month, m.name, m.row_no, m.amount_unit
), earlier as (
  select slice, item, role, month, amount, half, jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'expected') as cell,
    row_number() over (partition by slice, item, role, month order by load_id = :load desc, batch_id desc, row_no) as place
  from figures
  where measure = 'executed'
), pairs as (
  select o.batch_id, o.table_no, o.region_code, o.month, null::text as variant, 'executedInMonth' as measure, o.name, o.row_no, o.amount_unit as unit,
    o.executed - case o.month when 1 then 0 else coalesce(o.before, e.amount) end as expected, o.of_month as found, o.half * 3 as half,
    o.cells || case when o.before is null and e.cell is not null then jsonb_build_array(e.cell) else '[]' end as cells
  from own o
  left join earlier e on e.place = 1 and (e.slice, e.item, e.role, e.month) = (o.slice, o.item, o.role, o.month - 1)
  where o.executed is not null and o.of_month is not null
  union all
  select o.batch_id, o.table_no, o.region_code, o.month, 'before', 'before', o.name, o.row_no, o.amount_unit, e.amount, o.before, o.half + e.half, jsonb_build_array(e.cell) || o.before_cells
  from own o
  join earlier e on e.place = 1 and (e.slice, e.item, e.role, e.month) = (o.slice, o.item, o.role, o.month - 1)
  where o.before is not null
), judged as (
  select *, floor(half + 1e-6)::bigint as tolerance, case when expected = found then 'passed' when abs(found - expected) <= floor(half + 1e-6) then 'rounding' else 'failed' end as status
  from pairs
  where expected is not null
), shown as (
  select *, row_number() over alike as place, count(*) over (partition by batch_id, table_no, variant, status)::int as alike
  from judged
  window alike as (partition by batch_id, table_no, variant, status order by abs(found - expected) desc, row_no)
)
select batch_id, table_no, region_code, measure, name as subject, case when status <> 'passed' then expected end as expected, case when status <> 'passed' then found end as found,
  case when status <> 'passed' then tolerance end as tolerance, unit, status, case when status = 'failed' then 1 else alike end as identities,
  case when status = 'passed' then '[]' else cells end as cells, jsonb_build_object('variant', variant, 'month', month) as params
from shown
where place = 1 or status = 'failed' and place <= 20
order by table_no, variant nulls first, status, row_no
