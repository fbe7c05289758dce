/*
id: PJ-05
name: { zh: 竣工财务决算逾期, en: Late completion accounts }
kind: breach
severities: [red, orange]
inputs: [estimates.accepted_on, estimates.accounts_on, estimates.checked_on]
thresholds:
  - { name: orange, value: 12, unit: count, origin: law, title: { zh: 橙色：竣工验收后超过（月）, en: 'Orange: months after acceptance' } }
  - { name: red, value: 24, unit: count, origin: default, title: { zh: 红色：竣工验收后超过（月）, en: 'Red: months after acceptance' } }
law:
  - article: 行政事业性国有资产管理条例第三十一条
    text:
      zh: 各部门及其所属单位采用建设方式配置资产的，应当在建设项目竣工验收合格后及时办理资产交付手续，并在规定期限内办理竣工财务决算，期限最长不得超过1年。
      en: 'Regulation on State Assets of Public Bodies art. 31: completion accounts are made within the term set, one year after acceptance at most.'
  - article: 政府投资条例第二十五条
    text:
      zh: 政府投资项目建成后，应当按照国家有关规定进行竣工验收，并在竣工验收合格后及时办理竣工财务决算。
      en: 'Government Investment Regulation art. 25: completion accounts are made in time after acceptance.'
explanation:
  zh: '{place}{unit}“{project}”{accepted}竣工验收，至{checked}已{months}个月未办理竣工财务决算，资产未转固。'
  en: '{place}, {unit}: “{project}” was accepted on {accepted}; on {checked}, {months} months later, there are no completion accounts and the asset is not booked.'
question:
  zh: 请先核实决算是否已批复而未登记；确未办理的，原因是什么，计划何时办结并转增固定资产？
  en: First verify whether the accounts were approved and not entered; if not, why, and when will the asset be booked?
*/
with owed as (
  select e.*, (extract(year from age(e.checked_on, e.accepted_on)) * 12 + extract(month from age(e.checked_on, e.accepted_on)))::int as months
  from rules.estimate_rows e
  where e.version = :version and e.accepted_on is not null and (e.accounts_on is null or e.accounts_on > e.checked_on) and (:regions::text[] is null or e.region_code = any (:regions::text[])) and (:years::int[] is null or e.year = any (:years::int[]))
)
select c.region_code, c.scope, c.year, case when extract(year from c.checked_on) > c.year then 12 else extract(month from c.checked_on) end::int as month, null::text as book, 'expenditure' as flow, null::text as item, c.name as item_name, c.unit, c.project,
  c.months::numeric as measured, :param_orange::numeric as expected, 'count' as measure_unit, coalesce(c.total, c.changed, c.approved) as amount_at_stake,
  case when c.checked_on > c.accepted_on + make_interval(months => :param_red::int) then 'red' else 'orange' end as severity,
  jsonb_build_object('unit', jsonb_build_object('zh', coalesce(n.name, c.unit, '未列明单位'), 'en', coalesce(n.name_en, n.name, c.unit, 'a unit not stated')), 'project', jsonb_build_object('zh', coalesce(j.name, c.name, c.project), 'en', coalesce(j.name_en, j.name, c.name, c.project)), 'accepted', rules.day_said(c.accepted_on), 'checked', rules.day_said(c.checked_on), 'months', c.months) as parameters,
  rules.row_evidence('estimates', c.batch_id, array[c.line_no]) as evidence
from owed c
left join rules.batch_names n on n.batch_id = c.batch_id and n.scheme = 'unit' and n.code = c.unit
left join rules.batch_names j on j.batch_id = c.batch_id and j.scheme = 'project' and j.code = c.project
where c.checked_on > c.accepted_on + make_interval(months => :param_orange::int)
