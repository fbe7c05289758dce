/*
id: BE-05
name: { zh: 年底突击花钱, en: Year-end spending rush }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final, projects.executed]
population: { zh: 单位和项目, en: units and projects }
caution:
  zh: 年底支付集中也可能因为工程按进度结算、上级资金年底到账；本规则看不到合同和验收情况。
  en: Payments may cluster at year end because work is settled by progress or money from above arrives late; contracts and acceptance are not seen here.
thresholds:
  - { name: december, value: 25, unit: '%', origin: default, title: { zh: 黄色：12月占全年超过, en: 'Yellow: December above, of the year' } }
  - { name: late, value: 50, unit: '%', origin: found, title: { zh: 橙色：11—12月占项目预算超过, en: 'Orange: Nov and Dec above, of the project budget' } }
  - { name: before, value: 50, unit: '%', origin: found, title: { zh: 红色：1—11月执行率低于, en: 'Red: executed by November below' } }
  - { name: rush, value: 50, unit: '%', origin: found, title: { zh: 红色：且12月占全年超过, en: 'Red: and December above, of the year' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
law:
  - article: 预算法第五十七条
    text:
      zh: 各级政府、各部门、各单位的支出必须按照预算执行，不得虚假列支。
      en: 'Budget Law art. 57: spending follows the budget; nothing is booked as spent that is not.'
  - article: 预算法实施条例第六十条
    text:
      zh: 各级政府、各部门、各单位应当加强对预算支出的管理，严格执行预算，遵守财政制度，强化预算约束，不得擅自扩大支出范围、提高开支标准；严格按照预算规定的支出用途使用资金，合理安排支出进度。
      en: 'Implementing Regulation of the Budget Law art. 60: units keep to the budget and its purposes and arrange the pace of spending reasonably.'
  - article: 财政违法行为处罚处分条例第七条
    text:
      zh: 财政预决算的编制部门和预算执行部门及其工作人员违反国家有关预算管理规定的，责令改正。
      en: 'Regulation on Penalties for Fiscal Violations art. 7: those who prepare or execute budgets against the rules are ordered to put it right.'
explanation:
  zh: '{place}{unit}{year}年支出{executed}，11—12月支出占全年{late}（其中12月{december}）[[，1—11月执行率{before}]]。'
  en: '{place}, {unit}, {year}: of {executed} spent, {late} was paid in November and December ({december} in December alone)[[; {before} of the budget was executed by November]].'
question:
  zh: 请关注是否突击付款、以拨代支或提前列支，并要求说明主要支付项目。
  en: Was money rushed out, passed on as if spent, or booked early? Please ask for the main payments and their reason.
variants:
  project:
    explanation:
      zh: '{place}{unit}“{project}”{year}年11—12月支出{late_amount}，占项目预算{budget}的{late_share}（其中12月占全年支出{december}）[[，1—11月执行率{before}]]。'
      en: '{place}, {unit}, “{project}”, {year}: {late_amount} was spent in November and December, {late_share} of its budget of {budget} (December alone is {december} of the year)[[; {before} was executed by November]].'
    question:
      zh: 请关注是否突击付款、以拨代支或提前列支，并要求说明主要支付依据（合同、进度、验收）。
      en: Was money rushed out, passed on as if spent, or booked early? On which contract, progress or acceptance does it rest?
*/
-- The year with its closing period; a year that is not over is not judged. The reserve (227) is no project.
with months as (
  select region_code, scope, year, book, unit, department, month, latest, final::numeric as final, executed::numeric as executed
  from rules.unit_months
  where version = :version and flow = 'expenditure' and latest >= 12 and month in (10, 11, latest) and unit is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), units as (
  select region_code, scope, year, book, unit, null::text as project, null::text as project_name, max(latest) as month,
    sum(final) filter (where month = latest) as budget, sum(executed) filter (where month = latest) as total,
    sum(executed) filter (where month = 10) as october, sum(executed) filter (where month = 11) as november
  from months
  group by 1, 2, 3, 4, 5
), projects as (
  select region_code, scope, year, slice_book as book, max(unit) as unit, project, max(name) as project_name, max(latest) as month,
    sum(coalesce(final, original)) filter (where month = latest)::numeric as budget, sum(executed) filter (where month = latest)::numeric as total,
    coalesce(sum(executed) filter (where month = 10), 0)::numeric as october, coalesce(sum(executed) filter (where month = 11), 0)::numeric as november
  from rules.project_months
  where version = :version and latest >= 12 and month in (10, 11, latest) and coalesce(class, '') <> '227' and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by region_code, scope, year, slice_book, project
  having bool_or(month = 10) or bool_or(month = 11)
), judged as (
  select *, november / budget as before, (total - november) / total as december, (total - october) / total as late,
    case when project is not null then (total - october) / budget end as late_share
  from (select * from units union all select * from projects) subjects
  where budget >= :param_minimum::bigint and total > 0 and october is not null and november is not null
), graded as (
  select *, case when before < :param_before::numeric and december > :param_rush::numeric then 3 when late_share > :param_late::numeric then 2
    when project is null and december > :param_december::numeric then 1 else 0 end as grade
  from judged
), counts as (
  select region_code, scope, year, book, project is null as of_unit, count(*) filter (where grade > 0) as meets, count(*) as judged
  from graded
  group by 1, 2, 3, 4, 5
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book, of_unit), meets) as usually from counts
)
select g.region_code, g.scope, g.year, g.month, g.book, 'expenditure' as flow, null::text as item, null::text as item_name, g.unit, g.project,
  case when g.grade = 2 then g.late_share else g.december end as measured,
  case g.grade when 3 then :param_rush::numeric when 2 then :param_late::numeric else :param_december::numeric end as expected,
  'ratio' as measure_unit, round(case when g.grade = 2 then g.total - g.october else g.total - g.november end)::bigint as amount_at_stake,
  (array['yellow', 'orange', 'red'])[g.grade] as severity,
  jsonb_build_object('variant', case when g.project is not null then 'project' end,
    'unit', jsonb_build_object('zh', coalesce(u.name, g.unit), 'en', coalesce(u.name_en, g.unit)), 'project', g.project_name,
    'executed', jsonb_build_object('fen', round(g.total)::bigint::text), 'budget', jsonb_build_object('fen', round(g.budget)::bigint::text),
    'late_amount', jsonb_build_object('fen', round(g.total - g.october)::bigint::text), 'late', jsonb_build_object('ratio', g.late),
    'late_share', jsonb_build_object('ratio', g.late_share), 'december', jsonb_build_object('ratio', g.december),
    'before', jsonb_build_object('ratio', case when g.grade = 3 then g.before end),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.ledger_evidence('executed', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', g.month::text, 'book', g.book, 'flow', 'expenditure', 'unit', g.unit, 'project', g.project))
    || rules.ledger_evidence('executed', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', '11', 'book', g.book, 'flow', 'expenditure', 'unit', g.unit, 'project', g.project))
    || rules.ledger_evidence('executed', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', '10', 'book', g.book, 'flow', 'expenditure', 'unit', g.unit, 'project', g.project)) as evidence
from graded g
join base b on (b.region_code, b.scope, b.year, b.book, b.of_unit) = (g.region_code, g.scope, g.year, g.book, g.project is null)
left join rules.unit_names u on u.version = :version and u.region_code = g.region_code and u.code = g.unit
where g.grade > 0 and (:years::int[] is null or g.year = any (:years::int[]))
