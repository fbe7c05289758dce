/*
id: PJ-04
name: { zh: 重大项目大幅调整, en: Major project re-sized }
kind: signal
severities: [orange]
inputs: [estimates.original_total, estimates.total, estimates.reported_on]
thresholds:
  - { name: change, value: 30, unit: '%', origin: law, title: { zh: 总投资变动达到（北京）, en: 'Change of the total from (Beijing)' } }
  - { name: over_share, value: 10, unit: '%', origin: law, title: { zh: 超概算比例超过（青岛）, en: 'Above the estimate by (Qingdao)' } }
  - { name: over_amount, value: 3000, unit: 万元, origin: law, title: { zh: 且超概算金额超过（青岛）, en: 'and by this amount (Qingdao)' } }
  - { name: outside, value: 2, unit: 亿元, origin: law, title: { zh: 预算外新增项目达到（青岛）, en: 'New project outside the budget from (Qingdao)' } }
  - { name: minimum, value: 1000, unit: 万元, origin: default, title: { zh: 重大项目总投资下限, en: Smallest major project } }
population: { zh: 部门, en: departments }
caution:
  zh: 报告制度各地不同，所列比例和金额取自北京、青岛条例，请按本地规定设置；台账未登记报告日期不等于没有报告。
  en: Places differ in what must be reported; the figures are those of Beijing and Qingdao. A report that is not in the register may still have been made.
law:
  - article: 上海市预算审查监督条例第十五条
    text:
      zh: 市、区政府相关部门在预算执行中对重大投资项目资金安排进行调整的，应当及时向本级人大财经委、人大常委会预算工委报告。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 15: changes of the money of major investment projects are reported to the finance committee of the congress and the budget commission of its standing committee in time.'
  - article: 北京市预算审查监督条例第二十三条
    text:
      zh: 市人民政府在预算执行过程中需要变更重大投资项目内容的，或者单个重大投资项目总额调增或者调减30%以上的，应当报市人大常委会审查和批准。
      en: 'Beijing Regulation art. 23: a change of the content of a major project, or of its total by 30 % or more, is submitted to the standing committee for approval (local law).'
  - article: 青岛市预算审查监督条例第三十三条
    text:
      zh: 政府投资项目超概算百分之十且超过三千万元，或者预算外新增二亿元以上项目的，应当向人大常委会报告。
      en: 'Qingdao Regulation art. 33: estimates exceeded by more than 10 % and 30 million, and new projects of 200 million outside the budget, are reported (local law).'
explanation:
  zh: '{place}{unit}“{project}”总投资由{first}调整为{total}（{change}），台账未见向人大常委会报告的记录，请确认是否已报告。'
  en: '{place}, {unit}: the total of “{project}” changed from {first} to {total} ({change}); the register shows no report to the standing committee. Was it reported?'
question:
  zh: 调整的原因和资金来源是什么，是否已向人大常委会报告或报请批准？
  en: Why was it changed, with what money, and was it reported to or approved by the standing committee?
variants:
  over:
    kind: signal
    explanation:
      zh: '{place}{unit}“{project}”总投资{total}，超过批准概算{first}达{change}，台账未见向人大常委会报告的记录，请确认是否已报告。'
      en: '{place}, {unit}: the total of “{project}”, {total}, is {change} above its approved estimate of {first}; the register shows no report to the standing committee. Was it reported?'
    question:
      zh: 超概算的原因和资金来源是什么，是否已向人大常委会报告？
      en: Why and with what money was the estimate exceeded, and was it reported?
  outside:
    kind: signal
    explanation:
      zh: '{place}{unit}“{project}”为预算外新增项目，总投资{total}，台账未见向人大常委会报告的记录，请确认是否已报告。'
      en: '{place}, {unit}: “{project}” is new and outside the budget, with a total of {total}; the register shows no report to the standing committee. Was it reported?'
    question:
      zh: 新增项目的依据和资金来源是什么，是否已向人大常委会报告？
      en: On what basis and with what money was it added, and was it reported?
*/
with states as materialized (
  select e.*, coalesce(e.department, e.unit) as office, coalesce(e.total, e.changed, e.approved) as now
  from rules.estimate_rows e
  where e.version = :version and (:regions::text[] is null or e.region_code = any (:regions::text[])) and (:years::int[] is null or e.year <= (select max(y) from unnest(:years::int[]) y))
), told as materialized (
  select *, case when outside_budget and now >= :param_outside::bigint then 'outside' when abs(now - original_total) >= :param_change::numeric * original_total then 'change'
    when now - approved > :param_over_share::numeric * approved and now - approved > :param_over_amount::bigint then 'over' end as variant
  from states
  where greatest(now, original_total) >= :param_minimum::bigint and (reported_on is null or reported_on < coalesce(total_on, changed_on))
), pool as (
  select distinct region_code, scope, year, office from states
), hits as (
  select distinct region_code, scope, year, office from told where variant is not null
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
)
select c.region_code, c.scope, c.year, case when extract(year from c.checked_on) > c.year then 12 else extract(month from c.checked_on) end::int as month, null::text as book, 'expenditure' as flow, null::text as item, c.name as item_name, c.unit, c.project,
  c.now::numeric as measured, case c.variant when 'change' then c.original_total when 'over' then c.approved end::numeric as expected, 'fen' as measure_unit,
  case c.variant when 'change' then abs(c.now - c.original_total) when 'over' then c.now - c.approved else c.now end::bigint as amount_at_stake, 'orange' as severity,
  jsonb_build_object('variant', nullif(c.variant, 'change'), 'unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', coalesce(j.name, c.name, c.project), 'en', coalesce(j.name_en, j.name, c.name, c.project)),
    'first', jsonb_build_object('fen', case c.variant when 'over' then c.approved else c.original_total end::text), 'total', jsonb_build_object('fen', c.now::text),
    'change', jsonb_build_object('ratio', case c.variant when 'over' then c.now::numeric / nullif(c.approved, 0) else c.now::numeric / nullif(c.original_total, 0) end - 1), 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) as parameters,
  rules.row_evidence('estimates', c.batch_id, array[c.line_no]) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where c.variant is not null and (:years::int[] is null or c.year = any (:years::int[]))
