/*
id: DB-05
name: { zh: 还本付息压力, en: Debt service }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [repayments.due_on, repayments.principal, repayments.interest, repayments.arranged]
population: { zh: 到期笔数, en: repayments due }
thresholds:
  - { name: months, value: 12, unit: count, origin: default, title: { zh: 向后看（个月）, en: Months looked ahead } }
  - { name: cover, value: 100, unit: '%', origin: default, title: { zh: 橙色：已安排资金覆盖低于, en: 'Orange: arranged money covers less than' } }
  - { name: project_yellow, value: 120, unit: '%', origin: default, title: { zh: 黄色：项目收入覆盖低于, en: 'Yellow: project revenue covers less than' } }
  - { name: project_orange, value: 100, unit: '%', origin: default, title: { zh: 橙色：项目收入覆盖低于, en: 'Orange: project revenue covers less than' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 应还金额下限, en: Smallest amount due } }
law:
  - article: 预算法第三十五条第二款
    text:
      zh: 举借的债务应当有偿还计划和稳定的偿还资金来源。
      en: 'Budget Law art. 35: debt needs a plan and a stable source of repayment.'
explanation:
  zh: '{place}截至{day}，未来{months}个月应还本息{due}，已安排{arranged}（{cover}），缺口{gap}。'
  en: '{place}, as of {day}: {due} of principal and interest falls due in the next {months} months, {arranged} ({cover}) is arranged, {gap} is missing.'
question:
  zh: 请说明缺口的资金来源和落实时间。
  en: From which money will the gap be met, and when is it settled?
variants:
  overdue:
    kind: signal
    explanation:
      zh: '{place}{name}应于{due_on}偿付{due}，截至{day}已还{paid}，逾期{days}天，尚欠{gap}。请先核实还款是否已登记。'
      en: '{place}, {name}: {due} fell due on {due_on}; as of {day} {paid} is paid, {days} days late, {gap} is open. Please first verify that payments are fully registered.'
    question:
      zh: 请先核实还款登记；确属逾期的，请说明原因和偿还安排。
      en: Please first verify the register; if it is indeed overdue, why, and how will it be repaid?
  project:
    kind: signal
    explanation:
      zh: '{place}{name}未来{months}个月应还本息{due}，项目专项收入{revenue}，覆盖{cover}。'
      en: '{place}, {name}: {due} falls due in the next {months} months; revenue of the project is {revenue}, a cover of {cover}.'
    question:
      zh: 请说明项目收入实现情况，不足部分由何种资金偿还。
      en: How does the project's revenue come in, and from which money is the rest repaid?
  undecided:
    kind: signal
    explanation:
      zh: '{place}截至{day}，未来{months}个月应还本息{due}，台账未登记已安排资金，偿债保障无法判定。'
      en: '{place}, as of {day}: {due} falls due in the next {months} months; the register states no money arranged, so cover cannot be judged.'
    question:
      zh: 请补充登记已安排的偿债资金。
      en: Please register the money arranged for repayment.
caution:
  zh: 以台账登记的到期日和资金安排为准；可用再融资债券偿还的本金不在判断之内。
  en: Due days and money are those of the register; principal that refinancing bonds may repay is not told apart.
*/
-- As of the end of the latest month that is loaded for the register's year.
with entries as materialized (
  select r.region_code, r.scope, r.year, r.batch_id, r.line_no, r.project, r.bond, coalesce(r.name, r.bond) as name, r.kind, r.due_on, r.principal + r.interest as due, r.arranged, coalesce(r.paid, 0) as paid,
    r.paid_on, r.project_revenue, k.day, r.due_on >= k.day and r.due_on < k.day + make_interval(months => :param_months::int) as ahead
  from rules.repayment_rows r
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (r.region_code, r.year)
  where r.version = :version and (:regions::text[] is null or r.region_code = any (:regions::text[]))
), late as (
  select region_code, scope, year, batch_id, day, bond, project, min(name) as name, min(due_on) as due_on, sum(due)::bigint as due, sum(paid)::bigint as paid, array_agg(line_no) as lines
  from entries
  where due_on < day and paid < due
  group by region_code, scope, year, batch_id, day, bond, project
), coming as (
  select region_code, scope, year, batch_id, day, sum(due)::bigint as due, sum(least(coalesce(arranged, 0) + paid, due))::bigint as arranged, count(arranged) as stated, count(*)::int as entries,
    (count(*) filter (where coalesce(arranged, 0) + paid < due))::int as short, array_agg(line_no order by due_on) as lines
  from entries
  where ahead
  group by region_code, scope, year, batch_id, day
), projects as (
  select region_code, scope, year, batch_id, day, project, min(name) as name, sum(due)::bigint as due, sum(project_revenue)::bigint as revenue, array_agg(line_no order by due_on) as lines
  from entries
  where ahead and kind = 'special' and project is not null
  group by region_code, scope, year, batch_id, day, project
  having count(project_revenue) > 0
), counts as (
  select region_code, scope, year, count(*)::int as entries,
    (count(*) filter (where ahead and coalesce(arranged, 0) + paid < due or due_on < day and paid < due))::int as short
  from entries
  group by region_code, scope, year
), usual as (
  select c.region_code, c.scope, c.year, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.short)::int end as short
  from counts c
  left join counts o on (o.region_code, o.scope) = (c.region_code, c.scope) and o.year <> c.year
  group by c.region_code, c.scope, c.year
), told as (
  select region_code, scope, year, batch_id, bond as item, name as item_name, project, paid::numeric / due as measured, 1::numeric as expected, due - paid as at_stake, 'red' as severity,
    jsonb_build_object('variant', 'overdue', 'name', name, 'day', rules.day_said(day), 'due_on', rules.day_said(due_on), 'due', jsonb_build_object('fen', due::text), 'paid', jsonb_build_object('fen', paid::text),
      'days', day - due_on, 'gap', jsonb_build_object('fen', (due - paid)::text)) as parameters, lines
  from late
  where due - paid >= :param_minimum::bigint
  union all
  select region_code, scope, year, batch_id, null, null, null, arranged::numeric / due, :param_cover::numeric, due - arranged, case when stated = 0 then 'grey' else 'orange' end,
    jsonb_build_object('variant', case when stated = 0 then 'undecided' end, 'day', rules.day_said(day), 'months', :param_months::int, 'due', jsonb_build_object('fen', due::text),
      'arranged', jsonb_build_object('fen', arranged::text), 'cover', jsonb_build_object('ratio', arranged::numeric / due), 'gap', jsonb_build_object('fen', (due - arranged)::text)), lines
  from coming
  where due >= :param_minimum::bigint and arranged < :param_cover::numeric * due
  union all
  select p.region_code, p.scope, p.year, p.batch_id, null, coalesce(n.name, p.name), p.project, p.revenue::numeric / p.due, :param_project_yellow::numeric, (:param_project_yellow::numeric * p.due - p.revenue)::bigint,
    case when p.revenue < :param_project_orange::numeric * p.due then 'orange' else 'yellow' end,
    jsonb_build_object('variant', 'project', 'name', coalesce(n.name, p.name), 'months', :param_months::int, 'due', jsonb_build_object('fen', p.due::text),
      'revenue', jsonb_build_object('fen', p.revenue::text), 'cover', jsonb_build_object('ratio', p.revenue::numeric / p.due)), p.lines
  from projects p
  left join rules.batch_names n on n.batch_id = p.batch_id and n.scheme = 'project' and n.code = p.project
  where p.due >= :param_minimum::bigint and p.revenue < :param_project_yellow::numeric * p.due
)
select t.region_code, t.scope, t.year, null::int as month, null::text as book, null::text as flow, t.item, t.item_name, null::text as unit, t.project, t.measured, t.expected, 'ratio' as measure_unit,
  t.at_stake as amount_at_stake, t.severity, t.parameters || jsonb_build_object('base_meets', c.short, 'base_of', c.entries, 'base_usual', u.short) as parameters,
  rules.row_evidence('repayments', t.batch_id, t.lines) as evidence
from told t
join counts c on (c.region_code, c.scope, c.year) = (t.region_code, t.scope, t.year)
join usual u on (u.region_code, u.scope, u.year) = (t.region_code, t.scope, t.year)
where :years::int[] is null or t.year = any (:years::int[])
