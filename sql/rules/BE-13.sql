/*
id: BE-13
name: { zh: 结转结余规模过大, en: Large carry-over }
kind: signal
severities: [red, orange, yellow]
inputs: [execution.executed, execution.final]
population: { zh: 单位和基金, en: units and funds }
caution:
  zh: 以年末未支出的调整预算代替结转结余，年末已收回的指标不在其内；按合同跨年支付的资金也会显示为结转。
  en: The adjusted budget not spent at year end stands for the carry-over; what was taken back before is not in it, and money due next year by contract shows as carried over.
thresholds:
  - { name: yellow, value: 10, unit: '%', origin: default, title: { zh: 黄色：单位结转率超过, en: 'Yellow: carry-over of a unit above' } }
  - { name: orange, value: 20, unit: '%', origin: default, title: { zh: 橙色：单位结转率超过, en: 'Orange: carry-over of a unit above' } }
  - { name: red, value: 30, unit: '%', origin: default, title: { zh: 红色：单位结转率超过, en: 'Red: carry-over of a unit above' } }
  - { name: fund, value: 30, unit: '%', origin: found, title: { zh: 橙色：基金结转占当年收入超过, en: 'Orange: carry-over of a fund above, of its income' } }
  - { name: minimum, value: 100, unit: 万元, origin: default, title: { zh: 结转额下限, en: Smallest carry-over } }
law:
  - article: 预算法第四十二条
    text:
      zh: 各部门、各单位上一年预算的结转、结余资金按照国务院财政部门的规定办理。
      en: 'Budget Law art. 42: carry-over and surplus of departments and units are handled by the rules of the Ministry of Finance.'
  - article: 预算法第六十六条
    text:
      zh: 各级一般公共预算的结余资金，应当补充预算稳定调节基金。
      en: 'Budget Law art. 66: the surplus of the general public budget goes to the budget stabilisation fund.'
  - article: 财预〔2015〕15号
    text:
      zh: 对政府性基金预算结转资金规模较大的，应调入一般公共预算统筹使用；每一项政府性基金结转资金规模一般不超过该项基金当年收入的30%。
      en: 'Cai Yu [2015] No. 15: what a government fund carries over generally does not exceed 30 % of its income of the year; the rest moves to the general budget.'
explanation:
  zh: '{place}{unit}{year}年末结转{balance}，占全年{book}可用资金{budget}的{share}。'
  en: '{place}, {unit}: {balance} carried over at the end of {year}, {share} of the {book} of {budget} at its disposal.'
question:
  zh: 请说明结转原因，建议盘活存量资金；下年预算是否相应核减？
  en: Why is it carried over, can the idle money be put to use, and will next year's budget be reduced?
variants:
  fund:
    explanation:
      zh: '{place}“{item}”安排的支出{year}年末结转{balance}，占该项基金当年收入{income}的{share}，超过{threshold.fund}。'
      en: '{place}: of expenditure from “{item}”, {balance} is carried over at the end of {year}, {share} of the fund''s income of {income}, above {threshold.fund}.'
    question:
      zh: 请说明结转原因；超过规定比例的部分是否调入一般公共预算统筹使用？
      en: Why is it carried over, and was the excess moved to the general public budget?
*/
-- Units: what is not spent of the adjusted budget of the year, carried-over money included. Funds: what is not spent of the expenditure that a fund's income pays for.
with units as (
  select region_code, scope, year, month, book, unit, sum(final)::numeric as budget, sum(coalesce(executed, 0))::numeric as executed
  from rules.unit_months
  where version = :version and flow = 'expenditure' and book = 'general' and month = latest and month >= 12 and unit is not null and (:regions::text[] is null or region_code = any (:regions::text[]))
  group by 1, 2, 3, 4, 5, 6
), funds (income_item, spending_group, name) as (
  values ('1030148', '21208', '国有土地使用权出让收入'), ('1030146', '21210', '国有土地收益基金收入'), ('1030147', '21211', '农业土地开发资金收入'),
    ('1030156', '21213', '城市基础设施配套费收入'), ('1030178', '21214', '污水处理费收入'), ('1030155', '22960', '彩票公益金收入')
), lines as (
  select region_code, scope, year, to_month, book, flow, item, executed, final, executed_lines, final_lines
  from rules.execution_lines
  where version = :version and book = 'fund' and to_month = 12 and (flow = 'revenue' and at_level = 3 or flow = 'expenditure' and at_level = 2) and (:regions::text[] is null or region_code = any (:regions::text[]))
), judged as (
  select region_code, scope, year, month, book, unit, null::text as item, null::text as name, budget, null::numeric as income, budget - executed as balance, (budget - executed) / nullif(budget, 0) as share, null::jsonb as printed
  from units
  union all
  select s.region_code, s.scope, s.year, 12, 'fund', null, f.income_item, f.name, s.final, r.executed, s.final - s.executed, (s.final - s.executed)::numeric / nullif(r.executed, 0),
    rules.evidence('execution', 'executed', s.executed_lines) || rules.evidence('execution', 'final', s.final_lines) || rules.evidence('execution', 'executed', r.executed_lines)
  from lines s
  join funds f on f.spending_group = s.item
  join lines r on r.flow = 'revenue' and r.item = f.income_item and (r.region_code, r.scope, r.year) = (s.region_code, s.scope, s.year)
  where s.flow = 'expenditure'
), graded as (
  select *, case when balance < :param_minimum::bigint then 0 when item is not null then case when share > :param_fund::numeric then 2 else 0 end
    when share > :param_red::numeric then 3 when share > :param_orange::numeric then 2 when share > :param_yellow::numeric then 1 else 0 end as grade
  from judged
  where share is not null
), counts as (
  select region_code, scope, year, book, count(*) filter (where grade > 0) as meets, count(*) as judged from graded group by 1, 2, 3, 4
), base as (
  select *, rules.usual(array_agg(meets) over (partition by region_code, scope, book), meets) as usually from counts
)
select g.region_code, g.scope, g.year, g.month, g.book, 'expenditure' as flow, g.item, g.name as item_name, g.unit, null::text as project,
  g.share as measured, case when g.item is not null then :param_fund::numeric else (array[:param_yellow::numeric, :param_orange::numeric, :param_red::numeric])[g.grade] end as expected,
  'ratio' as measure_unit, round(g.balance)::bigint as amount_at_stake, (array['yellow', 'orange', 'red'])[g.grade] as severity,
  jsonb_build_object('variant', case when g.item is not null then 'fund' end, 'unit', jsonb_build_object('zh', coalesce(u.name, g.unit), 'en', coalesce(u.name_en, g.unit)),
    'balance', jsonb_build_object('fen', round(g.balance)::bigint::text), 'budget', jsonb_build_object('fen', round(g.budget)::bigint::text), 'income', jsonb_build_object('fen', round(g.income)::bigint::text),
    'share', jsonb_build_object('ratio', g.share), 'base_meets', b.meets, 'base_of', b.judged, 'base_usual', b.usually) as parameters,
  case when g.item is null then
    rules.ledger_evidence('final', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', g.month::text, 'book', g.book, 'flow', 'expenditure', 'unit', g.unit))
      || rules.ledger_evidence('executed', jsonb_build_object('region', g.region_code, 'scope', g.scope, 'year', g.year::text, 'month', g.month::text, 'book', g.book, 'flow', 'expenditure', 'unit', g.unit))
  else g.printed end as evidence
from graded g
join base b using (region_code, scope, year, book)
left join rules.unit_names u on u.version = :version and u.region_code = g.region_code and u.code = g.unit
where g.grade > 0 and (:years::int[] is null or g.year = any (:years::int[]))
