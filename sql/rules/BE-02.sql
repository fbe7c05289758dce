/*
id: BE-02
name: { zh: 支出进度超前, en: Spending ahead of schedule }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final]
thresholds:
  - { name: yellow, value: 20, unit: pp, origin: default, title: { zh: 黄色：超前达到, en: 'Yellow: ahead by' } }
  - { name: orange, value: 30, unit: pp, origin: default, title: { zh: 橙色：超前达到, en: 'Orange: ahead by' } }
  - { name: red, value: 40, unit: pp, origin: default, title: { zh: 红色：超前达到, en: 'Red: ahead by' } }
  - { name: minimum, value: 10, unit: 万元, origin: default, title: { zh: 预算数下限, en: Smallest budget } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
  - { name: years, value: 2, unit: count, origin: default, title: { zh: 与自身历史比较所需年数, en: Earlier years needed for its own average } }
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
  zh: '截至{year}年{month}月，{place}{unit}{book}支出{executed}，执行率{rate}，超序时进度{gap}[[，比本单位近{known}年同期平均{usual}快{own_gap}]]。'
  en: 'To {year} month {month}, {place}, {unit}: {book} expenditure of {executed}, {rate} of its budget, {gap} ahead of the calendar[[ and {own_gap} ahead of its own average of {usual} over {known} earlier years]].'
question:
  zh: 请关注是否提前支付、一次性拨付或预算不足将申请追加。
  en: Please look for advance or lump-sum payments, or a coming request for more money.
*/
-- Seasonality: the milder of two gaps counts, to the calendar (month ÷ 12) and to the unit's own average rate at that month of up to three earlier years.
-- Told in the month in which the severity begins or rises, and for the latest month. A department's only unit is not told beside it.
with months as materialized (
  select * from rules.unit_months
  where version = :version and flow = 'expenditure' and month <= 12 and (:regions::text[] is null or region_code = any (:regions::text[]))
), alone as (
  select region_code, scope, year, book, department
  from months
  where department is not null
  group by region_code, scope, year, book, department
  having count(distinct unit) < 2
), subjects as (
  select region_code, scope, year, month, book, flow, currency, department as subject, 'unit.department' as dimension, max(batch_id) as batch_id, sum(final) as final, sum(executed) as executed
  from months
  where department is not null
  group by region_code, scope, year, month, book, flow, currency, department
  union all
  select m.region_code, m.scope, m.year, m.month, m.book, m.flow, m.currency, m.unit, 'unit', max(m.batch_id), sum(m.final), sum(m.executed)
  from months m
  where m.unit is not null and not exists (
    select from alone a where (a.region_code, a.scope, a.year, a.book, a.department) = (m.region_code, m.scope, m.year, m.book, m.department))
  group by m.region_code, m.scope, m.year, m.month, m.book, m.flow, m.currency, m.unit
), rates as (
  select *, case when final > 0 then executed / final end as rate, month::numeric / 12 as schedule, max(month) over (partition by region_code, scope, year, book, currency) as latest
  from subjects
), history as (
  select *, avg(rate) filter (where final >= :param_minimum::bigint) over earlier as average, (count(rate) filter (where final >= :param_minimum::bigint) over earlier)::int as known
  from rates
  window earlier as (partition by region_code, scope, book, currency, dimension, subject, month order by year range between 3 preceding and 1 preceding)
), usual as (
  select *, case when known >= :param_years::int then average end as usual from history
), gaps as (
  select *, least(rate - schedule, coalesce(rate - usual, rate - schedule)) as gap
  from usual
  where final >= :param_minimum::bigint and rate is not null and month >= :param_first_month::int
), graded as (
  select *, case when gap >= :param_red::numeric then 3 when gap >= :param_orange::numeric then 2 when gap >= :param_yellow::numeric then 1 else 0 end as grade from gaps
), told as (
  select *, lag(grade, 1, 0) over (partition by region_code, scope, year, book, currency, subject, dimension order by month) as before from graded
)
select t.region_code, t.scope, t.year, t.month, t.book, t.flow, null::text as item, null::text as item_name, t.subject as unit, null::text as project,
  t.rate as measured, t.schedule as expected, 'ratio' as measure_unit, abs(t.executed - t.final * t.schedule)::bigint as amount_at_stake,
  (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('month', t.month::int, 'unit', jsonb_build_object('zh', coalesce(n.name, t.subject), 'en', coalesce(n.name_en, n.name, t.subject)),
    'executed', jsonb_build_object('fen', t.executed::bigint::text), 'rate', jsonb_build_object('ratio', t.rate), 'gap', jsonb_build_object('points', rate - schedule),
    'usual', jsonb_build_object('ratio', t.usual), 'known', case when t.usual is not null then t.known end, 'own_gap', jsonb_build_object('points', rate - usual),
    'unspent', jsonb_build_object('fen', greatest(t.final - t.executed, 0)::bigint::text)) as parameters,
  rules.ledger_evidence('executed', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', t.flow, t.dimension, t.subject))
    || rules.ledger_evidence('final', jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', t.book, 'flow', t.flow, t.dimension, t.subject)) as evidence
from told t
left join rules.batch_names n on n.batch_id = t.batch_id and n.scheme = 'unit' and n.code = t.subject
where t.grade > 0 and (t.grade > t.before or t.month = t.latest) and (:years::int[] is null or t.year = any (:years::int[]))
