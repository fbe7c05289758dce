/*
id: RV-03
name: { zh: 收入质量下降, en: Falling revenue quality }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed]
reach: 1
population: { zh: 年度, en: years }
thresholds:
  - { name: yellow, value: 75, unit: '%', origin: default, title: { zh: 黄色：税收占比低于, en: 'Yellow: tax share below' } }
  - { name: orange, value: 65, unit: '%', origin: default, title: { zh: 橙色：税收占比低于, en: 'Orange: tax share below' } }
  - { name: red, value: 55, unit: '%', origin: default, title: { zh: 红色：税收占比低于, en: 'Red: tax share below' } }
  - { name: fall, value: 5, unit: pp, origin: default, title: { zh: 黄色：占比同比下降达到, en: 'Yellow: share fell by' } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 起始月份, en: First month judged } }
law:
  - article: 预算法第五十五条
    text:
      zh: 预算收入征收部门和单位，必须依照法律、行政法规的规定，及时、足额征收应征的预算收入；不得多征、提前征收或者减征、免征、缓征。
      en: 'Budget Law art. 55: revenue is collected in time and in full as the law says, neither in excess nor early.'
  - article: 上海市预算审查监督条例第九条（其他地方参照）
    text:
      zh: 审查监督预算收入的重点包括：预算收入结构优化、质量提高的情况；依法规范非税收入管理等情况。
      en: 'Shanghai Budget Supervision Regulation art. 9 (elsewhere by analogy): review of revenue looks at a better structure and quality of revenue and at lawful management of non-tax revenue.'
explanation:
  zh: '{place}{year}年[[1–{month}月]]一般公共预算收入{revenue}，其中税收收入{tax}，占{share}[[，比上年{prior_share}{direction}{change}]]；非税收入{nontax}[[，主要是{largest}]]。'
  en: '{place}, {year}[[ to month {month}]]: of general public budget revenue of {revenue}, taxes are {tax}, a share of {share}[[, {direction} by {change} from {prior_share} in the prior year]]; non-tax revenue is {nontax}[[, mainly {largest}]].'
question:
  zh: 请关注税收占比偏低或下降的原因；非税收入是否可持续，有无一次性处置资产等因素？
  en: Why is the tax share low or falling; is non-tax revenue sustainable, or does it rest on one-off sales of assets?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年[[1–{month}月]]一般公共预算收入{revenue}，来源未公布税收收入，税收占比无法判定。'
      en: '{place}, {year}[[ to month {month}]]: general public budget revenue is {revenue}; the source states no tax revenue, so the tax share cannot be judged.'
    question:
      zh: 请补充提供税收收入和非税收入数。
      en: Please provide tax and non-tax revenue.
caution:
  zh: 税收占比受减税政策、增值税分成和一次性非税入库影响，占比低不等于质量差。
  en: Tax relief, the sharing of VAT and one-off non-tax receipts move the share; a low share is not in itself poor quality.
phrases:
  up: { zh: 上升, en: up }
  down: { zh: 下降, en: down }
*/
-- 101 (taxes) ÷ the total of the year's own general revenue, without transfers and debt, at the latest month; compared with the same month of the year before.
with figures as materialized (
  select distinct on (region_code, scope, year, currency, at_level, item, least(month, 12)) *, least(month, 12) as at_month
  from rules.revenue_months
  where version = :version and book = 'general' and at_level <= 2 and (:regions::text[] is null or region_code = any (:regions::text[]))
  order by region_code, scope, year, currency, at_level, item, least(month, 12), month desc
), taxes as (
  select t.region_code, t.scope, t.year, t.month, t.at_month, t.book, t.currency, t.executed as revenue, x.executed as tax, x.name,
    case when t.executed > 0 then x.executed::numeric / t.executed end as share,
    case when t.prior > 0 then x.prior::numeric / t.prior end as stated_share,
    rules.revenue_evidence('executed', x.executed_lines, x.batch_id, t.region_code, t.scope, t.year, t.month, t.book, 1, '101')
      || rules.revenue_evidence('executed', t.executed_lines, t.batch_id, t.region_code, t.scope, t.year, t.month, t.book, 0, 'total') as evidence,
    max(t.at_month) filter (where t.executed is not null) over (partition by t.region_code, t.scope, t.year, t.currency) as latest
  from figures t
  left join figures x on x.at_level = 1 and x.item = '101' and (x.region_code, x.scope, x.year, x.currency, x.at_month) = (t.region_code, t.scope, t.year, t.currency, t.at_month)
  where t.at_level = 0
), years as (
  select e.*, coalesce(p.share, e.stated_share) as prior_share
  from taxes e
  left join taxes p on (p.region_code, p.scope, p.year, p.currency, p.at_month) = (e.region_code, e.scope, e.year - 1, e.currency, e.at_month)
  where e.revenue > 0 and e.at_month = e.latest and e.at_month >= :param_first_month::int
), counted as (
  select *, (count(share) filter (where share < :param_yellow::numeric or prior_share - share >= :param_fall::numeric) over all_years)::int as meets, (count(share) over all_years)::int as known
  from years
  window all_years as (partition by region_code, scope, currency)
), nontax as (
  select region_code, scope, year, currency, at_month, jsonb_agg(jsonb_build_object('name', name, 'fen', executed::text) order by executed desc, item) as names
  from (
    select *, row_number() over (partition by region_code, scope, year, currency, at_month order by executed desc, item) as place
    from figures
    where at_level = 2 and class = '103' and item <> '103' and executed > 0 and name is not null
  ) placed
  where place <= 2
  group by region_code, scope, year, currency, at_month
)
select y.region_code, y.scope, y.year, y.at_month as month, y.book, 'revenue' as flow, '101' as item, coalesce(y.name, '税收收入') as item_name,
  null::text as unit, null::text as project,
  y.share as measured, case when y.share < :param_yellow::numeric then :param_yellow::numeric when y.share is not null then y.prior_share end as expected,
  'ratio' as measure_unit, y.revenue - y.tax as amount_at_stake,
  case when y.share is null then 'grey' when y.share < :param_red::numeric then 'red' when y.share < :param_orange::numeric then 'orange' else 'yellow' end as severity,
  jsonb_build_object('month', case when y.at_month < 12 then y.at_month::int end, 'revenue', jsonb_build_object('fen', y.revenue::text)) ||
  case when y.share is null then jsonb_build_object('variant', 'undecided')
    else jsonb_build_object('tax', jsonb_build_object('fen', y.tax::text),
      'nontax', jsonb_build_object('fen', (y.revenue - y.tax)::text), 'share', jsonb_build_object('ratio', y.share),
      'prior_share', jsonb_build_object('ratio', y.prior_share), 'change', jsonb_build_object('points', abs(y.share - y.prior_share)),
      'direction', jsonb_build_object('phrase', case when y.share < y.prior_share then 'down' else 'up' end),
      'largest', jsonb_build_object('list', n.names), 'base_meets', y.meets, 'base_of', y.known, 'base_usual', null) end as parameters,
  y.evidence
from counted y
left join nontax n on (n.region_code, n.scope, n.year, n.currency, n.at_month) = (y.region_code, y.scope, y.year, y.currency, y.at_month)
where (:years::int[] is null or y.year = any (:years::int[]))
  and (y.share < :param_yellow::numeric or y.prior_share - y.share >= :param_fall::numeric
    or (y.share is null and exists (
      select from figures l
      where l.at_level = 1 and l.executed is not null and l.item <> 'total'
        and (l.region_code, l.scope, l.year, l.currency, l.at_month) = (y.region_code, y.scope, y.year, y.currency, y.at_month))))
