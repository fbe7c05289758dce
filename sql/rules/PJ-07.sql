/*
id: PJ-07
name: { zh: 绩效自评与执行背离, en: Self-score contradicts execution }
kind: signal
severities: [orange, yellow]
inputs: [performance.self_score, performance.met, performance.targets, projects.executed, projects.budget]
thresholds:
  - { name: score, value: 90, unit: count, origin: default, title: { zh: 自评得分达到, en: Own score from } }
  - { name: low, value: 60, unit: '%', origin: default, title: { zh: 橙色：自评高分而执行率低于, en: 'Orange: high score and execution below' } }
  - { name: all_met, value: 80, unit: '%', origin: default, title: { zh: 黄色：目标全部完成而执行率低于, en: 'Yellow: all targets met and execution below' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 项目预算下限, en: Smallest budget } }
population: { zh: 部门, en: departments }
caution:
  zh: 厉行节约、招标节约会使执行率低而目标完成；自评由项目单位填报。
  en: Savings and good tenders lower execution while the targets are met; the score is the unit's own.
law:
  - article: 预算法第五十七条第三款
    text:
      zh: 各级政府、各部门、各单位应当对预算支出情况开展绩效评价。
      en: 'Budget Law art. 57(3): governments, departments and units evaluate the performance of their spending.'
  - article: 预算法实施条例第二十条
    text:
      zh: 绩效评价，是指根据设定的绩效目标，依据规范的程序，对预算资金的投入、使用过程、产出与效果进行系统和客观的评价。绩效评价结果应当按照规定作为改进管理和编制以后年度预算的依据。
      en: 'Implementing Regulation of the Budget Law art. 20: evaluation is systematic and objective; its results serve to improve management and later budgets.'
explanation:
  zh: '{place}{unit}{year}年项目“{project}”执行率{rate}，自评{claim}，请核实自评依据。'
  en: '{place}, {unit}: project “{project}” of {year} was executed to {rate}, and rates itself {claim}; please check the basis.'
question:
  zh: 预算大部分未执行而目标完成，自评依据是什么，预算是否编制偏大？
  en: Most of the budget was not used and yet the targets were met; on what does the score rest, and was the budget too large?
phrases:
  all: { zh: 绩效目标全部完成, en: with all targets met }
*/
with states as materialized (
  select f.region_code, f.scope, f.year, f.batch_id, f.line_no, f.unit, coalesce(f.department, f.unit) as office, f.project, f.self_score, f.met >= f.targets and f.targets > 0 as all_met,
    p.budget, p.executed, p.executed::numeric / nullif(p.budget, 0) as rate, p.project_batch, p.lines, p.month, p.book
  from rules.performance_rows f
  join (
    select region_code, scope, year, project, max(month) as month, min(slice_book) as book, sum(coalesce(final, original))::bigint as budget, sum(coalesce(executed, 0))::bigint as executed, max(batch_id) as project_batch, array_agg((batch_id::bigint << 32) | line_no) as lines
    from rules.project_rows
    where version = :version and month >= 12
    group by region_code, scope, year, project
  ) p on (p.region_code, p.scope, p.year, p.project) = (f.region_code, f.scope, f.year, f.project)
  where f.version = :version and p.budget >= :param_minimum::bigint and (f.self_score is not null or f.met is not null) and (:regions::text[] is null or f.region_code = any (:regions::text[])) and (:years::int[] is null or f.year <= (select max(y) from unnest(:years::int[]) y))
), told as (
  select *, self_score >= :param_score::int and rate < :param_low::numeric as is_scored from states
  where self_score >= :param_score::int and rate < :param_low::numeric or all_met and rate < :param_all_met::numeric
), pool as (
  select distinct region_code, scope, year, office from states
), hits as (
  select distinct region_code, scope, year, office from told
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
)
select c.region_code, c.scope, c.year, c.month, c.book, 'expenditure' as flow, null::text as item, null::text as item_name, c.unit, c.project,
  c.rate as measured, case when c.is_scored then :param_low::numeric else :param_all_met::numeric end as expected, 'ratio' as measure_unit, (c.budget - c.executed)::bigint as amount_at_stake, case when c.is_scored then 'orange' else 'yellow' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', coalesce(j.name, c.project), 'en', coalesce(j.name_en, j.name, c.project)), 'rate', jsonb_build_object('ratio', c.rate),
    'claim', case when c.is_scored then jsonb_build_object('zh', c.self_score || '分', 'en', c.self_score || ' points') else jsonb_build_object('phrase', 'all') end, 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) as parameters,
  rules.row_evidence('performance', c.batch_id, array[c.line_no]) || rules.rows_evidence('projects', c.lines) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where (:years::int[] is null or c.year = any (:years::int[]))
