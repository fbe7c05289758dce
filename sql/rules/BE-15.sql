/*
id: BE-15
name: { zh: 支出结构偏离, en: Composition variance }
kind: signal
severities: [red, orange, yellow, grey]
inputs: [execution.executed, execution.original]
period: year
population: { zh: 地区, en: regions }
caution:
  zh: 只看结构是否偏离年初预算，不知道偏离是否经批准；按国际惯例与年初预算比较，通常比与调整预算相比更严。
  en: Only the departure from the January mix is seen, not whether it was approved; compared with the January budget it looks stricter than with the adjusted one.
thresholds:
  - { name: yellow, value: 5, unit: '%', origin: found, title: { zh: 黄色：偏离度达到, en: 'Yellow: variance from' } }
  - { name: orange, value: 10, unit: '%', origin: found, title: { zh: 橙色：偏离度达到, en: 'Orange: variance from' } }
  - { name: red, value: 15, unit: '%', origin: found, title: { zh: 红色：偏离度达到, en: 'Red: variance from' } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: 预算法第四十六条
    text:
      zh: 报送审查和批准的预算草案应当细化；本级一般公共预算支出按其功能分类应当编列到项。
      en: 'Budget Law art. 46: the draft budget is to be detailed; own general public expenditure is listed by function down to the item.'
  - article: 预算法第七十二条
    text:
      zh: 预算支出应当按照预算科目执行，严格控制不同预算科目、预算级次或者项目间的预算资金的调剂。
      en: 'Budget Law art. 72: spending follows the budget lines; moving money between lines is strictly controlled.'
  - article: PEFA PI-2.1
    text:
      zh: 国际公共支出与财政问责（PEFA）框架：支出构成与年初批准预算相比的偏离度，不含预备费和债务付息。
      en: 'PEFA framework: variance of expenditure composition from the originally approved budget, without contingency and interest.'
explanation:
  zh: '{place}{year}年{book}支出与年初预算相比，支出结构偏离度为{variance}[[（相当于PEFA单年{grade}级水平）]]。剔除总额变动后，偏离最大的是{largest}。'
  en: '{place}, {year}: compared with the January plan, the mix of {book} expenditure moved by {variance}[[ (a single-year PEFA band of {grade})]]. Net of the change in the total, the largest movements are {largest}.'
question:
  zh: 请关注偏离最大的几类支出增减的原因，年初预算编制是否细化、是否依据充分？
  en: Why did these classes move most, and was the January budget detailed and well founded?
variants:
  departments:
    explanation:
      zh: '{place}{year}年{book}支出按部门与年初预算相比，结构偏离度为{variance}[[（相当于PEFA单年{grade}级水平）]]。剔除总额变动后，偏离最大的是{largest}。'
      en: '{place}, {year}: by department, the mix of {book} expenditure moved by {variance} from the January plan[[ (a single-year PEFA band of {grade})]]. Net of the change in the total, the largest movements are {largest}.'
    question:
      zh: 请关注偏离最大的部门支出增减的原因，年初预算编制是否细化、是否依据充分？
      en: Why did these departments move most, and was the January budget detailed and well founded?
  undecided:
    explanation:
      zh: '{place}{year}年{book}未见分类的年初预算数，支出结构偏离度无法判定。'
      en: '{place}, {year}: no original {book} by class is available, so the composition variance cannot be judged.'
    question:
      zh: 请补充载入经批准的年初预算分类表。
      en: Please load the approved January budget by class.
*/
-- The original budget of each class is scaled to the outturn's total first, so that only the mix counts. Without reserve (227) and interest (232).
-- Ledgers are compared by department as well.
with classes as (
  select *, coalesce(original, 0) as budget, coalesce(executed, 0) as outturn
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and to_month = 12 and at_level = 1
    and (original is not null or executed is not null) and item not in ('227', '232')
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), scaled as (
  select *, outturn - budget * sum(outturn) over slice / nullif(sum(budget) over slice, 0) as moved
  from classes
  window slice as (partition by region_code, scope, year, book, flow, currency)
), placed as (
  select *, row_number() over (partition by region_code, scope, year, book, flow, currency order by abs(moved) desc nulls last, item) as place
  from scaled
), slices as (
  select region_code, scope, year, book, flow, currency,
    rules.composition_variance(array_agg(budget order by item), array_agg(outturn order by item)) as variance,
    sum(abs(moved)) / 2 as moved, bool_or(original is not null) as planned,
    jsonb_agg(jsonb_build_object('name', coalesce(name, item), 'delta', round(moved)::text) order by place) filter (where place <= 3) as largest,
    jsonb_agg(rules.evidence('execution', 'executed', executed_lines) || rules.evidence('execution', 'original', original_lines) order by place)
      filter (where place <= 3) as evidence
  from placed
  group by region_code, scope, year, book, flow, currency
  having count(*) filter (where executed is not null) >= :param_table_lines::int and sum(outturn) <> 0
), departments as (
  select l.region_code, l.scope, l.year, l.book, l.currency, l.department, max(l.month) as month, coalesce(sum(l.original), 0)::numeric as budget, coalesce(sum(l.executed), 0)::numeric as outturn
  from rules.line_months l
  where l.version = :version and l.flow = 'expenditure' and l.book = 'general' and l.month = l.latest and l.month >= 12 and l.department is not null and coalesce(l.class, '') not in ('227', '232')
    and (:regions::text[] is null or l.region_code = any (:regions::text[]))
  group by l.region_code, l.scope, l.year, l.book, l.currency, l.department
), departments_moved as (
  select *, outturn - budget * sum(outturn) over slice / nullif(sum(budget) over slice, 0) as moved
  from departments
  window slice as (partition by region_code, scope, year, book, currency)
), departments_placed as (
  select m.*, coalesce(n.name, m.department) as name, row_number() over (partition by m.region_code, m.scope, m.year, m.book, m.currency order by abs(moved) desc nulls last, m.department) as place
  from departments_moved m
  left join rules.unit_names n on n.version = :version and n.region_code = m.region_code and n.code = m.department
), by_department as (
  select region_code, scope, year, book, max(month) as month, rules.composition_variance(array_agg(budget order by department), array_agg(outturn order by department)) as variance,
    sum(abs(moved)) / 2 as moved, jsonb_agg(jsonb_build_object('name', name, 'delta', round(moved)::text) order by place) filter (where place <= 3) as largest
  from departments_placed
  group by region_code, scope, year, book, currency
  having count(*) >= :param_table_lines::int and sum(budget) > 0 and sum(outturn) <> 0
), department_base as (
  select *, rules.usual(array_agg(meets) over (), meets) as usually
  from (select year, count(*) filter (where variance >= :param_yellow::numeric) as meets, count(*) as judged from by_department group by year) counts
), base as (
  select *, rules.usual(array_agg(meets) over (), meets) as usually
  from (select year, count(*) filter (where planned and variance >= :param_yellow::numeric) as meets, count(*) filter (where planned) as judged from slices group by year) counts
)
select region_code, scope, year, 12 as month, book, flow, null::text as item, null::text as item_name, null::text as unit, null::text as project,
  variance as measured, case when planned then :param_yellow::numeric end as expected, 'ratio' as measure_unit, round(moved)::bigint as amount_at_stake,
  case when not planned then 'grey' when variance >= :param_red::numeric then 'red'
    when variance >= :param_orange::numeric then 'orange' else 'yellow' end as severity,
  case when not planned then jsonb_build_object('variant', 'undecided') else jsonb_build_object(
    'variance', jsonb_build_object('ratio', variance),
    'grade', case when variance >= 0.15 then 'D' when variance >= 0.10 then 'C' when variance >= 0.05 then 'B' else 'A' end,
    'largest', jsonb_build_object('list', largest), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) end as parameters,
  jsonb_path_query_array(evidence, '$[*][*]') as evidence
