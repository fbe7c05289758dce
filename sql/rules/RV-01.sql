/*
id: RV-01
name: { zh: 收入进度滞后, en: Revenue behind plan }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final]
reach: 3
population: { zh: 收入科目, en: revenue items }
thresholds:
  - { name: yellow, value: 5, unit: pp, origin: default, title: { zh: 黄色：滞后达到, en: 'Yellow: behind by' } }
  - { name: orange, value: 10, unit: pp, origin: default, title: { zh: 橙色：滞后达到, en: 'Orange: behind by' } }
  - { name: red, value: 15, unit: pp, origin: default, title: { zh: 红色：滞后达到, en: 'Red: behind by' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: years, value: 2, unit: count, origin: default, title: { zh: 与自身历史比较所需年数, en: Earlier years needed for the own average } }
law:
  - article: 预算法第五十五条
    text:
      zh: 预算收入征收部门和单位，必须依照法律、行政法规的规定，及时、足额征收应征的预算收入；不得违反法律、行政法规规定，多征、提前征收或者减征、免征、缓征应征的预算收入，不得截留、占用或者挪用预算收入。
      en: 'Budget Law art. 55: revenue is collected in time and in full as law and regulations say; it may not be collected in excess or early, reduced, waived or deferred against them.'
  - article: 上海市预算审查监督条例第三十四条第（二）项（其他地方参照）
    text:
      zh: 预算执行情况监督的主要内容包括：组织预算收入的情况。
      en: 'Shanghai Budget Supervision Regulation art. 34(2) (elsewhere by analogy): supervision of execution covers how revenue is collected.'
explanation:
  zh: '截至{year}年{month}月，{place}一般公共预算收入{executed}，完成预算{rate}，慢于序时{gap}[[，比近{known}年同期平均{usual}慢{own_gap}]][[，同比减收较多的是{largest}]]。'
  en: 'To {year} month {month}, {place}: general public budget revenue of {executed}, {rate} of its budget, {gap} behind the calendar[[ and {own_gap} behind the average of {usual} over {known} earlier years]][[; the largest falls on the year before: {largest}]].'
question:
  zh: 请关注短收原因（税源、政策性减收、入库时间），全年收入预算能否完成，支出是否需要相应安排。
  en: Why is revenue behind (tax base, policy, timing); will the year's budget be met, and does spending have to follow?
caution:
  zh: 收入随申报期和季度入库，序时只是参照；土地、国企利润等一次性收入的时点本方法无从知道。
  en: Revenue comes with filing dates and quarters, so the calendar is only a reference; the timing of one-off revenue is unknown to this method.
*/
-- The milder of two gaps counts, to the calendar (month ÷ 12) and to the average rate at that month of up to three earlier years.
-- Told in the month in which the severity begins or rises, and for the latest month. The items below the total say how usual it is and what fell.
with months as materialized (
  select *, coalesce(final, original) as budget
  from rules.revenue_months
  where version = :version and book = 'general' and at_level in (0, 2) and month between 1 and 12 and executed is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), rates as (
  select *, case when budget > 0 then executed::numeric / budget end as rate, month::numeric / 12 as schedule, max(month) over (partition by region_code, scope, year, currency) as latest
  from months
), history as (
  select *, avg(rate) over earlier as average, (count(rate) over earlier)::int as known
  from rates
  window earlier as (partition by region_code, scope, currency, at_level, item, month order by year range between 3 preceding and 1 preceding)
), gaps as (
  select *, case when known >= :param_years::int then average end as usual,
    case when known >= :param_years::int then least(schedule - rate, average - rate) else schedule - rate end as gap
  from history
  where budget >= :param_minimum::bigint and rate is not null
), graded as (
  select *, case when gap >= :param_red::numeric then 3 when gap >= :param_orange::numeric then 2 when gap >= :param_yellow::numeric then 1 else 0 end as grade
  from gaps
  where month >= :param_first_month::int
), told as (
  select *, lag(grade, 1, 0) over (partition by region_code, scope, year, currency order by month) as before
  from graded
  where at_level = 0
), behind as (
  select region_code, scope, year, currency, month, (count(*) filter (where grade > 0))::int as meets, count(*)::int as items
  from graded
  where at_level = 2
  group by region_code, scope, year, currency, month
), usual as (
  select b.region_code, b.scope, b.year, b.currency, b.month, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.meets)::int end as meets
  from behind b
  left join behind o on (o.region_code, o.scope, o.currency, o.month) = (b.region_code, b.scope, b.currency, b.month) and o.year <> b.year
  group by b.region_code, b.scope, b.year, b.currency, b.month
), falls as (
  select m.region_code, m.scope, m.year, m.currency, m.month, m.name, m.item, m.executed - p.executed as delta,
    row_number() over (partition by m.region_code, m.scope, m.year, m.currency, m.month order by m.executed - p.executed, m.item) as place
  from months m
  join months p on (p.region_code, p.scope, p.year, p.currency, p.month, p.at_level, p.item) = (m.region_code, m.scope, m.year - 1, m.currency, m.month, m.at_level, m.item)
  where m.at_level = 2 and m.executed < p.executed and m.name is not null
), largest as (
  select region_code, scope, year, currency, month, jsonb_agg(jsonb_build_object('name', name, 'delta', delta::text) order by place) as names
  from falls
  where place <= 2
  group by region_code, scope, year, currency, month
)
select t.region_code, t.scope, t.year, t.month, t.book, 'revenue' as flow, t.item, '一般公共预算收入' as item_name, null::text as unit, null::text as project,
  t.rate as measured, t.schedule as expected, 'ratio' as measure_unit, greatest(t.budget * t.schedule - t.executed, 0)::bigint as amount_at_stake,
  (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('month', t.month::int, 'executed', jsonb_build_object('fen', t.executed::text), 'rate', jsonb_build_object('ratio', t.rate),
    'gap', jsonb_build_object('points', t.schedule - t.rate), 'usual', jsonb_build_object('ratio', t.usual), 'known', case when t.usual is not null then t.known end,
    'own_gap', jsonb_build_object('points', t.usual - t.rate), 'largest', jsonb_build_object('list', l.names),
    'base_meets', b.meets, 'base_of', b.items, 'base_usual', u.meets) as parameters,
  rules.revenue_evidence('executed', t.executed_lines, t.batch_id, t.region_code, t.scope, t.year, t.month, t.book, 0, t.item)
    || rules.revenue_evidence('final', null, t.batch_id, t.region_code, t.scope, t.year, t.month, t.book, 0, t.item) as evidence
from told t
left join behind b on (b.region_code, b.scope, b.year, b.currency, b.month) = (t.region_code, t.scope, t.year, t.currency, t.month)
left join usual u on (u.region_code, u.scope, u.year, u.currency, u.month) = (t.region_code, t.scope, t.year, t.currency, t.month)
left join largest l on (l.region_code, l.scope, l.year, l.currency, l.month) = (t.region_code, t.scope, t.year, t.currency, t.month)
where t.grade > 0 and (t.grade > t.before or t.month = t.latest) and (:years::int[] is null or t.year = any (:years::int[]))
