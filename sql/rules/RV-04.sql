/*
id: RV-04
name: { zh: 超收收入使用, en: Use of over-collection }
kind: breach
severities: [red, grey]
inputs: [execution.executed, execution.final]
thresholds:
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 差额下限, en: Smallest gap } }
law:
  - article: 预算法第六十六条第一款
    text:
      zh: 各级一般公共预算年度执行中有超收收入的，只能用于冲减赤字或者补充预算稳定调节基金。
      en: 'Budget Law art. 66: revenue of the general public budget collected above the budget may only reduce the deficit or go into the budget stabilisation fund.'
  - article: 预算法实施条例第七十八条
    text:
      zh: 超收收入，是指年度本级一般公共预算收入的实际完成数超过经本级人民代表大会或者其常务委员会批准的预算收入数的部分。
      en: 'Implementing Regulation art. 78: over-collection is what own general revenue exceeds the revenue approved by the congress or its standing committee.'
explanation:
  zh: '{place}{year}年一般公共预算收入{executed}，超收{excess}，[[补充预算稳定调节基金{filled}，]]差额{gap}请说明去向。'
  en: '{place}, {year}: general public budget revenue of {executed} is {excess} above its budget; [[{filled} went into the stabilisation fund; ]]where did the remaining {gap} go?'
question:
  zh: 请先核实预算数是否含经批准的调整；差额是否用于冲减赤字，未补充预算稳定调节基金的依据是什么？
  en: Please first verify that the budget includes approved adjustments; did the rest reduce the deficit, and if not, on what ground was it not put into the stabilisation fund?
variants:
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年一般公共预算收入{executed}，超收{excess}；支出数据不含转移性支出，是否补充预算稳定调节基金无法判定。'
      en: '{place}, {year}: general public budget revenue of {executed} is {excess} above its budget; the expenditure data hold no transfers, so it cannot be judged whether the stabilisation fund was filled.'
    question:
      zh: 请补充提供安排预算稳定调节基金和冲减赤字的数额。
      en: Please provide what went into the stabilisation fund and what reduced the deficit.
caution:
  zh: 冲减赤字的数额通常不在执行数据中，须由财政部门说明。
  en: What reduced the deficit is usually not in execution data; the finance department must state it.
*/
-- Own general revenue of a whole year above its adjusted budget, against 23015 (into the stabilisation fund). Rounding of printed figures is allowed for.
with revenue as materialized (
  select distinct on (region_code, scope, year, currency) region_code, scope, year, month, currency, executed, coalesce(final, original) as budget, half, executed_lines, batch_id
  from rules.revenue_months
  where version = :version and book = 'general' and at_level = 0 and month >= 12 and executed is not null and coalesce(final, original) > 0
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  order by region_code, scope, year, currency, month desc
), moved as materialized (
  select region_code, scope, year, currency, item, name, amount, (batch_id::bigint << 32) | line_no as line
  from rules.execution_won
  where version = :version and flow = 'expenditure' and book = 'general' and to_month = 12 and measure = 'executed' and (class like '230%' or item like '230%')
  union all
  select w.region_code, w.scope, w.year, w.currency, coalesce(r.group_, r.class), null, sum(r.executed)::bigint, null
  from rules.ledger_weights w
  join execution_by_function r on r.batch_id = w.batch_id and r.class = '230'
  where w.version = :version and w.flow = 'expenditure' and w.book = 'general' and w.month >= 12 and w.month = w.latest
  group by w.region_code, w.scope, w.year, w.currency, coalesce(r.group_, r.class)
), funds as (
  select region_code, scope, year, currency, sum(amount) filter (where item = '23015' or name like '%安排预算稳定调节基金%')::bigint as filled,
    array_agg(line) filter (where (item = '23015' or name like '%安排预算稳定调节基金%') and line is not null) as lines
  from moved
  group by region_code, scope, year, currency
), judged as (
  select r.*, r.executed - r.budget as excess, f.filled, f.lines, f.region_code is not null as known, r.executed - r.budget - greatest(coalesce(f.filled, 0), 0) as gap
  from revenue r
  left join funds f on (f.region_code, f.scope, f.year, f.currency) = (r.region_code, r.scope, r.year, r.currency)
)
select region_code, scope, year, 12 as month, 'general' as book, 'revenue' as flow, 'total' as item, '一般公共预算收入' as item_name, null::text as unit, null::text as project,
  excess::numeric as measured, case when known then coalesce(filled, 0)::numeric end as expected, 'fen' as measure_unit, gap as amount_at_stake,
  case when known then 'red' else 'grey' end as severity,
  jsonb_build_object('variant', case when not known then 'undecided' end, 'executed', jsonb_build_object('fen', executed::text), 'excess', jsonb_build_object('fen', excess::text),
    'filled', jsonb_build_object('fen', case when filled <> 0 then filled::text end), 'gap', jsonb_build_object('fen', gap::text)) as parameters,
  rules.revenue_evidence('executed', executed_lines, batch_id, region_code, scope, year, month, 'general', 0, 'total')
    || rules.revenue_evidence('final', null, batch_id, region_code, scope, year, month, 'general', 0, 'total')
    || coalesce(rules.evidence('execution', 'executed', lines), '[]') as evidence
from judged
where gap > half and gap >= :param_minimum::bigint
