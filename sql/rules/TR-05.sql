/*
id: TR-05
name: { zh: 专项资金沉淀, en: Idle earmarked money }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [grants.arrived_on, grants.amount, grants.paid]
population: { zh: 专项资金, en: earmarked grants }
thresholds:
  - { name: yellow_months, value: 6, unit: count, origin: default, title: { zh: 黄色：到账满（个月）, en: 'Yellow: months since arrival' } }
  - { name: yellow, value: 30, unit: '%', origin: default, title: { zh: 黄色：支出低于, en: 'Yellow: spent below' } }
  - { name: orange_months, value: 12, unit: count, origin: default, title: { zh: 橙色：到账满（个月）, en: 'Orange: months since arrival' } }
  - { name: orange, value: 50, unit: '%', origin: default, title: { zh: 橙色：支出低于, en: 'Orange: spent below' } }
  - { name: red_months, value: 24, unit: count, origin: found, title: { zh: 红色：到账满（个月）, en: 'Red: months since arrival' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 未用金额下限, en: Smallest amount unused } }
law:
  - article: 预算法第四十二条
    text:
      zh: 各级政府上一年预算的结转资金，应当在下一年用于结转项目的支出；连续两年未用完的结转资金，应当作为结余资金管理。
      en: 'Budget Law art. 42: what is carried over is used for the same project in the next year; what is not used up for two years running is managed as surplus.'
  - article: 财预〔2015〕15号
    text:
      zh: 上级专项转移支付结转资金超过两年（含两年）未分配下达、未使用完毕的，由同级财政收回统筹使用或者交回上级财政。
      en: 'Cai Yu [2015] No. 15: earmarked money from above that is not distributed or used for two years goes back to the treasury or to the level above.'
  - article: 上海市预算审查监督条例第九条（其他地方参照）
    text:
      zh: 审查监督转移支付的重点包括：转移支付预算下达、使用及绩效等情况。
      en: 'Shanghai Budget Supervision Regulation art. 9 (elsewhere by analogy): review of transfers looks at how they are issued and used and what they achieve.'
explanation:
  zh: '{place}{grant}{amount}到账{months}个月仅使用{share}，尚有{left}未支出。'
  en: '{place}: of {grant}, {amount}, only {share} is used {months} months after it arrived; {left} is unspent.'
question:
  zh: 请说明资金沉淀原因（项目未落实、进度慢、资金闲置），是否需要调整用途或收回统筹。
  en: Why does the money lie idle (no project, slow progress), and should it be redirected or taken back?
variants:
  return:
    kind: breach
    explanation:
      zh: '{place}{grant}{amount}到账{months}个月（满两年），使用{share}，尚有{left}未用完；连续两年未用完的资金应收回统筹或交回上级。请先核实支出是否已登记。'
      en: '{place}: of {grant}, {amount}, {share} is used {months} months after it arrived, more than two years; {left} is left. Money not used up for two years goes back; please first verify that all spending is registered.'
    question:
      zh: 请先核实已支出数；确未用完的，请说明收回统筹或交回上级的安排。
      en: Please first verify what has been spent; if money is indeed left, how and when is it taken back?
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年{count}笔专项资金未登记到达日期或已支出数，涉及{amount}，使用进度无法判定：{names}。'
      en: '{place}, {year}: {count} earmarked grants, {amount}, bear no date of arrival or no amount paid, so it cannot be judged: {names}.'
    question:
      zh: 请补充登记到达日期和已支出数。
      en: Please register the date of arrival and the amount paid.
caution:
  zh: 据实结算和按工程进度付款的资金前期支出本就少；已支出数以台账为准。
  en: Money settled by actual cost or paid by works is spent late by nature; what is paid is what the register says.
*/
-- One row per grant, at the end of the latest month that is loaded. A unit's only grant of a project is told of that unit and project.
with received as materialized (
  select g.region_code, g.scope, g.year, g.batch_id, g.grant_no, min(g.name) as name, min(g.arrived_on) as arrived_on, k.day, sum(g.amount)::bigint as amount,
    case when count(g.paid) = count(*) then sum(g.paid)::bigint end as paid, array_agg(g.line_no) as lines,
    case when count(distinct g.unit) = 1 and count(distinct g.project) = 1 then min(g.unit) end as unit, case when count(distinct g.project) = 1 then min(g.project) end as project
  from rules.grant_rows g
  join rules.known_days k on k.version = :version and (k.region_code, k.year) = (g.region_code, g.year)
  where g.version = :version and g.direction = 'received' and g.kind = 'special' and (:regions::text[] is null or g.region_code = any (:regions::text[]))
  group by g.region_code, g.scope, g.year, g.batch_id, g.grant_no, k.day
), aged as (
  select *, amount - paid as left_over, paid::numeric / amount as share,
    (extract(year from age(day + 1, arrived_on)) * 12 + extract(month from age(day + 1, arrived_on)))::int as months,
    unit is not null and count(*) over (partition by region_code, scope, year, unit, project) = 1 as alone
  from received
  where arrived_on is not null and paid is not null and amount > 0
), graded as (
  select *, case when left_over < :param_minimum::bigint then 0 when months >= :param_red_months::int then 3
    when months >= :param_orange_months::int and share < :param_orange::numeric then 2
    when months >= :param_yellow_months::int and share < :param_yellow::numeric then 1 else 0 end as grade
  from aged
), counts as (
  select region_code, scope, year, (count(*) filter (where grade > 0))::int as meets, count(*)::int as grants from graded group by region_code, scope, year
), usual as (
  select c.region_code, c.scope, c.year, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.meets)::int end as meets
  from counts c
  left join counts o on (o.region_code, o.scope) = (c.region_code, c.scope) and o.year <> c.year
  group by c.region_code, c.scope, c.year
), unknown as (
  select region_code, scope, year, batch_id, count(*)::int as count, sum(amount)::bigint as amount, array_agg(lines[1]) as lines, array_agg(distinct name) as names
  from received
  where arrived_on is null or paid is null
  group by region_code, scope, year, batch_id
)
select t.region_code, t.scope, t.year, null::int as month, null::text as book, null::text as flow, case when not t.alone then t.grant_no end as item, t.name as item_name,
  case when t.alone then t.unit end as unit, case when t.alone then t.project end as project,
  t.share as measured, case t.grade when 3 then 1 when 2 then :param_orange::numeric else :param_yellow::numeric end as expected, 'ratio' as measure_unit, t.left_over as amount_at_stake,
  (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('variant', case when t.grade = 3 then 'return' end, 'grant', t.name, 'amount', jsonb_build_object('fen', t.amount::text), 'months', t.months,
    'share', jsonb_build_object('ratio', t.share), 'left', jsonb_build_object('fen', t.left_over::text), 'base_meets', c.meets, 'base_of', c.grants, 'base_usual', u.meets) as parameters,
  rules.row_evidence('grants', t.batch_id, t.lines) as evidence
from graded t
join counts c on (c.region_code, c.scope, c.year) = (t.region_code, t.scope, t.year)
join usual u on (u.region_code, u.scope, u.year) = (t.region_code, t.scope, t.year)
where t.grade > 0 and (:years::int[] is null or t.year = any (:years::int[]))
union all
select region_code, scope, year, null, null, null, null, null, null, null, null, null, 'ratio', amount, 'grey',
  jsonb_build_object('variant', 'undecided', 'count', jsonb_build_object('count', count), 'amount', jsonb_build_object('fen', amount::text), 'names', jsonb_build_object('list', to_jsonb(names[1:3]))),
  rules.row_evidence('grants', batch_id, lines)
from unknown
where :years::int[] is null or year = any (:years::int[])
