/*
id: BE-02
name: { zh: 支出进度超前, en: Spending ahead of schedule }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final]
reach: 3
population: { zh: 部门和单位, en: departments and units }
caution:
  zh: 执行率只反映支付的快慢，不知道合同约定的付款时间，也不知道是否有上级要求集中支付；与序时、自身历史和同月各单位常见区间（中位数与离散度）相比取差距最小者。
  en: The rate shows how fast money is paid; it knows neither when contracts fall due nor whether payment was asked for early; of calendar, own history and what is common among units in that month (median and spread), the mildest comparison counts.
thresholds:
  - { name: yellow, value: 20, unit: pp, origin: default, title: { zh: 黄色：超前达到, en: 'Yellow: ahead by' } }
  - { name: orange, value: 30, unit: pp, origin: default, title: { zh: 橙色：超前达到, en: 'Orange: ahead by' } }
  - { name: red, value: 40, unit: pp, origin: default, title: { zh: 红色：超前达到, en: 'Red: ahead by' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: years, value: 2, unit: count, origin: default, title: { zh: 与自身历史比较所需年数, en: Earlier years needed for its own average } }
  - { name: peers, value: 10, unit: count, origin: default, title: { zh: 与同类比较所需单位数, en: Units needed for a comparison with all } }
  - { name: moved, value: 30, unit: '%', origin: default, title: { zh: 年内预算增减达到此幅度（如机构调整）只作提示, en: 'A budget that moved by so much within the year, as by a re-organisation, is only noted' } }
law:
  - article: 预算法实施条例第五十七条第（三）项
    text:
      zh: 政府财政部门应当加强对预算资金拨付的管理，按照进度拨付，即根据各用款单位的实际用款进度拨付资金。
      en: 'Implementing Regulation of the Budget Law art. 57(3): budget money is paid by progress, as the spending units really use it.'
  - article: 预算法实施条例第六十条
    text:
      zh: 各级政府、各部门、各单位应当加强对预算支出的管理，严格按照预算规定的支出用途使用资金，合理安排支出进度。
      en: 'Implementing Regulation of the Budget Law art. 60: governments, departments and units manage their spending, keep to its purpose and arrange its pace reasonably.'
explanation:
  zh: '截至{year}年{month}月，{place}{unit}{book}支出{executed}，执行率{rate}，超序时进度{gap}[[，比本单位近{known}年同期平均{usual}快{own_gap}]][[，比同月各单位常见区间的上限{peers}快{peers_gap}]][[；{note}]]。'
  en: 'To {year} month {month}, {place}, {unit}: {book} expenditure of {executed}, {rate} of its budget, {gap} ahead of the calendar[[ and {own_gap} ahead of its own average of {usual} over {known} earlier years]][[ and {peers_gap} ahead of {peers}, the upper edge of what is common among units in that month]][[; {note}]].'
question:
  zh: 请关注是否提前支付、一次性拨付或预算不足将申请追加。
  en: Please look for advance or lump-sum payments, or a coming request for more money.
phrases:
  moved:
    zh: 该单位年内新设或预算有较大增减，进度仅供参考
    en: it was set up or its budget moved much within the year, so that its pace is only an indication
*/
-- Seasonality: the mildest gap counts, to the calendar (month ÷ 12), to the unit's own average rate at that month of up to three earlier years,
-- and to the upper edge of what is common among all units in that month (median + spread).
-- Told in the month in which the severity begins or rises, and for the latest month. A department's only unit is not told beside it.
with rates as materialized (
  select *, opening is null or abs(final - opening) > :param_moved::numeric * opening as moved
  from rules.unit_paces
  where version = :version and (:regions::text[] is null or region_code = any (:regions::text[]))
), typical as (
  select region_code, scope, year, month, book, currency, dimension, rules.median(array_agg(rate)) + rules.spread(array_agg(rate)) as bound
  from rates
  where final >= :param_minimum::bigint and rate is not null
  group by region_code, scope, year, month, book, currency, dimension
  having count(*) >= :param_peers::int
), history as (
  select *, avg(rate) filter (where final >= :param_minimum::bigint) over earlier as average, (count(rate) filter (where final >= :param_minimum::bigint) over earlier)::int as known
  from rates
  window earlier as (partition by region_code, scope, book, currency, dimension, subject, month order by year range between 3 preceding and 1 preceding)
), compared as (
  select h.*, case when h.known >= :param_years::int then h.average end as usual, t.bound as peers
  from history h
  left join typical t using (region_code, scope, year, month, book, currency, dimension)
), gaps as (
  select *, rate - greatest(schedule, coalesce(usual, schedule), coalesce(peers, schedule)) as gap
  from compared
  where final >= :param_minimum::bigint and rate is not null and month >= :param_first_month::int
), graded as (
  select *, least(case when gap >= :param_red::numeric then 3 when gap >= :param_orange::numeric then 2 when gap >= :param_yellow::numeric then 1 else 0 end, case when moved then 1 end) as grade
  from gaps
), told as (
  select *, coalesce(max(grade) over (partition by region_code, scope, year, book, currency, subject, dimension order by month rows between unbounded preceding and 1 preceding), 0) as before from graded where grade > 0
), counts as (
  select region_code, scope, year, month, book, currency, count(*) filter (where grade > 0) as meets, count(*) as judged
  from graded
  group by region_code, scope, year, month, book, currency
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book, currency), meets) as usually from counts
)
select t.region_code, t.scope, t.year, t.month, t.book, t.flow, null::text as item, null::text as item_name, t.subject as unit, null::text as project,
  t.rate as measured, t.schedule as expected, 'ratio' as measure_unit, abs(t.executed - t.final * t.schedule)::bigint as amount_at_stake,
  (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('month', t.month::int, 'unit', jsonb_build_object('zh', coalesce(n.name, t.subject), 'en', coalesce(n.name_en, n.name, t.subject)),
    'executed', jsonb_build_object('fen', t.executed::bigint::text), 'rate', jsonb_build_object('ratio', t.rate), 'gap', jsonb_build_object('points', rate - schedule),
    'usual', jsonb_build_object('ratio', t.usual), 'known', case when t.usual is not null then t.known end, 'own_gap', jsonb_build_object('points', rate - usual),
    'peers', jsonb_build_object('ratio', t.peers), 'peers_gap', jsonb_build_object('points', rate - peers),
    'unspent', jsonb_build_object('fen', greatest(t.final - t.executed, 0)::bigint::text),
    'note', case when t.moved then jsonb_build_object('phrase', 'moved') end,
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.ledger_evidence('executed', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', t.flow, t.dimension, t.subject))
    || rules.ledger_evidence('final', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', t.flow, t.dimension, t.subject)) as evidence
from told t
join base b using (region_code, scope, year, month, book, currency)
left join lateral (select name, name_en from rules.batch_names where batch_id = t.batch_id and scheme = 'unit' and code = t.subject limit 1) n on true
where t.grade > 0 and (t.grade > t.before or t.month = t.latest) and (:years::int[] is null or t.year = any (:years::int[]))
