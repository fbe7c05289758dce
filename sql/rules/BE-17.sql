/*
id: BE-17
name: { zh: 批复下达逾期, en: Late approval to units }
kind: breach
severities: [red, orange]
inputs: [approvals.approved_on]
thresholds:
  - { name: department_days, value: 20, unit: count, origin: law, title: { zh: 向部门批复的法定天数, en: Legal days to departments } }
  - { name: unit_days, value: 15, unit: count, origin: law, title: { zh: 向单位批复的法定天数, en: Legal days to units } }
law:
  - article: 预算法第五十二条
    text:
      zh: 各级预算经本级人民代表大会批准后，本级政府财政部门应当在二十日内向本级各部门批复预算。各部门应当在接到本级政府财政部门批复的本部门预算后十五日内向所属各单位批复预算。
      en: 'Budget Law art. 52: within 20 days of approval by the congress, finance approves the budgets of departments; within 15 days of receipt, departments approve those of their units.'
  - article: 预算法第八十条
    text:
      zh: 各级决算经批准后，财政部门应当在二十日内向本级各部门批复决算。各部门应当在接到本级政府财政部门批复的本部门决算后十五日内向所属单位批复决算。
      en: 'Budget Law art. 80: the same 20 and 15 days hold for final accounts.'
explanation:
  zh: '{place}{unit}{year}年{what}于{issued}批复，距{approved}共{days}天，超过法定{limit}天{late}天。'
  en: '{place}, {unit}, {year}: the {what} was passed on on {issued}, {days} days after {approved}, {late} days beyond the legal {limit}.'
question:
  zh: 请核实批准（收到）和批复日期；如数据无误，请说明逾期原因。
  en: Please verify both dates; if they are right, why was it late?
variants:
  pending:
    explanation:
      zh: '{place}{unit}{year}年{what}自{approved}起，截至{as_of}已{days}天仍未见批复，超过法定{limit}天{late}天。'
      en: '{place}, {unit}, {year}: the {what} has not been passed on since {approved}; to {as_of} that is {days} days, {late} beyond the legal {limit}.'
    question:
      zh: 请核实是否已经批复而未登记；如数据无误，请说明原因和预计批复时间。
      en: Was it passed on but not entered? If the data are right, why not, and by when?
phrases:
  departmentBudget: { zh: 部门预算, en: departmental budget }
  unitBudget: { zh: 单位预算, en: unit's budget }
  departmentAccounts: { zh: 部门决算, en: departmental accounts }
  unitAccounts: { zh: 单位决算, en: unit's accounts }
*/
-- One row per unit and year: of its budget and accounts the one that is later beyond its term.
with terms as (
  select a.region_code, a.scope, a.year, a.unit, a.kind, a.approved_on, a.issued_on, y.as_of, (a.batch_id::bigint << 32) | a.line_no as line,
    case when a.kind like 'department%' then :param_department_days::int else :param_unit_days::int end as days_allowed,
    coalesce(a.issued_on, y.as_of) - a.approved_on as days
  from rules.approval_rows a
  left join rules.year_ends y on y.version = :version and (y.region_code, y.scope, y.year) = (a.region_code, a.scope, a.year)
  where a.version = :version and a.kind in ('departmentBudget', 'unitBudget', 'departmentAccounts', 'unitAccounts') and a.approved_on is not null
    and (:regions::text[] is null or a.region_code = any (:regions::text[])) and (:years::int[] is null or a.year = any (:years::int[]))
), late as (
  select *, row_number() over (partition by region_code, scope, year, unit order by (kind like 'department%') desc, days - days_allowed desc, line) as place
  from terms
  where days > days_allowed
)
select l.region_code, l.scope, l.year, extract(month from coalesce(l.issued_on, l.as_of))::int as month, null::text as book, null::text as flow, null::text as item, null::text as item_name, l.unit, null::text as project,
  l.days::numeric as measured, l.days_allowed::numeric as expected, 'count' as measure_unit, null::bigint as amount_at_stake, case when l.kind like 'department%' then 'red' else 'orange' end as severity,
  jsonb_build_object('variant', case when l.issued_on is null then 'pending' end, 'unit', jsonb_build_object('zh', coalesce(u.name, l.unit), 'en', coalesce(u.name_en, l.unit)), 'what', jsonb_build_object('phrase', l.kind),
    'approved', l.approved_on::text, 'issued', l.issued_on::text, 'as_of', l.as_of::text, 'days', jsonb_build_object('count', l.days), 'limit', l.days_allowed::int, 'late', jsonb_build_object('count', l.days - l.days_allowed)) as parameters,
  rules.rows_evidence('approvals', array[l.line]) as evidence
from late l
left join rules.unit_names u on u.version = :version and u.region_code = l.region_code and u.code = l.unit
where l.place = 1
