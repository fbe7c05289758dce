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
    zh: '{measure}：与全市可比的{lines}行中有{count}行市本级大于全市，最大一处“{subject}”市本级{found}，全市{expected}；超出较多的有{largest}。请核实两表口径，或下级是否为负数。'
    en: '{measure}: of {lines} comparable lines {count} are larger at own level than for the whole area; the largest, “{subject}”, is {found} against {expected}. Largest excesses: {largest}. Please verify the basis of both tables, or whether a lower level is negative.'
*/
-- Leaves and the printed total of the year's own revenue and expenditure: transfers between levels cancel out in the whole area, and balances may be negative.
with figures as materialized (
  select batch_id, table_no, region_code, scope, year, period, book, flow, cut, item, role, measure, stage, source, name, amount, amount_unit, row_no, sheet, cell, text,
    rules.half_digit(text, decimals, amount_unit) as half
  from rules.execution_stored
  where load_id = :load and amount is not null and stated = 1 and (role = 'total' or role = 'main' and to_level > level) and flow in ('revenue', 'expenditure') and scope in ('all', 'own')
    and source_kind <> 'published' and (measure in ('original', 'final', 'executed') or measure = 'prior' and stage = 'accounts')
), pairs as (
  select o.batch_id, o.table_no, o.region_code, o.measure, case when o.item ~ '^[0-9]+$' then o.item || ' ' else '' end || o.name as label, o.row_no, o.amount as own, a.amount as whole, o.amount_unit as unit,
    floor(o.half + a.half + 1e-6)::bigint as tolerance,
    jsonb_build_object('sheet', a.sheet, 'cell', a.cell, 'text', a.text, 'side', 'expected') as whole_cell,
    jsonb_build_object('sheet', o.sheet, 'cell', o.cell, 'text', o.text, 'side', 'found') as own_cell
  from figures o
  join figures a on a.scope = 'all' and (a.region_code, a.year, a.period, a.book, a.flow, a.cut, a.item, a.role, a.measure, a.stage, a.source)
    = (o.region_code, o.year, o.period, o.book, o.flow, o.cut, o.item, o.role, o.measure, o.stage, o.source)
  where o.scope = 'own'
), placed as (
  select *, own - whole > tolerance as larger,
    row_number() over (partition by batch_id, table_no, measure, own - whole > tolerance order by own - whole desc, row_no) as place
  from pairs
)
select batch_id, table_no, region_code, measure, coalesce(max(label) filter (where larger and place = 1), '市本级与全市') as subject,
  max(whole) filter (where larger and place = 1) as expected, max(own) filter (where larger and place = 1) as found,
  max(tolerance) filter (where larger and place = 1) as tolerance, max(unit) as unit,
  case when bool_or(larger) then 'failed' else 'passed' end as status,
  (case when bool_or(larger) then count(*) filter (where larger) else count(*) end)::int as identities,
  coalesce(jsonb_path_query_array(jsonb_agg(jsonb_build_array(whole_cell, own_cell) order by place) filter (where larger and place <= 10), '$[*][*]'), '[]') as cells,
  jsonb_build_object('lines', jsonb_build_object('count', count(*)), 'largest', jsonb_build_object('list',
    jsonb_agg(jsonb_build_object('name', label, 'delta', (own - whole)::text, 'unit', unit) order by place) filter (where larger and place <= 5))) as params
from placed
group by batch_id, table_no, region_code, measure
order by table_no, measure
