/*
id: BE-14
name: { zh: “三保”支出进度不足, en: 'Wages, basic services or operation under-served' }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final]
reach: 3
population: { zh: 单位的“三保”事项, en: guaranteed items of units }
caution:
  zh: 数据中没有“三保”标识时，以工资福利支出（301）代表保工资，基本支出中的商品和服务支出（302）代表保运转，最低生活保障、临时救助、特困供养和医疗救助代表保基本民生；看不到库款余额。
  en: Without a tag for the three guarantees, wages are class 301, operation is class 302 of basic spending, and livelihood is minimum living allowance, relief, destitute support and medical aid; the treasury balance is not seen.
thresholds:
  - { name: yellow, value: 3, unit: pp, origin: default, title: { zh: 黄色：低于序时达到, en: 'Yellow: behind by' } }
  - { name: orange, value: 5, unit: pp, origin: default, title: { zh: 橙色：低于序时达到, en: 'Orange: behind by' } }
  - { name: red, value: 8, unit: pp, origin: default, title: { zh: 红色：低于序时达到, en: 'Red: behind by' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
  - { name: shortfall, value: 10, unit: 万元, origin: default, title: { zh: 低于序时金额下限, en: Smallest amount behind } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: years, value: 2, unit: count, origin: default, title: { zh: 与自身历史比较所需年数, en: Earlier years needed for its own average } }
  - { name: peers, value: 10, unit: count, origin: default, title: { zh: 与同类比较所需单位数, en: Units needed for a comparison with all } }
law:
  - article: 预算法第三十七条
    text:
      zh: 各级一般公共预算支出的编制，应当统筹兼顾，在保证基本公共服务合理需要的前提下，优先安排国家确定的重点支出。
      en: 'Budget Law art. 37: expenditure is planned so that the reasonable needs of basic public services are met first.'
explanation:
  zh: '{place}{unit}{item}支出截至{year}年{month}月为预算的{rate}，低于序时进度{gap}[[，比本单位近{known}年同期平均{usual}低{own_gap}]][[，比同月各单位常见区间的下限{peers}低{peers_gap}]]，关系基本运转。'
  en: '{place}, {unit}: {item} stood at {rate} of the budget to {year} month {month}, {gap} behind the calendar[[ and {own_gap} behind its own average of {usual} over {known} earlier years]][[ and {peers_gap} behind {peers}, the lower edge of what is common among units]]; basic operation depends on it.'
question:
  zh: 请核实库款保障水平和支付申请情况，是否存在应付未付？
  en: Is there cash enough in the treasury, were payments applied for, and is anything due unpaid?
variants:
  unpaid:
    explanation:
      zh: '{place}{unit}{year}年{month}月未见工资支付，此前{earlier}个月均按月支付，关系基本运转。'
      en: '{place}, {unit}: no wages were paid in month {month} of {year}, after {earlier} months paid each month; basic operation depends on it.'
    question:
      zh: 请核实工资是否按时发放、是否列入其他单位或月份，库款是否有保障？
      en: Were wages paid in time, were they booked to another unit or month, and is there cash enough?
*/
-- Unit by unit; the mildest gap counts, as in BE-01.
with sums as (
  select shown_batch, unit, case when project is null and economic_class = '301' then 'wages' when project is null and economic_class = '302' then 'operation' else 'livelihood' end as kind,
    sum(final)::numeric as final, sum(executed)::numeric as executed
  from rules.line_months
  where version = :version and flow = 'expenditure' and book = 'general' and month <= 12 and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (project is null and economic_class in ('301', '302') or group_ in ('20819', '20820', '20821', '21013'))
  group by 1, 2, 3
), subjects as (
  select m.region_code, m.scope, m.year, m.month, m.latest, m.book, s.unit, s.kind, s.final, s.executed
  from sums s
  join rules.ledger_months m on m.version = :version and m.batch_id = s.shown_batch
), rates as (
  select *, executed / final as rate, month::numeric / 12 as schedule from subjects where final >= :param_minimum::bigint
), typical as (
  select region_code, scope, year, month, book, kind, rules.median(array_agg(rate)) - rules.spread(array_agg(rate)) as bound
  from rates
  where rate is not null
  group by 1, 2, 3, 4, 5, 6
  having count(*) >= :param_peers::int
), history as (
  select *, avg(rate) over earlier as average, (count(rate) over earlier)::int as known
  from rates
  window earlier as (partition by region_code, scope, book, kind, unit, month order by year range between 3 preceding and 1 preceding)
), compared as (
  select h.*, case when h.known >= :param_years::int then h.average end as usual, t.bound as peers
  from history h
  left join typical t using (region_code, scope, year, month, book, kind)
), paid as (
  select region_code, scope, year, month, case when economic_class = '301' and amount > 0 then unit end as unit
  from rules.payment_sums
  where version = :version and slice_book = 'general' and month <= 12 and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by 1, 2, 3, 4, 5
), wages as (
  select region_code, scope, year, unit, array_agg(month) as months, min(month) as first
  from paid
  where unit is not null
  group by region_code, scope, year, unit
), ends as (
  select region_code, scope, year, max(month) as last from paid group by region_code, scope, year
), unpaid as (
  select w.region_code, w.scope, w.year, w.unit, m::smallint as month, (select count(*) from unnest(w.months) p where p < m)::int as earlier
  from wages w
  join ends e using (region_code, scope, year)
  cross join lateral generate_series(w.first + 1, e.last) m
  where not m = any (w.months) and cardinality(w.months) >= 3
), gaps as (
  select *, least(schedule, coalesce(usual, schedule), coalesce(peers, schedule)) - rate as gap from compared where rate is not null and month >= :param_first_month::int
), graded as (
  select g.*, u.earlier, case when u.unit is not null then 3 when g.gap * g.final < :param_shortfall::bigint then 0 when g.gap >= :param_red::numeric then 3 when g.gap >= :param_orange::numeric then 2 when g.gap >= :param_yellow::numeric then 1 else 0 end as grade
  from gaps g
  left join unpaid u on g.kind = 'wages' and (u.region_code, u.scope, u.year, u.unit, u.month) = (g.region_code, g.scope, g.year, g.unit, g.month) and u.earlier >= 2
), told as (
  select *, coalesce(max(grade) over (partition by region_code, scope, year, unit, kind order by month rows between unbounded preceding and 1 preceding), 0) as before
  from graded
  where grade > 0
), counts as (
  select region_code, scope, year, month, count(*) filter (where grade > 0) as meets, count(*) as judged from graded group by 1, 2, 3, 4
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope), meets) as usually from counts
), items (kind, code, name, name_en) as (
  values ('wages', '301', '保工资', 'wages'), ('operation', '302', '保运转', 'operation'), ('livelihood', null, '保基本民生', 'basic livelihood')
)
select t.region_code, t.scope, t.year, t.month, t.book, 'expenditure' as flow, t.kind as item, i.name as item_name, t.unit, null::text as project,
  t.rate as measured, t.schedule as expected, 'ratio' as measure_unit, round(abs(t.final * t.schedule - t.executed))::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('variant', case when t.earlier is not null then 'unpaid' end, 'month', t.month::int, 'earlier', t.earlier,
    'item', jsonb_build_object('zh', i.name, 'en', i.name_en), 'unit', jsonb_build_object('zh', coalesce(u.name, t.unit), 'en', coalesce(u.name_en, t.unit)),
    'rate', jsonb_build_object('ratio', t.rate), 'gap', jsonb_build_object('points', t.schedule - t.rate),
    'usual', jsonb_build_object('ratio', t.usual), 'known', case when t.usual is not null then t.known end, 'own_gap', jsonb_build_object('points', t.usual - t.rate),
    'peers', jsonb_build_object('ratio', t.peers), 'peers_gap', jsonb_build_object('points', t.peers - t.rate),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  rules.ledger_evidence('executed', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure', 'unit', t.unit, 'economic.class', i.code))
    || rules.ledger_evidence('final', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', 'expenditure', 'unit', t.unit, 'economic.class', i.code)) as evidence
from told t
join items i using (kind)
join base b using (region_code, scope, year, month)
left join rules.unit_names u on u.version = :version and u.region_code = t.region_code and u.code = t.unit
where t.grade > 0 and (t.grade > t.before or t.month = least(t.latest, 12)) and (:years::int[] is null or t.year = any (:years::int[]))
