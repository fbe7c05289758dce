/*
id: DQ-20
name: { zh: 负数, en: Negative expenditure }
severity: yellow
source: { zh: 支出出现负数且未注明退款、冲销的，需要说明, en: 'Negative expenditure that is not marked as refund or reversal needs an explanation' }
explanations:
  passed:
    zh: '{measure}：{count}行支出均不为负。'
    en: '{measure}: none of {count} expenditure lines is negative.'
  failed:
    zh: '“{subject}”{measure}为{found}。负数原样载入并计入合计，请核实是否为退款或冲销以前年度支出。'
    en: '“{subject}”, {measure} is {found}. The negative figure is loaded and counted as printed; please verify whether it is a refund or reverses earlier spending.'
*/
with figures as (
  select batch_id, table_no, region_code, measure, item, name, amount, amount_unit, row_no, sheet, cell, text
  from rules.execution_stored
  where load_id = :load and amount is not null and stated = 1 and flow = 'expenditure' and role = 'main' and to_level > level and table_no is not null
    and (measure in ('executed', 'original', 'final') or measure = 'prior' and stage = 'accounts') and name !~ '退|冲销|冲减'
)
select batch_id, table_no, region_code, measure, min(name) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  null::text as unit, 'passed' as status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from figures
group by batch_id, table_no, region_code, measure
having min(amount) >= 0
union all
select batch_id, table_no, region_code, measure, case when item ~ '^[0-9]+$' then item || ' ' else '' end || name, null, amount, null, amount_unit, 'failed', 1,
  jsonb_build_array(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found')), '{}', row_no
from figures
where amount < 0
order by table_no, measure, row_no
