/*
id: DB-01
name: { zh: 债务余额接近或超过限额, en: Debt near or above its limit }
kind: breach
severities: [red, yellow, blue, grey]
inputs: [debt.balance, debt.limit]
thresholds:
  - { name: red, value: 100, unit: '%', origin: law, title: { zh: 红色：使用率超过, en: 'Red: use above' } }
  - { name: yellow, value: 95, unit: '%', origin: default, title: { zh: 黄色：使用率达到, en: 'Yellow: use from' } }
  - { name: blue, value: 90, unit: '%', origin: default, title: { zh: 蓝色：使用率达到, en: 'Blue: use from' } }
law:
  - article: 预算法第三十五条
    text:
      zh: 地方政府在国务院确定的限额内举借债务；举借的债务应当有偿还计划和稳定的偿还资金来源，只能用于公益性资本支出，不得用于经常性支出。
      en: 'Budget Law art. 35: local governments borrow only within the approved limit, for public capital spending, with a stable source of repayment.'
  - article: 预算法实施条例第四十三条
    text:
      zh: 地方政府债务余额实行限额管理，余额不得突破批准的限额。
      en: 'Implementing Regulation art. 43: the balance of local government debt may not exceed the approved limit.'
explanation:
  zh: '{place}{year}年末{kind}余额{balance}，超过限额{limit}，超出{gap}（使用率{use}）。'
  en: '{place}, end of {year}: {kind} of {balance} exceeds its limit of {limit} by {gap} (use {use}).'
question:
  zh: 请核实余额与限额是否为同一时点、同一口径；确属超限额的，请说明形成原因和化解安排。
  en: Please verify that balance and limit are of the same date and scope; if the limit is indeed exceeded, how did it come about and how will it be reduced?
variants:
  near:
    kind: signal
    explanation:
      zh: '{place}{year}年末{kind}余额{balance}，限额{limit}，使用率{use}，尚余{gap}。'
      en: '{place}, end of {year}: {kind} is {balance} against a limit of {limit} (use {use}); {gap} is left.'
    question:
      zh: 请关注下年新增债务需求与限额空间、到期还本付息的资金安排。
      en: How do next year's borrowing needs fit the room left, and how are repayment and interest provided for?
  undecided:
    kind: signal
    explanation:
      zh: '{place}{year}年末{kind}余额{balance}，来源未公布限额，是否超限额无法判定。'
      en: '{place}, end of {year}: {kind} is {balance}; the source states no limit, so it cannot be judged.'
    question:
      zh: 请补充提供批准的债务限额。
      en: Please provide the approved limit.
phrases:
  general: { zh: 政府一般债务, en: general government debt }
  special: { zh: 政府专项债务, en: special government debt }
  total: { zh: 政府债务, en: government debt }
*/
-- Sources that call the same line otherwise are one matter: the first of them speaks. General and special debt each against its own limit; the total only where neither is stated. A planned balance is not judged.
with figures as materialized (
  select distinct on (region_code, scope, year, currency, kind, measure) * from rules.debt_won
  where version = :version and to_month = 12 and breakdown = 'total' and role in ('main', 'total')
    and (measure = 'limit' or measure = 'balance' and stage in ('flash', 'accounts'))
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
  order by region_code, scope, year, currency, kind, measure, standing, source_rank, reported_on desc nulls last, batch_id, line_no
), pairs as (
  select b.region_code, b.scope, b.year, b.currency, b.kind, b.name, b.amount as balance, l.amount as debt_limit,
    rules.half_digit(b.text, b.decimals, b.amount_unit) + coalesce(rules.half_digit(l.text, l.decimals, l.amount_unit), 0) as rounding,
    jsonb_build_array(jsonb_build_object('dataset', 'debt', 'batch', b.batch_id, 'line', b.line_no, 'measure', b.measure))
      || case when l.batch_id is null then '[]'
         else jsonb_build_array(jsonb_build_object('dataset', 'debt', 'batch', l.batch_id, 'line', l.line_no, 'measure', l.measure)) end as evidence,
    bool_or(b.kind <> 'total') over (partition by b.region_code, b.scope, b.year, b.currency) as split
  from figures b
  left join figures l on l.measure = 'limit'
    and (l.region_code, l.scope, l.year, l.currency, l.kind) = (b.region_code, b.scope, b.year, b.currency, b.kind)
  where b.measure = 'balance'
)
select region_code, scope, year, 12 as month, null::text as book, null::text as flow, kind as item,
  case kind when 'general' then '一般债务' when 'special' then '专项债务' else '政府债务' end as item_name, null::text as unit, null::text as project,
  balance::numeric / nullif(debt_limit, 0) as measured, case when debt_limit is not null then :param_red::numeric end as expected, 'ratio' as measure_unit,
  abs(balance - debt_limit) as amount_at_stake,
  case when debt_limit is null then 'grey' when balance - rounding > :param_red::numeric * debt_limit then 'red'
    when balance >= :param_yellow::numeric * debt_limit then 'yellow' else 'blue' end as severity,
  jsonb_build_object(
    'variant', case when debt_limit is null then 'undecided' when balance - rounding > :param_red::numeric * debt_limit then null else 'near' end,
    'kind', jsonb_build_object('phrase', kind), 'balance', jsonb_build_object('fen', balance::text),
    'limit', jsonb_build_object('fen', debt_limit::text), 'gap', jsonb_build_object('fen', abs(balance - debt_limit)::text),
    'use', jsonb_build_object('ratio', balance::numeric / nullif(debt_limit, 0))) as parameters,
  evidence
from pairs
where kind in ('general', 'special', 'total') and (kind <> 'total' or not split)
  and (debt_limit is null or balance >= :param_blue::numeric * debt_limit)
