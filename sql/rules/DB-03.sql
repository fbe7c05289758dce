/*
id: DB-03
name: { zh: 专项债资金闲置, en: Idle special-bond money }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [bonds.arrived_on, bonds.amount, bonds.paid]
population: { zh: 专项债项目, en: special-bond projects }
thresholds:
  - { name: yellow_months, value: 6, unit: count, origin: default, title: { zh: 黄色：到账满（个月）, en: 'Yellow: months since arrival' } }
  - { name: yellow, value: 50, unit: '%', origin: default, title: { zh: 黄色：未支出超过, en: 'Yellow: unspent above' } }
  - { name: orange_months, value: 12, unit: count, origin: default, title: { zh: 橙色：到账满（个月）, en: 'Orange: months since arrival' } }
  - { name: orange, value: 20, unit: '%', origin: default, title: { zh: 橙色：未支出超过, en: 'Orange: unspent above' } }
  - { name: red_months, value: 18, unit: count, origin: default, title: { zh: 红色：到账满（个月）, en: 'Red: months since arrival' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 未支出金额下限, en: Smallest amount unspent } }
law:
  - article: 预算法实施条例第五十一条第（五）项
    text:
      zh: 预算执行中，政府财政部门的主要职责包括：统一管理政府债务的举借、支出与偿还，监督债务资金使用情况。
      en: 'Implementing Regulation art. 51(5): in execution, finance departments manage how government debt is raised, spent and repaid, and supervise how the money is used.'
  - article: 上海市预算审查监督条例第十三条（其他地方参照）
    text:
      zh: 审查监督地方政府债务的重点包括：债券发行和使用情况、举债项目的执行和资金管理情况；地方政府专项债务偿还、项目绩效情况。
      en: 'Shanghai Budget Supervision Regulation art. 13 (elsewhere by analogy): review of debt looks at how bonds are issued and used, how the projects are carried out, and how special debt is repaid.'
explanation:
  zh: '{place}{subject}专项债{amount}到账{months}个月，支出{share}，尚有{left}未支出[[，债券利息已付{interest}]]。'
  en: '{place}, {subject}: {amount} of special-bond money arrived {months} months ago, {share} is spent and {left} is not[[, while {interest} of interest is paid]].'
question:
  zh: 请说明闲置原因（前期手续、工程进度、预留尾款），是否拟按程序调整用途。
  en: Why does it lie idle (permits, pace of works, retained payments), and is a change of purpose planned by the rules?
variants:
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年{count}笔专项债资金未登记已支出数，涉及{amount}，是否闲置无法判定：{names}。'
      en: '{place}, {year}: {count} entries of special-bond money, {amount}, bear no amount paid, so it cannot be judged: {names}.'
    question:
      zh: 请补充登记已支出数。
      en: Please register the amount paid.
caution:
  zh: 支出数以台账为准，已拨付至项目单位账户未形成实物的，本方法视同支出。
  en: What is spent is what the register says; money that lies in the project owner's account counts as spent here.
*/
-- Per project (without one, per bond) at the day the register was checked; months since the oldest money that is not used up arrived.
with entries as materialized (
  select region_code, scope, year, batch_id, line_no, unit, project, bond, name, arrived_on, checked_on, amount, paid, interest_paid
  from rules.bond_rows
  where version = :version and kind = 'special' and purpose <> 'refinancing' and (:regions::text[] is null or region_code = any (:regions::text[]))
), subjects as (
  select region_code, scope, year, batch_id, case when project is not null then unit end as unit, project, case when project is null then bond end as bond, min(name) as name,
    sum(amount)::bigint as amount, sum(paid)::bigint as paid, sum(interest_paid)::bigint as interest, array_agg(line_no) as lines,
    max(extract(year from age(checked_on + 1, arrived_on)) * 12 + extract(month from age(checked_on + 1, arrived_on))) filter (where paid < amount)::int as months
  from entries
  where paid is not null
  group by region_code, scope, year, batch_id, case when project is not null then unit end, project, case when project is null then bond end
), graded as (
  select *, amount - paid as left_over, 1 - paid::numeric / amount as unspent,
    case when amount - paid < :param_minimum::bigint then 0
      when months >= :param_red_months::int and 1 - paid::numeric / amount > :param_orange::numeric then 3
      when months >= :param_orange_months::int and 1 - paid::numeric / amount > :param_orange::numeric then 2
      when months >= :param_yellow_months::int and 1 - paid::numeric / amount > :param_yellow::numeric then 1 else 0 end as grade
  from subjects
  where amount > 0
), counts as (
  select region_code, scope, year, (count(*) filter (where grade > 0))::int as meets, count(*)::int as projects from graded group by region_code, scope, year
), usual as (
  select c.region_code, c.scope, c.year, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.meets)::int end as meets
  from counts c
  left join counts o on (o.region_code, o.scope) = (c.region_code, c.scope) and o.year <> c.year
  group by c.region_code, c.scope, c.year
)
select t.region_code, t.scope, t.year, null::int as month, null::text as book, null::text as flow, t.bond as item, coalesce(p.name, t.name) as item_name, t.unit, t.project,
  t.unspent as measured, case t.grade when 1 then :param_yellow::numeric else :param_orange::numeric end as expected, 'ratio' as measure_unit, t.left_over as amount_at_stake,
  (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('subject', coalesce(p.name, t.name), 'amount', jsonb_build_object('fen', t.amount::text), 'months', t.months, 'share', jsonb_build_object('ratio', 1 - t.unspent),
    'left', jsonb_build_object('fen', t.left_over::text), 'interest', jsonb_build_object('fen', nullif(t.interest, 0)::text),
    'base_meets', c.meets, 'base_of', c.projects, 'base_usual', u.meets) as parameters,
  rules.row_evidence('bonds', t.batch_id, t.lines) as evidence
from graded t
join counts c on (c.region_code, c.scope, c.year) = (t.region_code, t.scope, t.year)
join usual u on (u.region_code, u.scope, u.year) = (t.region_code, t.scope, t.year)
left join rules.batch_names p on p.batch_id = t.batch_id and p.scheme = 'project' and p.code = t.project
where t.grade > 0 and (:years::int[] is null or t.year = any (:years::int[]))
union all
select region_code, scope, year, null, null, null, null, null, null, null, null, null, 'ratio', sum(amount)::bigint, 'grey',
  jsonb_build_object('variant', 'undecided', 'count', jsonb_build_object('count', count(*)), 'amount', jsonb_build_object('fen', sum(amount)::bigint::text),
    'names', jsonb_build_object('list', to_jsonb((array_agg(distinct name))[1:3]))),
  rules.row_evidence('bonds', batch_id, array_agg(line_no))
from entries
where paid is null and (:years::int[] is null or year = any (:years::int[]))
group by region_code, scope, year, batch_id