from slices
join base b using (year)
where (not planned or variance >= :param_yellow::numeric) and (:years::int[] is null or year = any (:years::int[]))
union all
select d.region_code, d.scope, d.year, d.month, d.book, 'expenditure', 'departments', '按部门', null, null,
  d.variance, :param_yellow::numeric, 'ratio', round(d.moved)::bigint,
  case when d.variance >= :param_red::numeric then 'red' when d.variance >= :param_orange::numeric then 'orange' else 'yellow' end,
  jsonb_build_object('variant', 'departments', 'variance', jsonb_build_object('ratio', d.variance),
    'grade', case when d.variance >= 0.15 then 'D' when d.variance >= 0.10 then 'C' when d.variance >= 0.05 then 'B' else 'A' end, 'largest', jsonb_build_object('list', d.largest),
    'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually),
  rules.ledger_evidence('executed', jsonb_build_object('region', d.region_code, 'scope', d.scope, 'year', d.year::text, 'month', d.month::text, 'book', d.book, 'flow', 'expenditure'))
    || rules.ledger_evidence('original', jsonb_build_object('region', d.region_code, 'scope', d.scope, 'year', d.year::text, 'month', d.month::text, 'book', d.book, 'flow', 'expenditure'))
from by_department d
join department_base b using (year)
where d.variance >= :param_yellow::numeric and (:years::int[] is null or d.year = any (:years::int[]))
