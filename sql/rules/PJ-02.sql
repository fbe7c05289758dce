/*
id: PJ-02
name: { zh: 民生实事项目进度滞后, en: Livelihood project behind its plan }
kind: signal
severities: [red, orange, yellow]
inputs: [milestones.kind, milestones.planned, milestones.reported]
thresholds:
  - { name: yellow, value: 70, unit: '%', origin: default, title: { zh: 黄色：低于计划的, en: 'Yellow: below this share of the plan' } }
  - { name: orange, value: 50, unit: '%', origin: default, title: { zh: 橙色：低于计划的, en: 'Orange: below this share of the plan' } }
  - { name: red, value: 30, unit: '%', origin: found, title: { zh: 红色：低于计划的, en: 'Red: below this share of the plan' } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: red_month, value: 6, unit: count, origin: found, title: { zh: 红色起始月份, en: First month of red } }
population: { zh: 部门, en: departments }
caution:
  zh: 计划与实际进度均由责任单位填报，本规则不判断计划是否合理。
  en: Both plan and progress are reported by the responsible unit; whether the plan is sound is not judged.
law:
  - article: 上海市预算审查监督条例第三十四条第（五）项
    text:
      zh: 预算执行情况监督的主要内容包括政府确定的重点支出和重大投资项目的安排和资金到位以及执行情况。
      en: 'Shanghai Regulation on Budget Review and Supervision art. 34(5): among what is supervised are key spending and major projects, their money and how they are carried out.'
explanation:
  zh: '{place}民生实事“{project}”截至{checked}计划{planned}、实际{reported}，仅为计划的{share}[[，{responsible}应于{due}完成]]。'
  en: '{place}: livelihood project “{project}” stands at {reported} on {checked} where {planned} was planned, {share} of the plan[[; {responsible} must finish it by {due}]].'
question:
  zh: 请关注滞后原因、资金是否到位以及能否按期完成。
  en: What holds it up, is the money there, and will it be finished in time?
*/
-- Of each day of checking of a project; past its due day the whole was planned. Told when the severity begins or rises, and for the latest day.
with checked as materialized (
  select m.region_code, m.scope, m.year, m.batch_id, m.line_no, m.unit, m.department, coalesce(m.department, m.unit) as office, coalesce(m.project, m.name) as project, m.name, m.checked_on, m.due_on, m.responsible,
    case when m.due_on < m.checked_on then 1 else m.planned end::numeric as planned, m.reported::numeric as reported,
    case when extract(year from m.checked_on) > m.year then 12 else extract(month from m.checked_on) end::int as month,
    m.finished_on is null and m.accepted_on is null as is_open
  from rules.milestone_rows m
  where m.version = :version and m.kind = 'livelihood' and (:regions::text[] is null or m.region_code = any (:regions::text[])) and (:years::int[] is null or m.year <= (select max(y) from unnest(:years::int[]) y))
), graded as (
  select *, reported / nullif(planned, 0) as share, max(checked_on) over (partition by region_code, scope, year, unit, project) as latest,
    case when not is_open or planned <= 0 or month < :param_first_month::int then 0 when reported < :param_red::numeric * planned and month >= :param_red_month::int then 3
      when reported < :param_orange::numeric * planned then 2 when reported < :param_yellow::numeric * planned then 1 else 0 end as grade
  from checked
), told as (
  select *, lag(grade, 1, 0) over (partition by region_code, scope, year, unit, project order by checked_on, line_no) as before from graded
), pool as (
  select distinct region_code, scope, year, office from graded
), hits as (
  select distinct region_code, scope, year, office from graded where grade > 0
), held as (
  select *, array_agg(meets) over (partition by region_code, scope order by year) as all_meets
  from (
    select p.region_code, p.scope, p.year, count(distinct p.office) as offices, count(distinct h.office) as meets
    from pool p
    left join hits h on (h.region_code, h.scope, h.year, h.office) = (p.region_code, p.scope, p.year, p.office)
    group by p.region_code, p.scope, p.year
  ) m
), budgets as (
  select region_code, scope, year, project, sum(coalesce(final, original))::bigint as budget from rules.project_rows where version = :version group by region_code, scope, year, project
)
select c.region_code, c.scope, c.year, c.month, null::text as book, 'expenditure' as flow, null::text as item, c.name as item_name, c.unit, c.project,
  c.reported as measured, c.planned as expected, 'ratio' as measure_unit, (b.budget * (c.planned - c.reported))::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[c.grade] as severity,
  jsonb_build_object('project', c.name, 'checked', rules.day_said(c.checked_on), 'planned', jsonb_build_object('ratio', c.planned), 'reported', jsonb_build_object('ratio', c.reported), 'share', jsonb_build_object('ratio', c.share),
    'responsible', case when c.due_on is not null then coalesce(jsonb_build_object('zh', c.responsible, 'en', c.responsible), jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated'))) end, 'due', case when c.due_on is not null then rules.day_said(c.due_on) end, 'base_meets', h.meets, 'base_of', h.offices, 'base_usual', rules.usual(h.all_meets, h.meets)) as parameters,
  rules.row_evidence('milestones', c.batch_id, array[c.line_no]) as evidence
from told c
join held h on (h.region_code, h.scope, h.year) = (c.region_code, c.scope, c.year)
left join budgets b on (b.region_code, b.scope, b.year, b.project) = (c.region_code, c.scope, c.year, c.project)
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
where c.grade > 0 and (c.grade > c.before or c.checked_on = c.latest) and (:years::int[] is null or c.year = any (:years::int[]))
