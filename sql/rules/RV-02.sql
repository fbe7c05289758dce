/*
id: RV-02
name: { zh: 收入异常波动, en: Abnormal swing of revenue }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed]
reach: 1
population: { zh: 收入科目, en: revenue items }
thresholds:
  - { name: month, value: 50, unit: '%', origin: found, title: { zh: 一般公共预算收入当月环比超过, en: General revenue on the month before above } }
  - { name: same_month, value: 50, unit: '%', origin: found, title: { zh: 一般公共预算收入当月同比超过, en: 'General revenue on the same month last year above' } }
  - { name: total, value: 20, unit: '%', origin: found, title: { zh: 一般公共预算收入累计同比超过, en: 'General revenue to date, on last year, above' } }
  - { name: item, value: 50, unit: '%', origin: found, title: { zh: 税收、非税科目累计同比超过, en: 'Tax or non-tax item to date, on last year, above' } }
  - { name: land, value: 100, unit: '%', origin: found, title: { zh: 土地出让收入累计同比超过, en: 'Land-sale revenue to date, on last year, above' } }
  - { name: fall, value: 30, unit: '%', origin: default, title: { zh: 下降超过, en: Fall beyond } }
  - { name: minimum, value: 100, unit: 万元, origin: default, title: { zh: 上年同期累计下限, en: Smallest revenue to date a year before } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
law:
  - article: 预算法第五十五条第一款、第二款
    text:
      zh: 预算收入征收部门和单位不得违反法律、行政法规规定，多征、提前征收或者减征、免征、缓征应征的预算收入；各级政府不得向预算收入征收部门和单位下达收入指标。
      en: 'Budget Law art. 55: revenue may not be collected in excess or early, reduced, waived or deferred against the law; governments may not set collectors revenue quotas.'
  - article: 预算法第九十三条第（一）项、第（二）项
    text:
      zh: 未将所有政府收入和支出列入预算或者虚列收入和支出的，违反规定多征、提前征收或者减征、免征、缓征应征预算收入的，责令改正，对负有直接责任的主管人员和其他直接责任人员依法给予降级、撤职、开除的处分。
      en: 'Budget Law art. 93(1)(2): revenue left out of the budget, entered falsely, collected in excess or early, or waived against the rules is to be corrected, and those responsible are disciplined.'
explanation:
  zh: '截至{year}年{month}月，{place}{line}累计{executed}，同比{direction}{growth}[[；当月{value}，同比{month_direction}{month_growth}]][[，当月环比{step_direction}{step}]]。'
  en: 'To {year} month {month}, {place}: {line} of {executed}, {direction} by {growth} on the year before[[; in the month {value}, {month_direction} by {month_growth} on the same month last year]][[, {step_direction} by {step} on the month before]].'
question:
  zh: 请核实是否一次性因素、提前征收、缓征或者空转虚增。
  en: Is it a one-off, early or deferred collection, or an empty booking?
caution:
  zh: 减税缓税政策、划转口径变化和大额一次性入库也会造成波动，数据本身不能区分。
  en: Tax relief, changes of scope and large single receipts also make revenue swing; the figures alone cannot tell.
phrases:
  up: { zh: 增长, en: up }
  down: { zh: 下降, en: down }
*/
-- A step from the month before that the year before made too is the season's. One row where the severity begins or rises, and for the latest month.
with months as materialized (
  select *, max(month) over (partition by region_code, scope, year, book, currency) as latest,
    case when month = 1 then executed when lag(month) over steps = month - 1 then executed - lag(executed) over steps end as value
  from rules.revenue_months
  where version = :version and month between 1 and 12 and executed is not null
    and (book = 'general' and (at_level = 0 or at_level = 2 and class in ('101', '103')) or book = 'fund' and at_level = 3 and item = '1030148')
    and (:regions::text[] is null or region_code = any (:regions::text[]))
  window steps as (partition by region_code, scope, year, book, currency, at_level, item order by month)
), stepped as (
  select *, lag(value) over (partition by region_code, scope, book, currency, at_level, item order by year, month) as before,
    lag(year * 12 + month) over (partition by region_code, scope, book, currency, at_level, item order by year, month) as before_at
  from months
), steps as (
  select *, case when before > 0 and before_at = year * 12 + month - 1 then value::numeric / before - 1 end as step
  from stepped
), compared as (
  select m.*, (m.executed - p.executed)::numeric / nullif(abs(p.executed), 0) as growth, (m.value - p.value)::numeric / nullif(abs(p.value), 0) as month_growth,
    p.step as prior_step, p.executed as base
  from steps m
  join steps p on (p.region_code, p.scope, p.year, p.book, p.currency, p.at_level, p.item, p.month) = (m.region_code, m.scope, m.year - 1, m.book, m.currency, m.at_level, m.item, m.month)
), judged as (
  select *,
    case when at_level = 0 then growth > :param_total::numeric when book = 'fund' then growth > :param_land::numeric else growth > :param_item::numeric end
      or growth < -:param_fall::numeric as hit,
    coalesce(at_level = 0 and (month_growth > :param_same_month::numeric or month_growth < -:param_fall::numeric), false) as month_hit,
    coalesce(at_level = 0 and (step > :param_month::numeric and (prior_step is null or prior_step <= :param_month::numeric)
      or step < -:param_fall::numeric and (prior_step is null or prior_step >= -:param_fall::numeric)), false) as step_hit
  from compared
  where base >= :param_minimum::bigint and month >= :param_first_month::int
), counted as (
  select *, hit::int + month_hit::int + step_hit::int as hits from judged
), graded as (
  select *, case when hits >= 2 and month = 12 then 3 else least(hits, 2) end as grade from counted
), told as (
  select *, lag(grade, 1, 0) over (partition by region_code, scope, year, book, currency, at_level, item order by month) as earlier from graded
), swinging as (
  select region_code, scope, year, currency, month, (count(*) filter (where grade > 0))::int as meets, count(*)::int as items
  from graded
  where at_level > 0
  group by region_code, scope, year, currency, month
), usual as (
  select b.region_code, b.scope, b.year, b.currency, b.month, case when count(o.year) >= 3 then percentile_cont(0.5) within group (order by o.meets)::int end as meets
  from swinging b
  left join swinging o on (o.region_code, o.scope, o.currency, o.month) = (b.region_code, b.scope, b.currency, b.month) and o.year <> b.year
  group by b.region_code, b.scope, b.year, b.currency, b.month
)
select t.region_code, t.scope, t.year, t.month, t.book, 'revenue' as flow, t.item, coalesce(t.name, case t.at_level when 0 then '一般公共预算收入' else t.item end) as item_name,
  null::text as unit, null::text as project,
  t.growth as measured, 0::numeric as expected, 'ratio' as measure_unit, abs(t.executed - t.base) as amount_at_stake, (array['yellow', 'orange', 'red'])[t.grade] as severity,
  jsonb_build_object('month', t.month::int, 'line', coalesce(t.name, case t.at_level when 0 then '一般公共预算收入' else t.item end), 'executed', jsonb_build_object('fen', t.executed::text),
    'growth', jsonb_build_object('ratio', abs(t.growth)), 'direction', jsonb_build_object('phrase', case when t.growth < 0 then 'down' else 'up' end),
    'value', jsonb_build_object('fen', t.value::text), 'month_growth', jsonb_build_object('ratio', case when t.month_hit then abs(t.month_growth) end),
    'month_direction', jsonb_build_object('phrase', case when t.month_growth < 0 then 'down' else 'up' end),
    'step', jsonb_build_object('ratio', case when t.step_hit then abs(t.step) end), 'step_direction', jsonb_build_object('phrase', case when t.step < 0 then 'down' else 'up' end),
    'base_meets', s.meets, 'base_of', s.items, 'base_usual', u.meets) as parameters,
  rules.revenue_evidence('executed', t.executed_lines, t.batch_id, t.region_code, t.scope, t.year, t.month, t.book, t.at_level, t.item)
    || rules.revenue_evidence('executed', p.executed_lines, p.batch_id, t.region_code, t.scope, t.year - 1, t.month, t.book, t.at_level, t.item) as evidence
from told t
join months p on (p.region_code, p.scope, p.year, p.book, p.currency, p.at_level, p.item, p.month) = (t.region_code, t.scope, t.year - 1, t.book, t.currency, t.at_level, t.item, t.month)
left join swinging s on (s.region_code, s.scope, s.year, s.currency, s.month) = (t.region_code, t.scope, t.year, t.currency, t.month)
left join usual u on (u.region_code, u.scope, u.year, u.currency, u.month) = (t.region_code, t.scope, t.year, t.currency, t.month)
where t.grade > 0 and (t.grade > t.earlier or t.month = t.latest) and (:years::int[] is null or t.year = any (:years::int[]))
