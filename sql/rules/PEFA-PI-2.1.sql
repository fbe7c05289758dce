/*
id: PEFA-PI-2.1
name: { zh: PEFA 支出功能构成偏离, en: PEFA expenditure composition by function }
kind: signal
severities: [blue, grey]
inputs: [execution.executed, execution.original]
reach: 2
period: year
thresholds:
  - { name: a, value: 5, unit: '%', origin: found, title: { zh: A级：低于, en: 'A: below' } }
  - { name: b, value: 10, unit: '%', origin: found, title: { zh: B级：低于, en: 'B: below' } }
  - { name: c, value: 15, unit: '%', origin: found, title: { zh: C级：低于, en: 'C: below' } }
  - { name: table_lines, value: 2, unit: count, origin: default, title: { zh: 视为报表的最少科目数, en: Fewest lines of a table } }
law:
  - article: PEFA PI-2.1
    text:
      zh: 国际公共支出与财政问责（PEFA）框架：按功能分类的支出构成与年初批准预算的偏离度，不含预备费和债务付息，三年中至少两年达到。
      en: 'PEFA framework: variance of expenditure composition by function from the originally approved budget, without contingency and interest, in at least two of three years.'
explanation:
  zh: '{place}{year}年一般公共预算支出功能构成偏离度为{variance}。近三年为{years}，PEFA PI-2.1评级{grade}。'
  en: '{place}, {year}: composition variance of general public expenditure by function is {variance}. The last three years are {years}; PEFA PI-2.1 grade {grade}.'
question:
  zh: 请关注各类支出偏离年初预算结构的原因。
  en: Why did the mix of expenditure move away from the January budget?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年一般公共预算支出功能构成偏离度为{variance}。PEFA PI-2.1评级需要连续三年数据，现有{known}年，评级无法判定。'
      en: '{place}, {year}: composition variance of general public expenditure by function is {variance}. A PEFA PI-2.1 grade needs three years; {known} available, so the grade cannot be judged.'
    question:
      zh: 请补充载入前两年分功能类的年初预算数和执行数（或决算数）。
      en: Please load January budget and outturn by function of the two years before.
*/
with heads as (
  select *, row_number() over (partition by region_code, scope, year, book, flow, currency order by executed desc nulls last, item) as place
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and to_month = 12 and at_level = 1
    and (original is not null or executed is not null) and item not in ('227', '232')
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), variances as (
  select region_code, scope, year, book, flow, currency,
    rules.composition_variance(array_agg(original order by item), array_agg(executed order by item)) as variance,
    jsonb_path_query_array(jsonb_agg(rules.evidence('execution', 'executed', executed_lines) || rules.evidence('execution', 'original', original_lines)
      order by place) filter (where place <= 3), '$[*][*]') as evidence
  from heads
  group by region_code, scope, year, book, flow, currency
  having count(*) filter (where original is not null and executed is not null) >= :param_table_lines::int
), spans as (
  select r.*, t.known, t.years,
    case when t.a >= 2 then 'A' when t.b >= 2 then 'B' when t.c >= 2 then 'C' else 'D' end as grade
  from variances r
  cross join lateral (
    select count(*) as known, count(*) filter (where variance < :param_a::numeric) as a,
      count(*) filter (where variance < :param_b::numeric) as b, count(*) filter (where variance < :param_c::numeric) as c,
      jsonb_agg(jsonb_build_object('name', p.year::text, 'ratio', p.variance) order by p.year) as years
    from variances p
    where (p.region_code, p.scope, p.book, p.flow, p.currency) = (r.region_code, r.scope, r.book, r.flow, r.currency)
      and p.year between r.year - 2 and r.year and p.variance is not null
  ) t
  where r.variance is not null
)
select region_code, scope, year, 12 as month, book, flow, null::text as item, null::text as item_name, null::text as unit, null::text as project,
  variance as measured, :param_a::numeric as expected, 'ratio' as measure_unit, null::bigint as amount_at_stake,
  case when known = 3 then 'blue' else 'grey' end as severity,
  jsonb_build_object('variant', case when known < 3 then 'undecided' end, 'variance', jsonb_build_object('ratio', variance),
    'years', jsonb_build_object('list', years), 'known', jsonb_build_object('count', known), 'grade', case when known = 3 then grade end) as parameters,
  evidence
from spans
where :years::int[] is null or year = any (:years::int[])
