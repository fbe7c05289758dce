/*
id: BE-16
name: { zh: 支出总额偏离, en: Aggregate deviation }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed, execution.original]
period: year
population: { zh: 地区的各本预算, en: budgets of regions }
caution:
  zh: 只看总额，不知道增减是否来自上级补助、结转或依法批准的调整。
  en: Only the total is seen, not how much comes from transfers, carry-over or an approved adjustment.
thresholds:
  - { name: yellow, value: 5, unit: '%', origin: found, title: { zh: 黄色：偏离超过, en: 'Yellow: deviation above' } }
  - { name: orange, value: 10, unit: '%', origin: found, title: { zh: 橙色：偏离超过, en: 'Orange: deviation above' } }
  - { name: red, value: 15, unit: '%', origin: found, title: { zh: 红色：偏离超过, en: 'Red: deviation above' } }
  - { name: minimum, value: 1000, unit: 万元, origin: default, title: { zh: 偏离额下限, en: Smallest deviation } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第十三条
    text:
      zh: 经人民代表大会批准的预算，非经法定程序，不得调整。
      en: 'Budget Law art. 13: an approved budget is adjusted only by the legal procedure.'
  - article: 预算法第六十七条
    text:
      zh: 经批准的预算在执行中需要增加或者减少预算总支出的，应当进行预算调整。
      en: 'Budget Law art. 67: a change of total budgeted expenditure during the year requires a budget adjustment.'
explanation:
  zh: '{place}{year}年{book}支出{executed}，为年初预算数{original}的{ratio}，{direction}{deviation}[[；为调整预算数{final}的{ratio_final}]][[，调整预算比年初预算{adjusted}{adjustment}]]。'
  en: '{place}, {year}: {book} expenditure of {executed} is {ratio} of the January budget of {original}, {deviation} {direction} it[[; it is {ratio_final} of the adjusted budget of {final}]][[, which is {adjustment} {adjusted} the January budget]].'
question:
  zh: 请说明与年初预算的差异来自预算调整、上级补助还是结转，总支出变动是否依法报告或报批。
  en: How much of the difference comes from adjustment, transfers from above or carry-over, and was the change of the total reported or approved as the law requires?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年{book}支出{executed}，来源未公布年初预算数，总额偏离无法判定。'
      en: '{place}, {year}: {book} expenditure is {executed}; the source prints no original budget, so the aggregate deviation cannot be judged.'
    question:
      zh: 请补充载入经批准的年初预算。
      en: Please load the approved January budget.
phrases:
  above: { zh: 多, en: above }
  below: { zh: 少, en: below }
*/
with figures as materialized (
  select * from rules.execution_lines
  where version = :version and flow = 'expenditure' and to_month = 12 and at_level = 0 and executed is not null
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), tables as (
  select region_code, scope, year, book, currency, count(*) as lines
  from rules.execution_won
  where version = :version and flow = 'expenditure' and to_month = 12 and measure = 'executed' and role = 'main'
  group by region_code, scope, year, book, currency
), books as (
  select f.*, f.executed - f.original as deviation, f.executed_half + f.original_half as slack, t.lines
  from figures f
  left join tables t using (region_code, scope, year, book, currency)
), base as (
  select *, rules.usual(array_agg(meets) over (), meets) as usually
  from (
    select year, count(*) filter (where original > 0 and abs(deviation) >= :param_minimum::bigint and abs(deviation) - slack > :param_yellow::numeric * original) as meets, count(original) as judged
    from books
    group by year
  ) counts
)
select region_code, scope, year, 12 as month, book, flow, item, name as item_name, null::text as unit, null::text as project,
  executed::numeric / nullif(original, 0) as measured, case when original is not null then 1 end::numeric as expected, 'ratio' as measure_unit,
  abs(deviation) as amount_at_stake,
  case when original is null then 'grey' when abs(deviation) > :param_red::numeric * original then 'red'
    when abs(deviation) > :param_orange::numeric * original then 'orange' else 'yellow' end as severity,
  case when original is null then jsonb_build_object('variant', 'undecided', 'executed', jsonb_build_object('fen', executed::text))
    else jsonb_build_object(
      'executed', jsonb_build_object('fen', executed::text), 'original', jsonb_build_object('fen', original::text),
      'ratio', jsonb_build_object('ratio', executed::numeric / nullif(original, 0)), 'deviation', jsonb_build_object('fen', abs(deviation)::text),
      'direction', jsonb_build_object('phrase', case when deviation > 0 then 'above' else 'below' end),
      'final', jsonb_build_object('fen', final::text), 'ratio_final', jsonb_build_object('ratio', executed::numeric / nullif(final, 0)),
      'adjustment', case when final <> original then jsonb_build_object('fen', abs(final - original)::text) end,
      'adjusted', jsonb_build_object('phrase', case when final > original then 'above' else 'below' end),
      'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) end as parameters,
  rules.evidence('execution', 'executed', executed_lines) || rules.evidence('execution', 'original', original_lines)
    || rules.evidence('execution', 'final', final_lines) as evidence
from books
join base b using (year)
where (:years::int[] is null or year = any (:years::int[])) and ((original > 0 and abs(deviation) >= :param_minimum::bigint and abs(deviation) - slack > :param_yellow::numeric * original)
  or (original is null and executed <> 0 and lines >= :param_table_lines::int))
