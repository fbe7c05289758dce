/*
id: TP-01
name: { zh: 三公经费超预算, en: Three-publics over budget }
kind: breach
severities: [red, yellow]
inputs: [execution.executed, execution.final]
thresholds:
  - { name: tolerance, value: 1, unit: 元, origin: default, title: { zh: 容差, en: Tolerance } }
  - { name: pace, value: 20, unit: pp, origin: default, title: { zh: 黄色：超过序时, en: 'Yellow: ahead of the calendar by more than' } }
  - { name: minimum, value: 5, unit: 万元, origin: default, title: { zh: 黄色：预算数下限, en: 'Yellow: smallest budget' } }
  - { name: first_month, value: 3, unit: count, origin: default, title: { zh: 黄色：起始月份, en: 'Yellow: first month judged' } }
law:
  - article: 预算法第十三条
    text:
      zh: 各级政府、各部门、各单位的支出必须以经批准的预算为依据，未列入预算的不得支出。
      en: 'Budget Law art. 13: spending must rest on the approved budget.'
  - article: 预算法第三十七条
    text:
      zh: 各级预算支出的编制，应当贯彻勤俭节约的原则，严格控制各部门、各单位的机关运行经费和楼堂馆所等基本建设支出。
      en: 'Budget Law art. 37: budgets are thrifty and strictly limit the running costs of offices.'
  - article: 上海市预算审查监督条例第十六条（其他地方参照）
    text:
      zh: 部门预算、决算公开时，应当对机关运行经费的安排、使用情况等重要事项作出说明。
      en: 'Shanghai Budget Supervision Regulation art. 16 (elsewhere by analogy): running costs are explained when budgets and accounts are published.'
explanation:
  zh: '{place}{unit}截至{year}年{month}月{items}支出{executed}，超预算{excess}（预算{budget}）。'
  en: '{place}, {unit}: to {year} month {month}, {items} cost {executed}, {excess} above the budget of {budget}.'
question:
  zh: 请核实预算调整是否漏录；如数据无误，超出部分依据何项批准？
  en: Please verify whether a change of the budget was left out; if the data are right, on which approval does the excess rest?
variants:
  pace:
    kind: signal
    explanation:
      zh: '{place}{unit}截至{year}年{month}月{items}支出{executed}，为预算{budget}的{rate}，超过序时进度{gap}。'
      en: '{place}, {unit}: to {year} month {month}, {items} cost {executed}, {rate} of the budget of {budget} and {gap} ahead of the calendar.'
    question:
      zh: 请关注支出是否集中、全年能否控制在预算之内。
      en: Is the spending bunched, and will the year stay within its budget?
phrases:
  total: { zh: 三公经费合计, en: the three publics together }
*/
-- Four items and their total, of the general budget; in the sentence those that exceed. Told for the latest month, ahead of schedule as well where it first appeared.
with items (economic, name) as (
  values ('30212', '因公出国（境）费用'), ('30217', '公务接待费'), ('30231', '公务用车运行维护费'), ('31013', '公务用车购置'), ('30913', '公务用车购置')
), lines as (
  select min(l.region_code) as region_code, min(l.scope) as scope, min(l.year) as year, min(l.month) as month, min(l.latest) as latest, l.unit, i.name,
    coalesce(sum(l.final), 0)::numeric as budget, coalesce(sum(l.executed), 0)::numeric as executed, min(l.economic) as economic
  from rules.line_months l
  join items i using (economic)
  where l.version = :version and l.flow = 'expenditure' and l.book = 'general' and l.unit is not null
    and (:regions::text[] is null or l.region_code = any (:regions::text[])) and (:years::int[] is null or l.year = any (:years::int[]))
  group by l.shown_batch, l.unit, i.name
), single as (
  select region_code, scope, year, month, max(latest) as latest, unit, name, min(economic) as economic, sum(budget) as budget, sum(executed) as executed
  from lines
  group by 1, 2, 3, 4, 6, 7
), judged as (
  select *, executed - budget as excess, case when budget > 0 then executed / budget end as rate, least(month, 12)::numeric / 12 as schedule from single
  union all
  select region_code, scope, year, month, max(latest), unit, null, null, sum(budget), sum(executed), sum(executed) - sum(budget), sum(executed) / nullif(sum(budget), 0), least(month, 12)::numeric / 12
  from single
  group by region_code, scope, year, month, unit
), flagged as (
  select *, case when excess > :param_tolerance::bigint then 2
    when name is null and month between :param_first_month::int and 12 and budget >= :param_minimum::bigint and rate > schedule + :param_pace::numeric then 1 else 0 end as grade
  from judged
), subjects as (
  select region_code, scope, year, month, max(latest) as latest, unit, max(grade) as grade,
    coalesce(sum(budget) filter (where grade = 2 and name is not null), max(budget) filter (where name is null and grade > 0)) as budget,
    coalesce(sum(executed) filter (where grade = 2 and name is not null), max(executed) filter (where name is null and grade > 0)) as executed,
    jsonb_agg(jsonb_build_object('name', name) order by excess desc, name) filter (where grade = 2 and name is not null) as items,
    (array_agg(economic order by excess desc) filter (where grade = 2 and name is not null)) as economics, max(schedule) as schedule
  from flagged
  group by region_code, scope, year, month, unit
), told as (
  select *, coalesce(max(grade) over (partition by region_code, scope, year, unit order by month rows between unbounded preceding and 1 preceding), 0) as before from subjects where grade > 0
)
select t.region_code, t.scope, t.year, t.month, 'general' as book, 'expenditure' as flow, null::text as item, null::text as item_name, t.unit, null::text as project,
  t.executed as measured, case when t.grade = 2 then t.budget else round(t.budget * t.schedule) end as expected, 'fen' as measure_unit,
  round(case when t.grade = 2 then t.executed - t.budget else t.executed - t.budget * t.schedule end)::bigint as amount_at_stake, (array['yellow', 'red'])[t.grade] as severity,
  jsonb_build_object('variant', case when t.grade = 1 then 'pace' end, 'month', t.month::int, 'unit', jsonb_build_object('zh', coalesce(u.name, t.unit), 'en', coalesce(u.name_en, t.unit)),
    'items', case when t.items is null then jsonb_build_object('phrase', 'total') else jsonb_build_object('list', t.items) end,
    'executed', jsonb_build_object('fen', t.executed::bigint::text), 'budget', jsonb_build_object('fen', t.budget::bigint::text), 'excess', jsonb_build_object('fen', (t.executed - t.budget)::bigint::text),
    'rate', jsonb_build_object('ratio', t.executed / nullif(t.budget, 0)), 'gap', jsonb_build_object('points', t.executed / nullif(t.budget, 0) - t.schedule)) as parameters,
  (select jsonb_agg(rules.ledger_evidence(m, jsonb_build_object('region', t.region_code, 'scope', t.scope, 'year', t.year::text, 'month', t.month::text, 'book', 'general', 'flow', 'expenditure', 'unit', t.unit, 'economic.group', e)) -> 0 order by e, m)
    from unnest(coalesce(t.economics, array['30212', '30217', '30231'])) e, unnest(array['executed', 'final']) m) as evidence
from told t
left join rules.unit_names u on u.version = :version and u.region_code = t.region_code and u.code = t.unit
where t.grade > 0 and (t.month = t.latest or t.grade = 1 and t.grade > t.before and t.latest <= 12)
