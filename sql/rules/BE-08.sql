/*
id: BE-08
name: { zh: 连续三年低执行, en: Low execution three years running }
kind: signal
severities: [red, orange]
inputs: [projects.executed, projects.budget]
reach: 3
population: { zh: 连续三年以上的项目, en: projects of three years and more }
caution:
  zh: 按项目代码比较；改名换码的项目看不到，一次性支付的尾款年度也会显得偏低。
  en: Projects are followed by their code; one that changed its code is not seen, and a year of final payments looks low.
thresholds:
  - { name: rate, value: 50, unit: '%', origin: found, title: { zh: 三年执行率均低于, en: 'All three rates below' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 各年预算数下限, en: Smallest budget of each year } }
law:
  - article: 预算法第三十二条
    text:
      zh: 各级预算应当根据年度经济社会发展目标、国家宏观调控总体要求和跨年度预算平衡的需要，参考上一年预算执行情况、有关支出绩效评价结果和本年度收支预测，按照规定程序征求各方面意见后，进行编制。
      en: 'Budget Law art. 32: budgets are drawn up with a view to the execution of the year before and the results of evaluation.'
explanation:
  zh: '{place}{unit}“{project}”连续三年执行率低于{threshold.rate}（{rates}）[[，{next_year}年仍安排{next}]]。'
  en: '{place}, {unit}, “{project}”: executed below {threshold.rate} three years running ({rates})[[; {next} is budgeted again for {next_year}]].'
question:
  zh: 请说明项目的必要性和预算编制依据；下年预算是否应当核减或收回统筹？
  en: Why is the project needed, and on what does its budget rest; should next year's be reduced or the money taken back?
*/
-- Three years that are over, by the code of the project. The reserve (227) is no project.
with years as (
  select region_code, scope, year, slice_book as book, project, max(name) as name, max(unit) as unit, max(month) as month, sum(coalesce(final, original))::bigint as budget, sum(original)::bigint as original, coalesce(sum(executed), 0)::bigint as executed
  from rules.project_rows
  where version = :version and coalesce(class, '') <> '227' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, slice_book, project
), rated as (
  select *, executed::numeric / budget as rate from years where month >= 12 and budget >= :param_minimum::bigint
), running as (
  select a.region_code, a.scope, a.year, a.month, a.book, a.project, a.name, a.unit, a.budget, a.executed, a.rate, a.original, b.rate as rate_before, c.rate as rate_first, b.month as month_before, c.month as month_first,
    n.original as next, a.rate < :param_rate::numeric and b.rate < :param_rate::numeric and c.rate < :param_rate::numeric as low
  from rated a
  join rated b on (b.region_code, b.scope, b.book, b.project) = (a.region_code, a.scope, a.book, a.project) and b.year = a.year - 1
  join rated c on (c.region_code, c.scope, c.book, c.project) = (a.region_code, a.scope, a.book, a.project) and c.year = a.year - 2
  left join years n on (n.region_code, n.scope, n.book, n.project) = (a.region_code, a.scope, a.book, a.project) and n.year = a.year + 1
), counts as (
  select region_code, scope, year, book, count(*) filter (where low) as meets, count(*) as judged from running group by 1, 2, 3, 4
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book), meets) as usually from counts
)
select r.region_code, r.scope, r.year, r.month, r.book, 'expenditure' as flow, null::text as item, null::text as item_name, r.unit, r.project,
  r.rate as measured, :param_rate::numeric as expected, 'ratio' as measure_unit, r.budget - r.executed as amount_at_stake,
  case when r.next > 0 and r.next >= r.original then 'red' else 'orange' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(u.name, r.unit, ''), 'en', coalesce(u.name_en, r.unit, '')), 'project', r.name,
    'rates', jsonb_build_object('list', jsonb_build_array(jsonb_build_object('name', (r.year - 2)::text, 'ratio', r.rate_first),
      jsonb_build_object('name', (r.year - 1)::text, 'ratio', r.rate_before), jsonb_build_object('name', r.year::text, 'ratio', r.rate))),
    'next', jsonb_build_object('fen', nullif(r.next, 0)::text), 'next_year', case when r.next > 0 then (r.year + 1)::text end,
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  (select jsonb_agg(rules.ledger_evidence(m, jsonb_build_object('region', r.region_code, 'scope', r.scope, 'year', y.year::text, 'month', y.month::text, 'book', r.book, 'flow', 'expenditure', 'project', r.project)) -> 0 order by y.year desc, m)
    from (values (r.year, r.month), (r.year - 1, r.month_before), (r.year - 2, r.month_first)) y (year, month), unnest(array['executed', 'final']) m) as evidence
from running r
join base b using (region_code, scope, year, book)
left join rules.unit_names u on u.version = :version and u.region_code = r.region_code and u.code = r.unit
where r.low and (:years::int[] is null or r.year = any (:years::int[]))
