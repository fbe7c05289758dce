/*
id: BE-11
name: { zh: 预备费设置或动用异常, en: Reserve out of range }
kind: breach
severities: [red, yellow, grey]
inputs: [execution.original]
thresholds:
  - { name: lowest, value: 1, unit: '%', origin: law, title: { zh: 法定下限, en: Legal minimum } }
  - { name: highest, value: 3, unit: '%', origin: law, title: { zh: 法定上限, en: Legal maximum } }
  - { name: used, value: 90, unit: '%', origin: default, title: { zh: 黄色：动用比例超过, en: 'Yellow: used above' } }
  - { name: by_month, value: 6, unit: count, origin: default, title: { zh: 黄色：截至月份, en: 'Yellow: by month' } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第四十条
    text:
      zh: 各级一般公共预算应当按照本级一般公共预算支出额的百分之一至百分之三设置预备费，用于当年预算执行中的自然灾害等突发事件处理增加的支出及其他难以预见的开支。
      en: 'Budget Law art. 40: each level sets a reserve of 1 % to 3 % of its own general public budget expenditure, for emergencies and unforeseeable needs.'
  - article: 预算法第六十四条
    text:
      zh: 各级预算预备费的动用方案，由本级政府财政部门提出，报本级政府决定。
      en: 'Budget Law art. 64: the use of the reserve is proposed by the finance department and decided by the government.'
explanation:
  zh: '{place}{year}年预算安排预备费{reserve}，占本级一般公共预算支出{total}的{share}，不在法定1%—3%区间内。'
  en: '{place}, {year}: the reserve of {reserve} is {share} of own general public budget expenditure of {total}, outside the legal 1 %–3 %.'
question:
  zh: 请核实预备费口径和支出合计口径是否一致；确属超出区间的，请说明安排依据。
  en: Please verify that reserve and total are on the same footing; if the share is indeed out of range, on what basis was it set?
variants:
  used:
    kind: signal
    explanation:
      zh: '{place}{year}年预备费{reserve}，截至{month}月已动用{amount}，占{share}（{n}次）。'
      en: '{place}, {year}: of the reserve of {reserve}, {amount} was used by month {month}, {share} ({n} times).'
    question:
      zh: 请关注动用事项是否属于自然灾害等突发事件或难以预见的开支，是否经政府决定，下半年应急需要如何保障？
      en: Were these emergencies or unforeseeable needs, were they decided by the government, and what is left for the second half of the year?
  undecided:
    explanation:
      zh: '{place}{year}年一般公共预算支出表未见预备费科目（227），预备费比例无法判定。'
      en: '{place}, {year}: the general public budget table shows no reserve line (227); its share cannot be judged.'
    question:
      zh: 请财政部门说明预备费安排情况。
      en: Please ask the finance bureau how the reserve was set.
*/
-- The range is of each level's own budget, so whole-area figures (the sum of several levels) are not judged.
with figures as materialized (
  select region_code, scope, year, to_month, book, flow, currency, at_level, item, name, original, original_half, original_lines
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and scope = 'own' and to_month = 12 and at_level <= 1
    and original is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
  union all
  select l.region_code, l.scope, l.year, l.to_month, l.book, l.flow, l.currency, l.at_level, l.item, l.name, l.original, 0, array[(l.batch_id::bigint << 32) | l.at_level]
  from rules.ledger_lines l
  where l.version = :version and l.flow = 'expenditure' and l.book = 'general' and l.scope = 'own' and l.to_month < 12 and l.at_level <= 1
    and l.original is not null
    and (:regions::text[] is null or l.region_code = any (:regions::text[]))
    and (:years::int[] is null or l.year = any (:years::int[]))
), uses as (
  select region_code, scope, year, -sum(amount)::numeric as amount, count(*) as n, max(month) as month, array_agg((batch_id::bigint << 32) | line_no) as lines
  from rules.movement_rows
  where version = :version and class = '227' and kind in ('virement', 'reduce') and amount < 0 and month <= :param_by_month::int and slice_book = 'general'
    and (:regions::text[] is null or region_code = any (:regions::text[])) and (:years::int[] is null or year = any (:years::int[]))
  group by region_code, scope, year
), tables as (
  select t.region_code, t.scope, t.year, t.to_month, t.book, t.flow, t.original as total, t.original_half as total_half, t.original_lines as total_lines,
    r.original as reserve, r.name as reserve_name, coalesce(r.original_half, 0) as reserve_half, r.original_lines as reserve_lines
  from figures t
  left join figures r on r.at_level = 1 and r.item = '227'
    and (r.region_code, r.scope, r.year, r.book, r.currency, r.to_month) = (t.region_code, t.scope, t.year, t.book, t.currency, t.to_month)
  where t.at_level = 0 and t.original > 0 and :param_table_lines::int <= (
    select count(*) from figures l
    where l.at_level = 1 and (l.region_code, l.scope, l.year, l.book, l.currency, l.to_month) = (t.region_code, t.scope, t.year, t.book, t.currency, t.to_month))
)
select region_code, scope, year, to_month as month, book, flow, '227' as item, coalesce(reserve_name, '预备费') as item_name,
  null::text as unit, null::text as project,
  reserve::numeric / total as measured,
  case when reserve < :param_lowest::numeric * total then :param_lowest::numeric when reserve is not null then :param_highest::numeric end as expected,
  'ratio' as measure_unit,
  case when reserve < :param_lowest::numeric * total then round(:param_lowest::numeric * total) - reserve
       when reserve > :param_highest::numeric * total then reserve - round(:param_highest::numeric * total) end::bigint as amount_at_stake,
  case when reserve is null then 'grey' else 'red' end as severity,
  case when reserve is null then jsonb_build_object('variant', 'undecided') else jsonb_build_object(
    'reserve', jsonb_build_object('fen', reserve::text), 'total', jsonb_build_object('fen', total::text),
    'share', jsonb_build_object('ratio', reserve::numeric / total)) end as parameters,
  rules.evidence('execution', 'original', reserve_lines) || rules.evidence('execution', 'original', total_lines) as evidence
from tables
where reserve is null
  or reserve + reserve_half < :param_lowest::numeric * (total - total_half)
  or reserve - reserve_half > :param_highest::numeric * (total + total_half)
union all
select u.region_code, u.scope, u.year, u.month, 'general', 'expenditure', '227', '预备费', null, null,
  u.amount / t.reserve, :param_used::numeric, 'ratio', u.amount::bigint, 'yellow',
  jsonb_build_object('variant', 'used', 'month', u.month::int, 'reserve', jsonb_build_object('fen', t.reserve::text), 'amount', jsonb_build_object('fen', u.amount::bigint::text),
    'share', jsonb_build_object('ratio', u.amount / t.reserve), 'n', jsonb_build_object('count', u.n)),
  rules.rows_evidence('movements', u.lines)
from uses u
join tables t using (region_code, scope, year)
where t.reserve > 0 and u.amount > :param_used::numeric * t.reserve
