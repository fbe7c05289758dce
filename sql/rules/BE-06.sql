/*
id: BE-06
name: { zh: 项目零执行, en: Project not started }
kind: signal
severities: [red, orange, yellow]
inputs: [projects.executed, projects.budget]
population: { zh: 项目, en: projects }
caution:
  zh: 只看支付，不知道项目是否已经开工、合同是否约定完成后付款；没有计划开工日期的项目按年初可以实施处理。
  en: Only payments are seen, not whether work has begun or is paid on completion; a project without a planned start is taken as ready from January.
thresholds:
  - { name: yellow, value: 6, unit: count, origin: default, title: { zh: 黄色：截至月份, en: 'Yellow: at the end of month' } }
  - { name: orange, value: 9, unit: count, origin: default, title: { zh: 橙色：截至月份, en: 'Orange: at the end of month' } }
  - { name: red, value: 10, unit: count, origin: default, title: { zh: 红色：截至月份, en: 'Red: at the end of month' } }
  - { name: waiting, value: 3, unit: count, origin: default, title: { zh: 年中新增项目的宽限月数, en: Months of grace for a project added during the year } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
law:
  - article: 上海市预算审查监督条例第三十四条第（五）项（其他地方参照）
    text:
      zh: 预算执行监督的主要内容包括重点支出和重大投资项目资金的拨付、使用情况。
      en: 'Shanghai Budget Supervision Regulation art. 34(5) (elsewhere by analogy): supervision looks at how money of key expenditure and major projects is paid and used.'
  - article: 预算法实施条例第四十一条
    text:
      zh: 项目支出预算应当以项目库管理为基础，列入预算的项目应当具备实施条件。
      en: 'Implementing Regulation of the Budget Law art. 41: project budgets rest on the project library; a project in the budget is to be ready.'
explanation:
  zh: '{place}{unit}“{project}”{year}年预算{budget}，截至{month}月未发生支出。'
  en: '{place}, {unit}, “{project}”: of its {year} budget of {budget} nothing was spent to month {month}.'
question:
  zh: 请说明是否具备实施条件、是否需收回统筹。
  en: Is the project ready to be carried out, or should the money be taken back?
*/
-- Told in the month in which the severity rises, and for the latest month; a project whose planned start is still to come, or that was added in these months, is not told, nor is the reserve (227).
with listed as (
  select min(region_code) as region_code, min(scope) as scope, min(year) as year, min(month) as month, min(latest) as latest, min(slice_book) as book, project, min(name) as name, min(unit) as unit,
    sum(coalesce(final, original))::bigint as budget, coalesce(sum(executed), 0)::bigint as executed, max(started) as started
  from rules.project_months
  where version = :version and month <= 12 and coalesce(class, '') <> '227' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by batch_id, project
), firsts as (
  select region_code, scope, year, book, project, min(month) as listed from listed group by 1, 2, 3, 4, 5
), starts as (
  select region_code, scope, year, book, min(listed) as loaded from firsts group by 1, 2, 3, 4
), months as (
  select * from listed join firsts using (region_code, scope, year, book, project) join starts using (region_code, scope, year, book)
  where month >= :param_yellow::int
), graded as (
  select *, case when executed <> 0 or started > make_date(year, month, 1) or listed > loaded and month - listed < :param_waiting::int then 0 when month >= :param_red::int then 3 when month >= :param_orange::int then 2 when month >= :param_yellow::int then 1 else 0 end as grade
  from months
  where budget >= :param_minimum::bigint
), told as (
  select *, coalesce(max(grade) over (partition by region_code, scope, year, book, project order by month rows between unbounded preceding and 1 preceding), 0) as before
  from graded
  where grade > 0
), counts as (
  select region_code, scope, year, month, book, count(*) filter (where grade > 0) as meets, count(*) as judged
  from graded
  group by 1, 2, 3, 4, 5
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book, month), meets) as usually from counts
)
select t.region_code, t.scope, t.year, t.month, t.book, 'expenditure' as flow, null::text as item, null::text as item_name, t.unit, t.project,
  0::numeric as measured, t.budget::numeric as expected, 'fen' as measure_unit, t.budget as amount_at_stake, (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('month', t.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, t.unit, ''), 'en', coalesce(u.name_en, t.unit, '')), 'project', t.name,
    'budget', jsonb_build_object('fen', t.budget::text), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.ledger_evidence('executed', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure', 'project', t.project))
    || rules.ledger_evidence('final', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure', 'project', t.project)) as evidence
from told t
join base b using (region_code, scope, year, month, book)
left join rules.unit_names u on u.version = :version and u.region_code = t.region_code and u.code = t.unit
where t.grade > 0 and (t.grade > t.before or t.month = least(t.latest, 12)) and (:years::int[] is null or t.year = any (:years::int[]))
