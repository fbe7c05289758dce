/*
id: PJ-08
name: { zh: 绩效差而预算不减, en: 'Bad rating, budget not cut' }
kind: signal
severities: [orange]
inputs: [performance.rating, projects.budget]
reach: 1
thresholds:
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 项目预算下限, en: Smallest budget } }
population: { zh: 部门, en: departments }
caution:
  zh: 比较评价年度与下一年度的年初预算；法定支出、续建工程即使评价差也可能必须安排。
  en: Compares the January budgets of the year that was rated and the next. Statutory spending and works under way may have to go on whatever the rating.
law:
  - article: 上海市预算审查监督条例第十七条
    text:
      zh: 加强绩效评价结果运用，促进绩效评价结果与完善政策、安排预算和改进管理相结合。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 17: results of evaluation are used in policy, in the budget and in management.'
  - article: 预算法实施条例第二十条
    text:
      zh: 绩效评价结果应当按照规定作为改进管理和编制以后年度预算的依据。
      en: 'Implementing Regulation of the Budget Law art. 20: results of evaluation serve to improve management and to draw up later budgets.'
explanation:
  zh: '{place}{unit}项目“{project}”{before}年绩效评级“{rating}”，{year}年预算{next}，上年{budget}，未核减。'
  en: '{place}, {unit}: project “{project}” was rated “{rating}” for {before}; its budget of {year} is {next} after {budget}, it was not cut.'
question:
  zh: 评价结果如何应用，预算未核减的理由是什么，整改措施是否落实？
  en: What followed from the rating, why was the budget not cut, and was what went wrong mended?
phrases:
  fail: { zh: 不合格, en: fail }
  poor: { zh: 差, en: poor }
*/
-- Told of the year whose budget ought to have been cut.
with budgets as materialized (
  select region_code, scope, year, project, min(unit) as unit, max(month) as month, min(slice_book) as book, sum(coalesce(nullif(original, 0), final))::bigint as budget, max(batch_id) as batch_id, array_agg((batch_id::bigint << 32) | line_no) as lines
  from rules.project_rows
  where version = :version
  group by region_code, scope, year, project
), rated as materialized (
  select f.*, n.year as next_year, n.month, n.book, n.budget as next_budget, t.budget as this_budget, n.batch_id as next_batch, n.unit as next_unit, n.lines, coalesce(f.department, f.unit) as office,
    f.rating in ('fail', 'poor') as is_bad
  from rules.performance_rows f
  join budgets t on (t.region_code, t.scope, t.year, t.project) = (f.region_code, f.scope, f.year, f.project)
  join budgets n on (n.region_code, n.scope, n.project) = (f.region_code, f.scope, f.project) and n.year = f.year + 1
  where f.version = :version and f.rating is not null and t.budget >= :param_minimum::bigint and (:regions::text[] is null or f.region_code = any (:regions::text[])) and (:years::int[] is null or f.year + 1 <= (select max(y) from unnest(:years::int[]) y))
), told as (
  select * from rated where is_bad and next_budget >= this_budget
), pool as (
  select distinct region_code, scope, next_year as year, office from rated
), hits as (
  select distinct region_code, scope, next_year as year, office from told
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
)
select c.region_code, c.scope, c.next_year as year, c.month, c.book, 'expenditure' as flow, null::text as item, null::text as item_name, c.next_unit as unit, c.project,
  c.next_budget::numeric as measured, c.this_budget::numeric as expected, 'fen' as measure_unit, c.next_budget as amount_at_stake, 'orange' as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.next_unit), 'en', coalesce(n.name_en, n.name, c.next_unit)), 'project', jsonb_build_object('zh', coalesce(j.name, c.project), 'en', coalesce(j.name_en, j.name, c.project)), 'before', c.year::text,
    'rating', jsonb_build_object('phrase', c.rating), 'next', jsonb_build_object('fen', c.next_budget::text), 'budget', jsonb_build_object('fen', c.this_budget::text), 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) as parameters,
  rules.row_evidence('performance', c.batch_id, array[c.line_no]) || rules.rows_evidence('projects', c.lines) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.next_year)
left join rules.batch_names n on n.batch_id = c.next_batch and n.scheme = 'unit' and n.code = c.next_unit
left join rules.batch_names j on j.batch_id = c.next_batch and j.scheme = 'project' and j.code = c.project
where :years::int[] is null or c.next_year = any (:years::int[])
