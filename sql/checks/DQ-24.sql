/*
id: DQ-24
name: { zh: 全市与市本级, en: Whole area against own level }
severity: yellow
source: { zh: 同一科目市本级不应大于全市（含下级）, en: 'Of the same line the own level is not larger than the whole area that contains it' }
explanations:
  passed:
    zh: '{measure}：与全市可比的{count}行均不大于全市数。'
    en: '{measure}: none of {count} comparable lines is larger than the whole area.'
  failed:
    zh: '“{subject}”{measure}市本级{found}，大于全市{expected}，相差{difference}。请核实两表口径，或下级是否为负数。'
    en: '“{subject}”, {measure}: {found} at own level is more than {expected} for the whole area, a difference of {difference}. Please verify the basis of both tables, or whether a lower level is negative.'
*/
-- Only the year's own revenue and expenditure: transfers between levels cancel out in the whole area, and balances may be negative.
with figures as materialized (
  select batch_id, table_no, region_code, scope, year, period, book, flow, cut, item, role, measure, stage, source, name, amount, amount_unit, row_no, sheet, cell, text,
    rules.half_digit(amount, text, decimals, amount_unit) as half
  from rules.execution_stored
  where load_id = :load and amount is not null and stated = 1 and role in ('main', 'total') and flow in ('revenue', 'expenditure') and scope in ('all', 'own')
    and source_kind <> 'published' and measure in ('original', 'final', 'executed', 'prior')
), pairs as (
  select o.batch_id, o.table_no, o.region_code, o.measure, o.name as subject, o.row_no, o.amount as found, a.amount as expected, o.amount_unit as unit,
    floor(o.half + a.half + 1e-6)::bigint as tolerance,
    jsonb_build_array(jsonb_build_object('sheet', a.sheet, 'cell', a.cell, 'text', a.text, 'side', 'expected'),
      jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'found')) as cells
  from figures o
  join figures a on a.scope = 'all' and (a.region_code, a.year, a.period, a.book, a.flow, a.cut, a.item, a.role, a.measure, a.stage, a.source)
    = (o.region_code, o.year, o.period, o.book, o.flow, o.cut, o.item, o.role, o.measure, o.stage, o.source)
  where o.scope = 'own'
)
select batch_id, table_no, region_code, measure, min(subject) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, 'passed' as status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from pairs
where found - expected <= tolerance
group by batch_id, table_no, region_code, measure
union all
select batch_id, table_no, region_code, measure, subject, expected, found, tolerance, unit, 'failed', 1, cells, '{}', row_no
from pairs
where found - expected > tolerance
order by table_no, measure, row_no
