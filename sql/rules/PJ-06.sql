/*
id: PJ-06
name: { zh: 绩效目标缺失, en: No performance target }
kind: breach
severities: [orange, yellow]
inputs: [projects.budget, performance.targets, performance.quantified]
thresholds:
  - { name: yellow, value: 100, unit: 万元, origin: default, title: { zh: 黄色：项目预算达到, en: 'Yellow: budget from' } }
  - { name: orange, value: 1000, unit: 万元, origin: default, title: { zh: 橙色：项目预算达到, en: 'Orange: budget from' } }
law:
  - article: 预算法第三十二条
    text:
      zh: 各部门、各单位应当按照国务院财政部门制定的政府收支分类科目、预算支出标准和要求，以及绩效目标管理等预算编制规定，根据其依法履行职能和事业发展的需要以及存量资产情况，编制本部门、本单位预算草案。
      en: 'Budget Law art. 32: departments and units draw up their budgets by the rules of budgeting, among them those on performance targets.'
  - article: 上海市预算审查监督条例第十七条
    text:
      zh: 各级政府、各部门、各单位应当实施全面预算绩效管理，强化事前绩效评估，严格绩效目标管理。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 17: governments, departments and units manage by performance throughout, and keep strictly to the rules on targets.'
explanation:
  zh: '{place}{unit}{year}年项目“{project}”预算{budget}，{what}。'
  en: '{place}, {unit}: project “{project}” of {year} has a budget of {budget} and {what}.'
question:
  zh: 请先核实绩效目标是否已编报而未登记；确未编报的，预算如何审核安排？
  en: First verify whether targets were set and not entered; if not, on what was the budget granted?
phrases:
  none: { zh: 未编报绩效目标, en: no performance target }
  vague: { zh: 绩效目标均未量化, en: no target that can be measured }
*/
-- Judged where the register of performance is loaded for the year; without it nothing can be said.
-- Debt service, the reserve, transfers and the benefits of social insurance are no projects that set targets.
with loaded as (
  select distinct region_code, year from rules.speaking where version = :version and dataset = 'performance'
), targets as (
  select region_code, year, project, sum(targets) as targets, sum(quantified) as quantified from rules.performance_rows where version = :version group by region_code, year, project
), projects as (
  select p.region_code, p.scope, p.year, p.month, p.project, min(p.unit) as unit, min(p.name) as name, min(p.slice_book) as book, sum(coalesce(nullif(p.original, 0), p.final))::bigint as budget,
    max(p.batch_id) as batch_id, array_agg((p.batch_id::bigint << 32) | p.line_no) as lines
  from rules.project_rows p
  join loaded l on (l.region_code, l.year) = (p.region_code, p.year)
  where p.version = :version and p.slice_book is distinct from 'social' and coalesce(p.class, '') not in ('209', '227', '230', '231', '232', '233') and (:regions::text[] is null or p.region_code = any (:regions::text[])) and (:years::int[] is null or p.year = any (:years::int[]))
  group by p.region_code, p.scope, p.year, p.month, p.project
)
select c.region_code, c.scope, c.year, c.month, c.book, 'expenditure' as flow, null::text as item, c.name as item_name, c.unit, c.project,
  coalesce(t.quantified, 0)::numeric as measured, 1::numeric as expected, 'count' as measure_unit, c.budget as amount_at_stake, case when c.budget >= :param_orange::bigint then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', c.name, 'en', coalesce(j.name_en, c.name)), 'budget', jsonb_build_object('fen', c.budget::text),
    'what', jsonb_build_object('phrase', case when coalesce(t.targets, 0) > 0 then 'vague' else 'none' end)) as parameters,
  rules.rows_evidence('projects', c.lines) as evidence
from projects c
left join targets t on (t.region_code, t.year, t.project) = (c.region_code, c.year, c.project)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where c.budget >= :param_yellow::bigint and coalesce(t.quantified, 0) = 0
