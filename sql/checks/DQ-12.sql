/*
id: DQ-12
name: { zh: 单位错误, en: Wrong amount unit }
severity: red
source: { zh: 与参照数之比接近一万倍、万分之一或一亿倍的，多为单位误标, en: 'A ratio to the reference near ten thousand, its inverse or a hundred million usually means a wrong unit' }
explanations:
  passed:
    zh: '{measure}：与{reference}可比的{count}行未见单位量级差异。'
    en: '{measure}: {count} lines comparable with {reference} show no difference of unit.'
  failed:
    zh: '{measure}：本表数为{reference}的约{times}倍（可比{count}行的中位数，如“{subject}”{found}对{expected}），金额单位可能标错。请核实单位“{unit_name}”。'
    en: '{measure}: the figures are about {times} times {reference} (median of {count} comparable lines, for instance “{subject}”, {found} against {expected}); the amount unit may be wrong. Please verify the unit “{unit_name}”.'
*/
-- The median of a table decides, so that one line that really grew ten-thousandfold raises nothing. Against another source of the same figure
-- the ratio is 10,000 within 5 %; against last year within half and double, since a year may change that much.
with stored as materialized (
  select batch_id, table_no, line_no, region_code, scope, year, book, flow, currency, cut, item, measure, stage, source, name, amount, amount_unit, row_no, sheet, cell, text
  from rules.execution_stored
  where amount > 0 and stated = 1 and rules.to_month(period, month) = 12 and measure in ('executed', 'original', 'final', 'prior')
    and (load_id = :load or batch_id in (select batch_id from version_batches where version = :version))
), loaded as (
  select s.* from stored s join batches b on b.batch_id = s.batch_id and b.load_id = :load where s.measure <> 'prior'
), pairs as (
  select l.*, r.amount as other, r.sheet as r_sheet, r.cell as r_cell, r.text as r_text,
    case when r.source <> l.source and r.year = l.year then 'source' else 'year' end as kind
  from loaded l
  join stored r on (r.region_code, r.scope, r.book, r.flow, r.currency, r.cut, r.item) = (l.region_code, l.scope, l.book, l.flow, l.currency, l.cut, l.item)
    and (r.source <> l.source and r.year = l.year and r.measure = l.measure
      or r.batch_id = l.batch_id and r.line_no = l.line_no and r.measure = 'prior'
      or r.year = l.year - 1 and r.source = l.source and r.measure = 'executed' and l.measure = 'executed')
), medians as (
  select batch_id, table_no, region_code, measure, kind, count(*)::int as lines, percentile_cont(0.5) within group (order by log(amount::float8 / other)) as middle
  from pairs
  group by batch_id, table_no, region_code, measure, kind
), judged as (
  select *, case when least(abs(abs(middle) - 4), abs(abs(middle) - 8)) <= case kind when 'source' then log(1.05) else log(2.0) end then 'failed' else 'passed' end as status
  from medians
), examples as (
  select p.*, row_number() over (partition by p.batch_id, p.table_no, p.measure, p.kind order by p.amount desc, p.row_no) as place
  from pairs p
  join judged j on j.status = 'failed' and (j.batch_id, j.measure, j.kind) = (p.batch_id, p.measure, p.kind) and j.table_no is not distinct from p.table_no
)
select j.batch_id, j.table_no, j.region_code, j.measure, coalesce(e.name, j.measure) as subject, e.other as expected, e.amount as found, null::bigint as tolerance,
  null::text as unit, j.status, j.lines as identities,
  case when e.batch_id is null then '[]' else jsonb_build_array(jsonb_build_object('sheet', e.r_sheet, 'cell', e.r_cell, 'text', e.r_text, 'side', 'expected'),
    jsonb_build_object('sheet', e.sheet, 'cell', e.cell, 'text', e.text, 'side', 'found')) end as cells,
  jsonb_build_object('times', case round(j.middle) when 4 then '10,000' when -4 then '1/10,000' when 8 then '100,000,000' when -8 then '1/100,000,000' else '1' end,
    'unit_name', case e.amount_unit when 'yuan' then '元' when 'wan' then '万元' when 'yi' then '亿元' else '—' end,
    'reference', case j.kind when 'year' then jsonb_build_object('zh', '上年数', 'en', 'the prior year') else jsonb_build_object('zh', '其他来源的同一数字', 'en', 'the same figure of another source') end) as params
from judged j
left join examples e on e.place = 1 and (e.batch_id, e.measure, e.kind) = (j.batch_id, j.measure, j.kind) and e.table_no is not distinct from j.table_no
order by j.table_no, j.measure, j.kind
