/*
id: PEFA-PI-2.3
name: { zh: PEFA 预备费列支, en: PEFA contingency reserves }
kind: signal
severities: [blue, grey]
inputs: [execution.executed, execution.original]
reach: 2
period: year
thresholds:
  - { name: a, value: 3, unit: '%', origin: found, title: { zh: A级：低于, en: 'A: below' } }
  - { name: b, value: 6, unit: '%', origin: found, title: { zh: B级：不高于, en: 'B: up to' } }
  - { name: c, value: 10, unit: '%', origin: found, title: { zh: C级：低于, en: 'C: below' } }
law:
  - article: PEFA PI-2.3
    text:
      zh: 国际公共支出与财政问责（PEFA）框架：直接列在预备费科目的支出占年初预算的比例，取三年平均。
      en: 'PEFA framework: spending charged to the reserve itself as a share of the original budget, average of three years.'
explanation:
  zh: '{place}{year}年直接列在预备费科目的支出占年初预算的{share}，近三年平均{average}，PEFA PI-2.3评级{grade}。'
  en: '{place}, {year}: spending charged to the reserve was {share} of the original budget, {average} on average over three years; PEFA PI-2.3 grade {grade}.'
question:
  zh: 请关注预备费动用后是否列入实际使用的科目。
  en: Was money from the reserve booked where it was used?
variants:
  undecided:
    explanation:
      zh: '{place}{year}年直接列在预备费科目的支出占年初预算的{share}。PEFA PI-2.3评级需要三年数据，现有{known}年，评级无法判定。'
      en: '{place}, {year}: spending charged to the reserve was {share} of the original budget. A PEFA PI-2.3 grade needs three years; {known} available, so the grade cannot be judged.'
    question:
      zh: 请补充载入前两年的预备费预算数和执行数（或决算数）。
      en: Please load budget and outturn of the reserve of the two years before.
*/
with lines as materialized (
  select * from rules.execution_lines
  where version = :version and flow = 'expenditure' and book = 'general' and to_month = 12 and at_level <= 1
    and (at_level = 0 and original > 0 or at_level = 1 and item = '227' and executed is not null)
    and (:regions::text[] is null or region_code = any (:regions::text[]))
), shares as (
  select o.region_code, o.scope, o.year, o.book, o.flow, o.currency, e.executed::numeric / o.original as share,
    rules.evidence('execution', 'executed', e.executed_lines) || rules.evidence('execution', 'original', o.original_lines) as evidence
  from lines o
  join lines e on e.at_level = 1 and (e.region_code, e.scope, e.year, e.currency) = (o.region_code, o.scope, o.year, o.currency)
  where o.at_level = 0
), spans as (
  select r.*, t.known, t.average
  from shares r
  cross join lateral (
    select count(*) as known, avg(share) as average
    from shares p
    where (p.region_code, p.scope, p.book, p.flow, p.currency) = (r.region_code, r.scope, r.book, r.flow, r.currency)
      and p.year between r.year - 2 and r.year
  ) t
)
select region_code, scope, year, 12 as month, book, flow, '227' as item, '预备费' as item_name, null::text as unit, null::text as project,
  share as measured, :param_a::numeric as expected, 'ratio' as measure_unit, null::bigint as amount_at_stake,
  case when known = 3 then 'blue' else 'grey' end as severity,
  jsonb_build_object('variant', case when known < 3 then 'undecided' end, 'share', jsonb_build_object('ratio', share),
    'average', jsonb_build_object('ratio', average), 'known', jsonb_build_object('count', known),
    'grade', case when known < 3 then null when average < :param_a::numeric then 'A' when average <= :param_b::numeric then 'B'
      when average < :param_c::numeric then 'C' else 'D' end) as parameters,
  evidence
from spans
where :years::int[] is null or year = any (:years::int[])
