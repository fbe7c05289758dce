/*
id: PEFA-PI-1
name: { zh: PEFA 支出总额执行, en: PEFA aggregate expenditure outturn }
kind: signal
severities: [blue, grey]
inputs: [execution.executed, execution.original]
reach: 2
period: year
thresholds:
  - { name: a_low, value: 95, unit: '%', origin: found, title: { zh: A级下限, en: 'A: from' } }
  - { name: a_high, value: 105, unit: '%', origin: found, title: { zh: A级上限, en: 'A: to' } }
  - { name: b_low, value: 90, unit: '%', origin: found, title: { zh: B级下限, en: 'B: from' } }
  - { name: b_high, value: 110, unit: '%', origin: found, title: { zh: B级上限, en: 'B: to' } }
  - { name: c_low, value: 85, unit: '%', origin: found, title: { zh: C级下限, en: 'C: from' } }
  - { name: c_high, value: 115, unit: '%', origin: found, title: { zh: C级上限, en: 'C: to' } }
law:
  - article: PEFA PI-1
    text:
      zh: 国际公共支出与财政问责（PEFA）框架：全部支出（含预备费和付息）决算与年初批准预算之比，三年中至少两年在区间内。
      en: 'PEFA framework: outturn of all expenditure (with contingency and interest) against the originally approved budget, within the band in at least two of three years.'
explanation:
  zh: '{place}{year}年一般公共预算支出为年初预算的{ratio}。近三年为{years}，PEFA PI-1评级{grade}。PEFA以年初预算为基准，结果通常比与调整预算相比更严。'
  en: '{place}, {year}: general public budget expenditure was {ratio} of the January budget. The last three years are {years}; PEFA PI-1 grade {grade}. PEFA compares with the January budget and so looks stricter than the official narrative.'
question:
  zh: 请关注支出总额偏离年初预算的原因。
  en: Why did total expenditure move away from the January budget?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年一般公共预算支出为年初预算的{ratio}。PEFA PI-1评级需要连续三年数据，现有{known}年，评级无法判定。'
      en: '{place}, {year}: general public budget expenditure was {ratio} of the January budget. A PEFA PI-1 grade needs three years; {known} available, so the grade cannot be judged.'
    question:
      zh: 请补充载入前两年的年初预算数和执行数（或决算数）。
      en: Please load January budget and outturn of the two years before.
*/
with ratios as (
  select region_code, scope, year, book, flow, currency, executed as outturn, original as budget, executed::numeric / original as ratio,
    rules.evidence('execution', 'executed', executed_lines) || rules.evidence('execution', 'original', original_lines) as evidence
  from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and to_month = 12 and at_level = 0 and executed is not null and original > 0
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), spans as (
  select r.*, t.known, t.years,
    case when t.a >= 2 then 'A' when t.b >= 2 then 'B' when t.c >= 2 then 'C' else 'D' end as grade
  from ratios r
  cross join lateral (
    select count(*) as known,
      count(*) filter (where ratio between :param_a_low::numeric and :param_a_high::numeric) as a,
      count(*) filter (where ratio between :param_b_low::numeric and :param_b_high::numeric) as b,
      count(*) filter (where ratio between :param_c_low::numeric and :param_c_high::numeric) as c,
      jsonb_agg(jsonb_build_object('name', p.year::text, 'ratio', p.ratio) order by p.year) as years
    from ratios p
    where (p.region_code, p.scope, p.book, p.flow, p.currency) = (r.region_code, r.scope, r.book, r.flow, r.currency)
      and p.year between r.year - 2 and r.year
  ) t
)
select region_code, scope, year, 12 as month, book, flow, null::text as item, null::text as item_name, null::text as unit, null::text as project,
  ratio as measured, 1::numeric as expected, 'ratio' as measure_unit, abs(outturn - budget) as amount_at_stake,
  case when known = 3 then 'blue' else 'grey' end as severity,
  jsonb_build_object('variant', case when known < 3 then 'undecided' end, 'ratio', jsonb_build_object('ratio', ratio),
    'years', jsonb_build_object('list', years), 'known', jsonb_build_object('count', known), 'grade', case when known = 3 then grade end) as parameters,
  evidence
from spans
where :years::int[] is null or year = any (:years::int[])
