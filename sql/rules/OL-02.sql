/*
id: OL-02
name: { zh: 预警答复逾期, en: Alert answered late }
kind: breach
severities: [red, orange, yellow]
inputs: []
thresholds:
  - { name: red, value: 5, unit: count, origin: default, title: { zh: 红色预警答复期限（工作日）, en: 'Red alerts: working days to answer' } }
  - { name: orange, value: 10, unit: count, origin: default, title: { zh: 橙色预警答复期限（工作日）, en: 'Orange alerts: working days to answer' } }
  - { name: yellow, value: 15, unit: count, origin: default, title: { zh: 黄色预警答复期限（工作日）, en: 'Yellow alerts: working days to answer' } }
law:
  - article: 上海市预算审查监督条例第二十一条（其他地方参照）
    text:
      zh: 政府财政和预算部门通过预算联网监督系统接收、处理、反馈预警问题；人大各专门委员会、人大常委会预算工委在系统内跟踪预警问题处理全过程。
      en: 'Shanghai Budget Supervision Regulation art. 21 (elsewhere by analogy): finance and budget departments receive, deal with and answer alerts through the supervision system; committees follow the whole handling in it.'
explanation:
  zh: '{place}{unit}对{count}件预警未在规定期限前反馈，最早一件应于{due}前反馈，已逾期{days}天：{cases}。'
  en: '{place}, {unit}: {count} alerts were not answered in time; the earliest was due by {due}, {days} days ago: {cases}.'
question:
  zh: 请先核实反馈是否已送达并登记；确未反馈的，请督促限期答复。
  en: Please first verify that no answer arrived unregistered; otherwise urge one by a set day.
phrases:
  government: { zh: 有关部门, en: the departments concerned }
*/
-- Per unit and fiscal year of the alerts, as serious as the most serious of them. Without a due day of its own a letter is due so many working days, counted as weeks of five, after it was sent.
with letters as (
  select region_code, case_id, rule, severity, unit, year, sent_on, checked_on,
    coalesce(due_on, sent_on + ceil(case severity when 'red' then :param_red::numeric when 'orange' then :param_orange::numeric else :param_yellow::numeric end * 7 / 5)::int) as due
  from rules.case_terms
  where version = :version and answered_on is null and severity in ('red', 'orange', 'yellow') and rule <> 'OL-02'
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
), late as materialized (
  select *, checked_on - due as days, row_number() over (partition by region_code, unit, year order by due, case_id) as place
  from letters
  where checked_on > due
), units as (
  select region_code, unit, year, count(*)::int as count, min(due) as due, max(days) as days, max(array_position(array['yellow', 'orange', 'red'], severity)) as grade,
    jsonb_agg(rule || '（' || case_id || '）' order by place) filter (where place <= 5) as cases
  from late
  group by region_code, unit, year
), names as (
  select region_code, code, name, name_en
  from rules.ledger_names
  where version = :version and scheme = 'unit' and code = any (array(select unit from late))
)
select u.region_code, null::text as scope, u.year, null::int as month, null::text as book, null::text as flow, null::text as item, null::text as item_name, u.unit, null::text as project,
  u.days::numeric as measured, 0::numeric as expected, 'count' as measure_unit, null::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[u.grade] as severity,
  jsonb_build_object('unit', case when u.unit is null then '{"phrase": "government"}' else jsonb_build_object('zh', coalesce(n.name, u.unit), 'en', coalesce(n.name_en, n.name, u.unit)) end,
    'count', jsonb_build_object('count', u.count), 'due', rules.day_said(u.due), 'days', u.days, 'cases', jsonb_build_object('list', u.cases)) as parameters,
  '[]'::jsonb as evidence
from units u
left join names n on n.region_code = u.region_code and n.code = u.unit
