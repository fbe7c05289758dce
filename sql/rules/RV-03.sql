/*
id: RV-03
name: { zh: 收入质量下降, en: Falling revenue quality }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed, execution.prior]
thresholds:
  - { name: yellow, value: 75, unit: '%', origin: default, title: { zh: 黄色：税收占比低于, en: 'Yellow: tax share below' } }
  - { name: orange, value: 65, unit: '%', origin: default, title: { zh: 橙色：税收占比低于, en: 'Orange: tax share below' } }
  - { name: red, value: 55, unit: '%', origin: default, title: { zh: 红色：税收占比低于, en: 'Red: tax share below' } }
  - { name: fall, value: 5, unit: pp, origin: default, title: { zh: 黄色：占比同比下降达到, en: 'Yellow: share fell by' } }
law:
  - article: 预算法第五十五条
    text:
      zh: 预算收入征收部门和单位，必须依照法律、行政法规的规定，及时、足额征收应征的预算收入；不得多征、提前征收或者减征、免征、缓征。
      en: 'Budget Law art. 55: revenue is collected in time and in full as the law says, neither in excess nor early.'
  - article: 上海市预算审查监督条例第九条（其他地方参照）
    text:
      zh: 预算审查监督重点关注收入的结构和质量。
      en: 'Shanghai Budget Supervision Regulation art. 9 (elsewhere by analogy): review looks at the structure and quality of revenue.'
explanation:
  zh: '{place}{year}年一般公共预算收入{revenue}，其中税收收入{tax}，占{share}[[，比上年{prior_share}{direction}{change}]]；非税收入{nontax}[[，主要是{largest}]]。'
  en: '{place}, {year}: of general public budget revenue of {revenue}, taxes are {tax}, a share of {share}[[, {direction} by {change} from {prior_share} in the prior year]]; non-tax revenue is {nontax}[[, mainly {largest}]].'
question:
  zh: 请关注税收占比偏低或下降的原因；非税收入是否可持续，有无一次性处置资产等因素？
  en: Why is the tax share low or falling; is non-tax revenue sustainable, or does it rest on one-off sales of assets?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年一般公共预算收入{revenue}，来源未公布税收收入，税收占比无法判定。'
      en: '{place}, {year}: general public budget revenue is {revenue}; the source states no tax revenue, so the tax share cannot be judged.'
    question:
      zh: 请补充提供税收收入和非税收入数。
      en: Please provide tax and non-tax revenue.
phrases:
  up: { zh: 上升, en: up }
  down: { zh: 下降, en: down }
*/
-- 101 (taxes) ÷ the total of the year's own general revenue, without transfers and debt.
with figures as materialized (
  select * from rules.execution_lines
  where version = :version and flow = 'revenue' and book = 'general' and to_month = 12 and at_level <= 2 and (executed is not null or prior is not null)
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), taxes as (
  select t.region_code, t.scope, t.year, t.book, t.flow, t.currency, t.executed as revenue, x.executed as tax, x.name,
    case when t.executed > 0 then x.executed::numeric / t.executed end as share,
    case when t.prior > 0 then x.prior::numeric / t.prior end as stated_share,
    rules.evidence('execution', 'executed', x.executed_lines) || rules.evidence('execution', 'executed', t.executed_lines) as evidence
  from figures t
  left join figures x on x.at_level = 1 and x.item = '101' and (x.region_code, x.scope, x.year, x.currency) = (t.region_code, t.scope, t.year, t.currency)
  where t.at_level = 0
), years as (
  select e.*, coalesce(p.share, e.stated_share) as prior_share
  from taxes e
  left join taxes p on (p.region_code, p.scope, p.year, p.currency) = (e.region_code, e.scope, e.year - 1, e.currency)
  where e.revenue > 0
), nontax as (
  select region_code, scope, year, currency, jsonb_agg(jsonb_build_object('name', name, 'fen', executed::text) order by executed desc, item) as names
  from (
    select *, row_number() over (partition by region_code, scope, year, currency order by executed desc, item) as place
    from figures
    where at_level = 2 and class = '103' and item <> '103' and executed > 0 and name is not null
  ) placed
  where place <= 2
  group by region_code, scope, year, currency
)
select y.region_code, y.scope, y.year, 12 as month, y.book, y.flow, '101' as item, coalesce(y.name, '税收收入') as item_name,
  null::text as unit, null::text as project,
  y.share as measured, case when y.share < :param_yellow::numeric then :param_yellow::numeric when y.share is not null then y.prior_share end as expected,
  'ratio' as measure_unit, y.revenue - y.tax as amount_at_stake,
  case when y.share is null then 'grey' when y.share < :param_red::numeric then 'red' when y.share < :param_orange::numeric then 'orange' else 'yellow' end as severity,
  case when y.share is null then jsonb_build_object('variant', 'undecided', 'revenue', jsonb_build_object('fen', y.revenue::text))
    else jsonb_build_object(
      'revenue', jsonb_build_object('fen', y.revenue::text), 'tax', jsonb_build_object('fen', y.tax::text),
      'nontax', jsonb_build_object('fen', (y.revenue - y.tax)::text), 'share', jsonb_build_object('ratio', y.share),
      'prior_share', jsonb_build_object('ratio', y.prior_share), 'change', jsonb_build_object('points', abs(y.share - y.prior_share)),
      'direction', jsonb_build_object('phrase', case when y.share < y.prior_share then 'down' else 'up' end),
      'largest', jsonb_build_object('list', n.names)) end as parameters,
  y.evidence
from years y
left join nontax n on (n.region_code, n.scope, n.year, n.currency) = (y.region_code, y.scope, y.year, y.currency)
where (:years::int[] is null or y.year = any (:years::int[]))
  and (y.share < :param_yellow::numeric or y.prior_share - y.share >= :param_fall::numeric
    or (y.share is null and exists (
      select from figures l
      where l.at_level = 1 and l.executed is not null and l.item <> 'total'
        and (l.region_code, l.scope, l.year, l.currency) = (y.region_code, y.scope, y.year, y.currency))))
