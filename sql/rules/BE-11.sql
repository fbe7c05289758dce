/*
id: BE-11
name: { zh: 预备费设置异常, en: Reserve out of range }
kind: breach
severities: [red, grey]
inputs: [execution.original]
thresholds:
  - { name: lowest, value: 1, unit: '%', origin: law, title: { zh: 法定下限, en: Legal minimum } }
  - { name: highest, value: 3, unit: '%', origin: law, title: { zh: 法定上限, en: Legal maximum } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第四十条
    text:
      zh: 各级一般公共预算应当按照本级一般公共预算支出额的百分之一至百分之三设置预备费，用于当年预算执行中的自然灾害等突发事件处理增加的支出及其他难以预见的开支。
      en: 'Budget Law art. 40: each level sets a reserve of 1 % to 3 % of its own general public budget expenditure, for emergencies and unforeseeable needs.'
explanation:
  zh: '{place}{year}年预算安排预备费{reserve}，占本级一般公共预算支出{total}的{share}，不在法定1%—3%区间内。'
  en: '{place}, {year}: the reserve of {reserve} is {share} of own general public budget expenditure of {total}, outside the legal 1 %–3 %.'
question:
  zh: 请核实预备费口径和支出合计口径是否一致；确属超出区间的，请说明安排依据。
  en: Please verify that reserve and total are on the same footing; if the share is indeed out of range, on what basis was it set?
variants:
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
  select * from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and scope = 'own' and to_month = 12 and at_level <= 1
    and original is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
    and (:years::int[] is null or year = any (:years::int[]))
), tables as (
  select t.region_code, t.scope, t.year, t.book, t.flow, t.original as total, t.original_half as total_half, t.original_lines as total_lines,
    r.original as reserve, r.name as reserve_name, coalesce(r.original_half, 0) as reserve_half, r.original_lines as reserve_lines
  from figures t
  left join figures r on r.at_level = 1 and r.item = '227'
    and (r.region_code, r.scope, r.year, r.book, r.currency) = (t.region_code, t.scope, t.year, t.book, t.currency)
  where t.at_level = 0 and t.original > 0 and :param_table_lines::int <= (
    select count(*) from figures l
    where l.at_level = 1 and (l.region_code, l.scope, l.year, l.book, l.currency) = (t.region_code, t.scope, t.year, t.book, t.currency))
)
select region_code, scope, year, 12 as month, book, flow, '227' as item, coalesce(reserve_name, '预备费') as item_name,
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
